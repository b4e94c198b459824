import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { browserEndpoints, type BrowserEndpoints } from '#modules/cabinet/browser.ts'
import type { Endpoint } from '#platform/http/endpoint.ts'
import { Browser, linkFor, openedMiniApp as opened, signedByTelegram, signIn } from './world/cabinet.ts'
import type { World } from './world/world.ts'
import { createTeamWorld, idOf, newPerson, nobodyId, ownerId } from './world/cabinet-team.ts'

let world: World
beforeAll(async () => {
  world = await createTeamWorld()
})
afterAll(() => world.end())

const initData = (fields: Record<string, string>, token = world.environment['BOT_TOKEN']!) =>
  signedByTelegram(fields, token)

describe('a link of the bot', () => {
  test('opens the cabinet once, and gives a cookie that no script and no other site can use', async () => {
    const token = await linkFor(world, ownerId)
    const browser = new Browser(world)
    const { status, headers, body } = await browser.call('enter', { token })
    expect([status, body]).toMatchObject([200, { telegram_id: ownerId, role: 'owner' }])
    const cookie = headers.get('set-cookie')!
    for (const part of ['HttpOnly', 'SameSite=Strict', 'Path=/cabinet']) expect(cookie).toContain(part)
    expect(headers.get('cache-control')).toBe('no-store')
    expect((await browser.call('me')).status).toBe(200)
    expect((await new Browser(world).call('enter', { token })).body.error?.code).toBe('link_not_valid')
  })

  test('opens it for one of many who bring it at once', async () => {
    const token = await linkFor(world, ownerId)
    const answers = await Promise.all(Array.from({ length: 8 }, () => new Browser(world).call('enter', { token })))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  })

  test('opens nothing after a minute, forged, or for whoever has lost their role', async () => {
    const late = await linkFor(world, ownerId)
    await world.sql`update cabinet_links set expires_at = expires_at - interval '60 seconds'`
    expect((await new Browser(world).call('enter', { token: late })).body.error?.code).toBe('link_not_valid')
    expect((await new Browser(world).call('enter', { token: 'x'.repeat(43) })).body.error?.code).toBe('link_not_valid')
    const formerId = await newPerson(world)
    await world.sql`insert into roles (telegram_id, role, granted_by) values (${formerId}, 'support', ${ownerId})`
    const token = await linkFor(world, formerId)
    await world.sql`delete from roles where telegram_id = ${formerId}`
    expect((await new Browser(world).call('enter', { token })).body.error?.code).toBe('link_not_valid')
    await expect(world.api.openCabinet({ telegramId: nobodyId })).rejects.toMatchObject({ code: 'no_role' })
  })

  test('is kept as a digest only', async () => {
    const token = await linkFor(world, ownerId)
    const browser = await signIn(world, ownerId)
    const rows = await world.sql`select to_jsonb(l)::text as row from cabinet_links l
      union all select to_jsonb(s)::text from cabinet_sessions s`
    for (const { row } of rows) {
      expect(row).not.toContain(token)
      expect(row).not.toContain(browser.cookie.split('=')[1])
    }
  })
})

describe('the Mini App', () => {
  const enter = (data: string) => new Browser(world).call('enterByTelegram', { init_data: data })

  test('opens the cabinet by what Telegram has signed, once', async () => {
    const data = initData(opened(ownerId))
    expect(await enter(data)).toMatchObject({ status: 200, body: { role: 'owner' } })
    expect((await enter(data)).body.error?.code).toBe('link_not_valid')
  })

  test.for([
    ['signed with another token', () => initData(opened(ownerId), '1000000002:another-token-of-another-bot')],
    ['changed after it was signed', () => initData(opened(nobodyId)).replace(String(nobodyId), String(ownerId))],
    ['without a signature', () => new URLSearchParams(opened(ownerId)).toString()],
    ['older than five minutes', () => initData(opened(ownerId, 301))],
    ['from the future', () => initData(opened(ownerId, -120))],
    ['with a field given twice', () => `${initData(opened(ownerId))}&auth_date=1`],
    ['without a user', () => initData({ auth_date: String(Math.floor(Date.now() / 1000)) })],
    ['of somebody without a role', () => initData(opened(nobodyId))],
  ] as const)('stays closed for what is %s', async ([, data]) => {
    expect((await enter(data())).body.error?.code).toBe('link_not_valid')
  })
})

describe("the Mini App in Telegram's web client, where no cookie comes", () => {
  const enter = (data: string) => new Browser(world).call('enterByTelegram', { init_data: data, in_frame: true })
  const come = async (telegramId: number) => {
    const { headers, body } = await enter(initData(opened(telegramId)))
    expect(headers.get('set-cookie')).toBeNull()
    return { authorization: `Bearer ${String(body['token'])}`, 'x-csrf-token': String(body['csrf']) }
  }

  test('has a session by a header, whose changes bring the CSRF token too, until it is ended', async () => {
    const { authorization, ...csrf } = await come(idOf.support)
    const bare = new Browser(world)
    expect((await bare.call('me', {}, { authorization })).body).toMatchObject({ role: 'support' })
    expect((await new Browser(world).call('leave', {}, { authorization })).body.error?.code).toBe('csrf')
    const another = await signIn(world, idOf.support)
    const list = (await another.call('sessions')).body['sessions'] as unknown as { id: number; current: boolean }[]
    const id = Number((await bare.call('me', {}, { authorization })).body['session_id'])
    expect(list.some((each) => each.id === id)).toBe(true)
    await another.call('endSession', { id })
    expect((await bare.call('me', {}, { authorization })).body.error?.code).toBe('signed_out')
    expect((await bare.call('leave', {}, { authorization, ...csrf })).body.error?.code).toBe('signed_out')
  })

  test('opens once, and not by what is forged, expired, or of a person without a role', async () => {
    const data = initData(opened(ownerId))
    expect((await enter(data)).status).toBe(200)
    const refused = [
      data,
      initData(opened(ownerId), '1000000002:another-token-of-another-bot'),
      initData(opened(ownerId, 301)),
      initData(opened(nobodyId)),
    ]
    for (const each of refused) {
      const { headers, body } = await enter(each)
      expect([body.error?.code, body['token'], headers.get('set-cookie')]).toEqual(['link_not_valid', undefined, null])
    }
  })

  test('has no use of a cookie beside its header, and elsewhere gets no token that a script could read', async () => {
    const browser = await signIn(world, ownerId)
    expect((await browser.call('me', {}, { authorization: 'Bearer wrong' })).body.error?.code).toBe('signed_out')
    const { headers, body } = await new Browser(world).call('enterByTelegram', { init_data: initData(opened(ownerId)) })
    expect([headers.get('set-cookie'), body['token']]).toEqual([expect.stringContaining('HttpOnly'), null])
  })

  test('may stand in a frame of Telegram, which nothing else of the backend may', async () => {
    const at = async (path: string) => (await fetch(world.backend().url + path)).headers
    for (const path of ['/cabinet', '/cabinet/people']) {
      const headers = await at(path)
      expect(headers.get('content-security-policy')).toMatch(/; frame-ancestors https:\/\/web\.telegram\.org$/)
      expect(headers.get('x-frame-options')).toBeNull()
    }
    for (const path of ['/cabinet/api/me', '/docs/', '/health'])
      expect((await at(path)).get('x-frame-options'), path).toBe('DENY')
  })
})

describe('a session', () => {
  test('is asked for by every page and change, and changes bring its CSRF token', async () => {
    for (const [name, { allow }] of Object.entries<Endpoint>(browserEndpoints)) {
      if (allow.includes('anybody')) continue
      const { status, body } = await new Browser(world).call(name as keyof BrowserEndpoints)
      expect([name, status, body.error?.code]).toEqual([name, 401, 'signed_out'])
    }
    const browser = await signIn(world, ownerId)
    const other = await signIn(world, ownerId)
    for (const token of ['', 'wrong', other.csrf])
      expect((await browser.call('leave', {}, { 'x-csrf-token': token })).body.error?.code).toBe('csrf')
  })

  test('is no use at the API of the programs, and their token none here', async () => {
    const browser = await signIn(world, ownerId)
    const stats = await fetch(`${world.backend().url}/stats`, { headers: { cookie: browser.cookie } })
    expect(stats.status).toBe(401)
    const headers = { authorization: `Bearer ${world.environment['BACKEND_TOKEN']!}`, 'x-actor': `person:${ownerId}` }
    expect((await new Browser(world).call('today', {}, headers)).body.error?.code).toBe('signed_out')
  })

  test("is listed for its owner, who can end it and nobody else's", async () => {
    const browser = await signIn(world, idOf.support)
    const second = await signIn(world, idOf.support)
    const stranger = await signIn(world, idOf.manager)
    const list = (await browser.call('sessions')).body['sessions'] as unknown as { id: number; current: boolean }[]
    const other = list.find(({ current }) => !current)!
    await stranger.call('endSession', { id: other.id })
    expect((await second.call('me')).status).toBe(200)
    await browser.call('endSession', { id: other.id })
    expect((await second.call('me')).status).toBe(401)
    await browser.call('leave')
    expect((await browser.call('me')).status).toBe(401)
  })

  test('lasts twelve hours', async () => {
    const browser = await signIn(world, ownerId)
    await world.sql`update cabinet_sessions set expires_at = expires_at - interval '11 hours 59 minutes'`
    expect((await browser.call('me')).status).toBe(200)
    await world.sql`update cabinet_sessions set expires_at = expires_at - interval '1 minute'`
    expect((await browser.call('me')).status).toBe(401)
  })

  test('loses what a role loses at once', async () => {
    const telegramId = await newPerson(world)
    await world.sql`insert into roles (telegram_id, role, granted_by) values (${telegramId}, 'owner', ${ownerId})`
    const browser = await signIn(world, telegramId)
    expect((await browser.call('audit')).status).toBe(200)
    await world.sql`update roles set role = 'analyst' where telegram_id = ${telegramId}`
    expect((await browser.call('audit')).status).toBe(403)
    await world.sql`delete from roles where telegram_id = ${telegramId}`
    expect((await browser.call('me')).status).toBe(403)
  })
})
