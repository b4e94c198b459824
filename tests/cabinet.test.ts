import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { browserEndpoints, type BrowserEndpoints } from '#modules/cabinet/browser.ts'
import { may, permissionsOf, role as roles } from '#modules/users/contract.ts'
import { roleEndpoints } from '#modules/modules.ts'
import type { Endpoint } from '#platform/http/endpoint.ts'
import { en } from '#web/texts/en.ts'
import { ru } from '#web/texts/ru.ts'
import {
  atRoleDoor,
  because,
  Browser,
  cabinetUrl,
  linkFor,
  openedMiniApp as opened,
  signedByTelegram,
  signIn,
} from './world/cabinet.ts'
import { eventually } from './world/eventually.ts'
import { createWorld, type World } from './world/world.ts'

const ownerId = 7_800_001
const idOf = { owner: ownerId, manager: 7_800_002, support: 7_800_003, analyst: 7_800_004 } as const
const nobodyId = 7_800_005
let world: World
let botToken: string
beforeAll(async () => {
  world = await createWorld({ withoutBot: true, ADMIN_IDS: String(ownerId), CABINET_URL: cabinetUrl })
  botToken = world.environment['BOT_TOKEN']!
  for (const [name, telegramId] of [...Object.entries(idOf), ['nobody', nobodyId] as const])
    await world.api.register({ telegramId, firstName: name, username: `${name}_name`, languageCode: 'en' })
  for (const role of ['manager', 'support', 'analyst'] as const)
    await world.sql`insert into roles (telegram_id, role, granted_by) values (${idOf[role]}, ${role}, ${ownerId})`
})
afterAll(() => world.end())

let lastPerson = 7_810_000
async function newPerson(firstName = 'Ann', credits = 0): Promise<number> {
  lastPerson += 1
  await world.api.register({ telegramId: lastPerson, firstName, username: `ann_${lastPerson}`, languageCode: 'en' })
  if (credits > 0)
    await world.api.updateCredits({ telegramId: lastPerson, delta: credits, reason: 'test', idempotencyKey: 'begin' })
  return lastPerson
}

/** Pays an order as Telegram would report it; returns the charge id. */
async function pay(telegramId: number, how: { gift?: true } = {}): Promise<string> {
  const { packs } = await world.api.offers({ telegramId })
  const order = await world.api.createPayment({ telegramId, product: packs[0]!.id, ...how })
  const chargeId = `charge-${telegramId}-${order.payload.slice(-6)}`
  await world.api.completePayment({
    telegramId,
    invoicePayload: order.payload,
    currency: order.currency,
    amount: order.amount,
    telegramPaymentChargeId: chargeId,
  })
  return chargeId
}

let lastScheduled = 7_895_000
/** A question that is asked each Monday at 9:05. */
async function schedule(telegramId: number, question: string, state: 'draft' | 'active' | 'paused'): Promise<void> {
  const [dueAt, dueDay] = state === 'active' ? ['2099-01-05T06:05:00Z', '2099-01-05'] : [null, null]
  await world.sql`
    insert into schedules (user_id, update_id, said, question, every, on_day, at_minute, state, paused_because, agreed_credits,
      message_id, due_at, due_day)
    values (${telegramId}, ${(lastScheduled += 1)}, ${question}, ${question}, 'week', 1, 545, ${state},
      ${state === 'paused' ? 'unread' : null}, 1, 1, ${dueAt}, ${dueDay})`
}

const initData = (fields: Record<string, string>, token = botToken) => signedByTelegram(fields, token)

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
    const formerId = await newPerson()
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
    const telegramId = await newPerson()
    await world.sql`insert into roles (telegram_id, role, granted_by) values (${telegramId}, 'owner', ${ownerId})`
    const browser = await signIn(world, telegramId)
    expect((await browser.call('audit')).status).toBe(200)
    await world.sql`update roles set role = 'analyst' where telegram_id = ${telegramId}`
    expect((await browser.call('audit')).status).toBe(403)
    await world.sql`delete from roles where telegram_id = ${telegramId}`
    expect((await browser.call('me')).status).toBe(403)
  })
})

describe('what a role may do', () => {
  /** Well-formed; most of it names nothing that there is. */
  const values: Partial<Record<keyof BrowserEndpoints, object>> = {
    endSession: { id: 1 },
    person: { telegram_id: nobodyId },
    talk: { telegram_id: nobodyId },
    grant: { telegram_id: 1, delta: 1 },
    block: { telegram_id: 1, blocked: false },
    message: { telegram_id: 1, text: 'x' },
    giveRole: { telegram_id: 1, role: null },
    refund: { charge_id: 'nothing' },
    answerTicket: { id: 999_999, text: 'x' },
    saveReplyTemplate: { id: 999_999, title: 'x', texts: [{ language: 'en', text: 'x' }] },
    deleteReplyTemplate: { id: 999_999 },
    personTexts: { telegram_id: nobodyId },
    retryNotice: { id: 999_999 },
    runJob: { name: 'nothing' },
    retryUpdate: { update_id: 999_999 },
    catalogVersion: { version: 999_999 },
    checkCatalog: { content: '{}' },
    saveCatalogDraft: { content: '[]', base: 0, revision: 999_999 },
    dropCatalogDraft: { revision: 999_999 },
    publishCatalog: { revision: 999_999, base: 999_999 },
    restoreCatalog: { version: 999_999, base: 0 },
    settingVersions: { setting: 'nothing' },
    changeSetting: { setting: 'nothing', value: 1, version: 0 },
    restoreSetting: { setting: 'nothing', restored: 999_999, version: 0 },
    broadcast: { id: 999_999 },
    saveBroadcast: { id: 999_999, title: 'x', texts: [{ language: 'en', text: 'x' }], conditions: {}, quiet: null },
    dropBroadcast: { id: 999_999 },
    tryBroadcast: { id: 999_999 },
    sendBroadcast: { id: 999_999, begins_at: null },
    steerBroadcast: { id: 999_999, act: 'stop' },
    deleteSent: { id: 999_999 },
    countSegment: { conditions: {} },
    saveSegment: { name: 'x', conditions: {} },
    deleteSegment: { id: 999_999 },
    saveExperiment: {
      id: 999_999,
      title: 'x',
      value: { subject: 'trial_size', messages: 7 },
      people_per_arm: 30,
      most_days: 30,
    },
    dropExperiment: { id: 999_999 },
    startExperiment: { id: 999_999 },
    stopExperiment: { id: 999_999 },
    endExperiment: { id: 999_999, publish: 'A' },
    makeCampaign: { name: 'made', cost_micro_dollars: 0 },
    editCampaign: { name: 'nothing' },
    deleteCampaign: { name: 'nothing' },
    pauseFreeMessages: { link: { kind: 'campaign', name: 'nothing' }, paused: true },
    promoCodes: { name: 'NOTHING' },
    makePromo: { name: 'MADE', gives: { of: 'credits', amount: 1 } },
    endPromo: { name: 'NOTHING' },
  }
  const walked = Object.values<Endpoint>(browserEndpoints).filter(({ allow }) => !allow.includes('anybody'))

  test.for(roles.options)('is what the table says, for %s at every endpoint', async (role) => {
    for (const { name, allow, method } of walked) {
      if (name === 'leave') continue
      const browser = await signIn(world, idOf[role])
      const input = { ...values[name as keyof BrowserEndpoints], ...(method === 'POST' ? because() : {}) }
      const { body } = await browser.call(name as keyof BrowserEndpoints, input)
      expect(body.error?.code, `${role} gives what ${name} takes`).not.toBe('bad_request')
      const mayCall = permissionsOf[role].some((permission) => allow.includes(may(permission)))
      expect([name, body.error?.code !== 'forbidden']).toEqual([name, mayCall])
    }
  })

  test.for(roles.options)('is the same at the door of the programs, for %s', async (role) => {
    for (const { name, allow, method } of Object.values<Endpoint>(roleEndpoints)) {
      const input = { ...values[name as keyof BrowserEndpoints], ...(method === 'POST' ? because() : {}) }
      const mayCall = permissionsOf[role].some((permission) => allow.includes(may(permission)))
      const as = { 'x-actor': `person:${idOf[role]}` }
      expect([name, (await atRoleDoor(world, name, input, as)) !== 'forbidden']).toEqual([name, mayCall])
      expect(await atRoleDoor(world, name, input, { 'x-actor': `person:${nobodyId}` })).toBe('forbidden')
      expect(await atRoleDoor(world, name, input, {}), 'a program has no role').toBe('forbidden')
      expect(await atRoleDoor(world, name, input, { ...as, authorization: 'Bearer wrong' })).toBe('unauthorized')
    }
  })

  test('does not include what a person has asked and was answered, but for the owner who gives a reason', async () => {
    const telegramId = await newPerson('Ann', 100)
    const place = { telegramId, chatId: telegramId, messageId: 1, updateId: 7_890_001 }
    for await (const _ of world.api.streamAnswer({ ...place, text: 'words-of-ann' })) continue
    await world.sql`update messages_log set answer = 'answer-to-ann' where user_id = ${telegramId}`
    await schedule(telegramId, 'scheduled words-of-ann', 'active')
    await world.api.createAssistant({ telegramId, updateId: 7_890_002, title: 'words-of-ann' })
    await world.sql`insert into memory_facts (user_id, fact, key) values (${telegramId}, 'words-of-ann', 'words')`
    const about = { telegram_id: telegramId, search: 'Ann' }
    for (const role of roles.options) {
      const browser = await signIn(world, idOf[role])
      for (const { name, method } of walked) {
        if (name === 'leave') continue
        const more = method === 'POST' ? because() : about
        const input = { ...values[name as keyof BrowserEndpoints], ...(method === 'POST' ? about : {}), ...more }
        const { body } = await browser.call(name as keyof BrowserEndpoints, input)
        const shown = /words-of-ann|answer-to-ann/.test(JSON.stringify(body))
        expect([role, name, shown]).toEqual([role, name, role === 'owner' && name === 'personTexts'])
      }
    }
    const seen = await world.sql`
      select actor_id, reason, reply::text like '%of-ann%' as kept from audit_log
      where action = 'texts' and subject_id = ${telegramId}`
    expect(seen).toEqual([{ actorId: ownerId, reason: 'test', kept: false }])
  })

  test('differs for each role', () => {
    const lists = roles.options.map((role) => permissionsOf[role].toSorted().join())
    expect(new Set(lists).size).toBe(roles.options.length)
  })
})

describe('a change', () => {
  const audited = (telegramId: number) => world.sql`
    select actor_id, role, action, subject_id, reason, before, after from audit_log where subject_id = ${telegramId} order by id`

  test('is done once for each key, and stands in the audit log with before and after', async () => {
    const telegramId = await newPerson('Ann', 10)
    const browser = await signIn(world, ownerId)
    const grant = { telegram_id: telegramId, delta: 5, ...because('for patience') }
    const answers = await Promise.all(Array.from({ length: 6 }, () => browser.call('grant', grant)))
    for (const { status, body } of answers) expect([status, body]).toEqual([200, { credits: 15 }])
    expect((await browser.call('grant', { ...grant, delta: 6 })).body.error?.code).toBe('idempotency_key_reused')
    expect(await audited(telegramId)).toEqual([
      {
        actorId: ownerId,
        role: 'owner',
        action: 'grant',
        subjectId: telegramId,
        reason: 'for patience',
        before: { credits: 10 },
        after: { credits: 15 },
      },
    ])
    const told = await world.sql`select kind, said_by from outbox where user_id = ${telegramId}`
    expect(told).toEqual([{ kind: 'credits_changed', saidBy: ownerId }])
  })

  test('shows the words of a person under one record for each key, and nothing newer than the record', async () => {
    const telegramId = await newPerson('Ann', 100)
    const ask = async (updateId: number, text: string) => {
      for await (const _ of world.api.streamAnswer({ telegramId, chatId: telegramId, messageId: 1, updateId, text }))
        continue
    }
    const browser = await signIn(world, ownerId)
    await ask(7_890_011, 'the first question')
    await schedule(telegramId, 'x'.repeat(200), 'active')
    const wanted = { telegram_id: telegramId, ...because('a complaint') }
    const first = await browser.call('personTexts', wanted)
    expect(first.body['texts']).toMatchObject([{ question: 'the first question' }])
    expect(first.body['scheduled']).toMatchObject([{ question: `${'x'.repeat(119)}…` }])
    await ask(7_890_012, 'the second question')
    await schedule(telegramId, 'the second schedule', 'paused')
    expect((await browser.call('personTexts', wanted)).body).toEqual(first.body)
    const again = await browser.call('personTexts', { ...wanted, ...because('another complaint') })
    expect(again.body['texts']).toMatchObject([{ question: 'the second question' }, { question: 'the first question' }])
    expect((await audited(telegramId)).map(({ action, reason }) => [action, reason])).toEqual([
      ['texts', 'a complaint'],
      ['texts', 'another complaint'],
    ])
    expect((await browser.call('personTexts', { ...wanted, ...because(' ') })).status).toBe(400)
  })

  test('is not done without a reason', async () => {
    const telegramId = await newPerson()
    const browser = await signIn(world, ownerId)
    for (const reason of ['', '   '])
      expect((await browser.call('grant', { telegram_id: telegramId, delta: 5, ...because(reason) })).status).toBe(400)
    expect(await audited(telegramId)).toEqual([])
  })

  test.for([
    ['much is granted', (telegram_id: number) => ['grant', { telegram_id, delta: 1_001 }]],
    ['credits are taken', (telegram_id: number) => ['grant', { telegram_id, delta: -1 }]],
    ['a person is blocked', (telegram_id: number) => ['block', { telegram_id, blocked: true }]],
    ['a role is given', (telegram_id: number) => ['giveRole', { telegram_id, role: 'support' }]],
  ] as const)('is asked twice when %s', async ([, of]) => {
    const telegramId = await newPerson('Ann', 10)
    const browser = await signIn(world, ownerId)
    const [name, input] = of(telegramId) as [keyof BrowserEndpoints, object]
    const change = { ...input, ...because() }
    const asked = await browser.call(name, change)
    expect([asked.status, asked.body.error?.code]).toEqual([409, 'confirmation_needed'])
    expect(asked.body.error?.details?.question).toMatchObject({ telegram_id: telegramId, first_name: 'Ann' })
    expect(await audited(telegramId)).toEqual([])
    const { confirmation } = asked.body.error!.details!
    const another = await signIn(world, ownerId)
    for (const [who, given] of [
      [browser, 'x'.repeat(43)],
      [another, confirmation],
    ] as const)
      expect((await who.call(name, { ...change, confirmation: given })).body.error?.code).toBe('confirmation_needed')
    const other = { ...change, ...because(), confirmation }
    expect((await browser.call(name, other)).body.error?.code).toBe('confirmation_needed')
    expect((await browser.call(name, { ...change, confirmation })).status).toBe(200)
    expect(await audited(telegramId)).toHaveLength(1)
  })

  test('refunds a payment when it is said twice, by the same way as the command', async () => {
    const telegramId = await newPerson()
    const chargeId = await pay(telegramId)
    const browser = await signIn(world, idOf.manager)
    const refund = { charge_id: chargeId, ...because() }
    expect((await browser.call('refund', refund)).body.error?.details?.question).toMatchObject({ currency: 'XTR' })
    expect(await browser.callTwice('refund', refund)).toMatchObject({ status: 200, body: { status: 'refunding' } })
    expect(await audited(telegramId)).toMatchObject([
      { action: 'refund', before: { status: 'paid' }, after: { status: 'refunding', lossCredits: 0 } },
    ])
    const shown = await browser.call('payments', { show: 'refunding' })
    expect(shown.body['payments']).toMatchObject([
      { telegram_id: telegramId, charge_id: chargeId, status: 'refunding' },
    ])
    expect((await world.api.getCredits({ telegramId })).credits).toBe(0)
  })

  test('takes no more than there is, and then nothing is on record', async () => {
    const telegramId = await newPerson('Ann', 3)
    const browser = await signIn(world, ownerId)
    const taken = await browser.callTwice('grant', { telegram_id: telegramId, delta: -4, ...because() })
    expect(taken.body.error).toMatchObject({ code: 'insufficient_credits', details: { credits: 3 } })
    expect(await audited(telegramId)).toEqual([])
  })

  test('blocks nobody who is an owner, and gives nobody their own role or that of a setting', async () => {
    const browser = await signIn(world, ownerId)
    const code = async (name: keyof BrowserEndpoints, input: object, who = browser) =>
      (await who.callTwice(name, { ...input, ...because() })).body.error?.code
    expect(await code('block', { telegram_id: ownerId, blocked: true })).toBe('owner_not_blocked')
    expect(await code('giveRole', { telegram_id: ownerId, role: null })).toBe('own_role')
    const secondId = await newPerson()
    await code('giveRole', { telegram_id: secondId, role: 'owner' })
    const second = await signIn(world, secondId)
    expect(await code('giveRole', { telegram_id: ownerId, role: null }, second)).toBe('role_of_setting')
    expect(await code('giveRole', { telegram_id: secondId, role: null })).toBeUndefined()
    expect((await second.call('me')).status).toBe(403)
  })

  test('says words to a person through the outbox and keeps only their length', async () => {
    const telegramId = await newPerson()
    const browser = await signIn(world, idOf.support)
    const message = { telegram_id: telegramId, text: 'Your order is back', ...because() }
    for (const _ of [1, 2]) expect((await browser.call('message', message)).status).toBe(200)
    expect(await world.sql`select kind, data from outbox where user_id = ${telegramId}`).toEqual([
      { kind: 'owner_wrote', data: { text: 'Your order is back' } },
    ])
    expect(await audited(telegramId)).toMatchObject([{ action: 'message', before: {}, after: { letters: 18 } }])
  })

  test('answers a question of a person, once', async () => {
    const telegramId = await newPerson('Eva')
    const { id } = await world.api.openSupportRequest({ telegramId, updateId: 900_001, text: 'Where is it?' })
    const browser = await signIn(world, idOf.support)
    expect((await browser.call('tickets')).body['tickets']).toMatchObject([
      { id, first_name: 'Eva', text: 'Where is it?' },
    ])
    const answer = { id, text: 'It is here', ...because() }
    for (const _ of [1, 2]) expect((await browser.call('answerTicket', answer)).status).toBe(200)
    expect((await browser.call('tickets')).body['tickets']).toEqual([])
    expect((await browser.call('tickets', { show: 'answered' })).body['tickets']).toMatchObject([{ id }])
    expect((await browser.call('talk', { telegram_id: String(telegramId) })).body['requests']).toMatchObject([
      { id, text: 'Where is it?', answer: 'It is here', answered_by: idOf.support },
    ])
    expect(await world.sql`select data from outbox where user_id = ${telegramId}`).toEqual([
      { data: { text: 'It is here' } },
    ])
  })

  test('gives an update that was given up to the bot again, once', async () => {
    const update = {
      update_id: 900_777,
      message: { message_id: 1, chat: { id: 5, type: 'private' }, from: { id: 5 }, text: 'hi' },
    }
    await world.sql`insert into seen_updates (update_id) values (900777)`
    await world.sql`
      insert into dead_updates (update_id, lane, payload, attempts, error, accepted_at)
      values (900777, 'chat:5', ${update}, 9, 'It broke', now())`
    const browser = await signIn(world, ownerId)
    const shown = (await browser.call('health')).body
    expect(shown['given_up']).toMatchObject([
      { update_id: 900_777, what: 'message', telegram_id: 5, error: 'It broke' },
    ])
    expect(shown['alerts']).toContainEqual({ kind: 'updates_given_up', value: 1 })
    const answers = await Promise.all(
      [1, 2, 3].map(() => browser.call('retryUpdate', { update_id: 900_777, ...because() })),
    )
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 404, 404])
    expect(await world.sql`select payload from inbox where update_id = 900777`).toEqual([{ payload: update }])
    expect(await world.sql`select waiting from lanes l join inbox i using (lane) where update_id = 900777`).toEqual([
      { waiting: 1 },
    ])
  })
})

describe('the lists', () => {
  test('find a person by id, @name, the beginning of a name, and charge id', async () => {
    const telegramId = await newPerson('Жанна')
    const chargeId = await pay(telegramId)
    const browser = await signIn(world, idOf.support)
    for (const search of [String(telegramId), `@ANN_${telegramId}`, `t.me/nothing`, 'жан', chargeId, '%']) {
      const { people } = (await browser.call('people', { search })).body as unknown as {
        people: { telegram_id: number }[]
      }
      const isFound = people.some((person) => person.telegram_id === telegramId)
      expect([search, isFound]).toEqual([search, !['t.me/nothing', '%'].includes(search)])
    }
  })

  test('come page by page, newest first, each row once', async () => {
    await world.sql`
      insert into users (telegram_id, first_name, language, created_at)
      select 8000000 + n, 'Many', 'en', now() - interval '1 year' + (n / 3) * interval '1 microsecond' from generate_series(1, 120) n`
    const browser = await signIn(world, ownerId)
    const seen: number[] = []
    let before: string | undefined
    do {
      const { people, next } = (await browser.call('people', before ? { before } : {})).body as unknown as {
        people: { telegram_id: number }[]
        next: string | null
      }
      expect(people.length).toBeLessThanOrEqual(50)
      seen.push(...people.map(({ telegram_id: id }) => id))
      before = next ?? undefined
    } while (before)
    const all = await world.sql`select telegram_id from users order by created_at desc, telegram_id desc`
    expect(seen).toEqual(all.map(({ telegramId }) => telegramId))
  })

  test('show a person with everything but their words', async () => {
    const telegramId = await newPerson('Ann', 7)
    await pay(telegramId)
    await world.api.changeProfile({ telegramId, settings: { instructions: 'a secret wish' } })
    for (const state of ['active', 'paused', 'draft'] as const) await schedule(telegramId, 'a secret wish', state)
    await world.api.createAssistant({ telegramId, updateId: 7_890_021, title: 'a secret wish' })
    await world.sql`
      insert into memory_facts (user_id, fact, key) values (${telegramId}, 'a secret wish', '1'), (${telegramId}, 'another', '2')`
    const browser = await signIn(world, idOf.support)
    const { body } = await browser.call('person', { telegram_id: String(telegramId) })
    expect(body).toMatchObject({
      profile: { telegram_id: telegramId, first_name: 'Ann' },
      ledger: [{ kind: 'purchase' }, { kind: 'adjustment', delta: 7, balance: 7 }],
      payments: [{ status: 'paid', currency: 'XTR' }],
      schedules: [
        { every: 'week', on_day: 1, at_minute: 545, state: 'active', due_at: '2099-01-05T06:05:00.000Z' },
        { state: 'paused', paused_because: 'unread', due_at: null },
      ],
      own_assistants: 1,
      memories: 2,
    })
    expect((body['timeline'] as unknown as { kind: string }[]).map(({ kind }) => kind)).toContain('payment_completed')
    expect(JSON.stringify(body)).not.toContain('a secret wish')
  })

  test('show by what a person came, whom they brought, and their promo codes and gifts', async () => {
    const [inviter, telegramId, friend] = [await newPerson(), await newPerson(), await newPerson()]
    await world.api.recordStart({ telegramId, link: { kind: 'campaign', name: 'spring-ads' } })
    await world.api.recordStart({ telegramId, link: { kind: 'gift', name: null } })
    await world.sql`
      insert into referrals (user_id, inviter_id, trial_messages, credits, most_per_month)
      values (${telegramId}, ${inviter}, 2, 20, 5)`
    await world.api.makePromo({
      name: 'SEEN',
      gives: { of: 'credits', amount: 5 },
      idempotencyKey: 'promo-that-is-seen',
    })
    await world.api.redeemPromoCode({ telegramId, code: 'seen', updateId: telegramId })
    await pay(telegramId, { gift: true })
    const [gift] = await world.sql<{ token: string }>`select token from gifts where user_id = ${telegramId}`
    await world.api.claimGift({ telegramId: friend, token: gift!.token })
    const browser = await signIn(world, idOf.support)
    const of = async (id: number) => (await browser.call('person', { telegram_id: String(id) })).body
    expect(await of(telegramId)).toMatchObject({
      came: { first: { kind: 'campaign', name: 'spring-ads' }, last: { kind: 'gift', name: null } },
      gifts: [{ given: true, state: 'claimed', other_id: friend }],
      promo_uses: [{ name: 'SEEN', code: 'SEEN', gives: { of: 'credits', amount: 5 } }],
      invitations: { invited_by: inviter, came: 0 },
    })
    expect(await of(friend)).toMatchObject({
      came: null,
      gifts: [{ given: false, state: 'claimed', other_id: telegramId }],
      promo_uses: [],
    })
    expect(await of(inviter)).toMatchObject({ gifts: [], invitations: { invited_by: null, came: 1, waiting: 1 } })
    expect(JSON.stringify(await of(telegramId))).not.toContain(gift!.token)
  })

  test("tell where Telegram's list and the books differed, and what came without an order", async () => {
    const telegramId = await newPerson()
    await world.sql`
      insert into payment_differences (charge_id, what, user_id, amount, happened_at) values
        ('c-1', 'refund_unmatched', ${telegramId}, 5, now()), ('c-2', 'history', ${telegramId}, 5, now())`
    await world.api.completePayment({
      telegramId,
      invoicePayload: 'of nobody',
      currency: 'XTR',
      amount: 3,
      telegramPaymentChargeId: 'c-unmatched',
    })
    const browser = await signIn(world, idOf.analyst)
    expect((await browser.call('differences')).body['differences']).toMatchObject([{ charge_id: 'c-1', amount: 5 }])
    expect((await browser.call('payments', { show: 'unmatched' })).body['payments']).toMatchObject([
      { charge_id: 'c-unmatched', kind: 'unmatched' },
    ])
  })

  test('count today', async () => {
    const browser = await signIn(world, idOf.analyst)
    // What was counted before is shown for a quarter of a minute.
    await eventually(async () => {
      const { body } = await browser.call('today')
      const [paid] = await world.sql<{ stars: number }>`
        select sum(amount)::bigint as stars from transactions where paid_at >= date_trunc('day', now(), 'UTC')`
      expect(body['today']).toMatchObject({ revenue_stars: paid!.stars })
      expect(body['unmatched']).toBe(1)
    })
  })

  test('show the audit log by action, page by page', async () => {
    const browser = await signIn(world, ownerId)
    const { entries } = (await browser.call('audit', { action: 'refund' })).body as unknown as {
      entries: { action: string; by: number; reason: string }[]
    }
    expect(entries).toMatchObject([{ action: 'refund', by: idOf.manager, reason: 'test' }])
  })
})

describe('reply templates', () => {
  const texts = [
    { language: 'en', text: 'Hello {name}' },
    { language: 'ru', text: 'Здравствуйте, {name}' },
  ]
  const list = async (browser: Browser) =>
    (await browser.call('replyTemplates')).body['templates'] as unknown as object[]

  test('are made, changed and deleted by those who answer, each once and with a record', async () => {
    const browser = await signIn(world, idOf.support)
    const made = { title: 'Hello', texts, ...because('often said') }
    const answers = await Promise.all(Array.from({ length: 4 }, () => browser.call('saveReplyTemplate', made)))
    const id = (answers[0]!.body as unknown as { id: number }).id
    for (const { status, body } of answers) expect([status, body]).toEqual([200, { id }])
    expect(await list(browser)).toEqual([{ id, title: 'Hello', texts: expect.arrayContaining(texts) }])
    const again = await browser.call('saveReplyTemplate', { ...made, ...because() })
    expect(again.body.error?.code).toBe('template_exists')

    await browser.call('saveReplyTemplate', { id, title: 'Greeting', texts: [texts[0]!], ...because('shorter') })
    expect(await list(browser)).toEqual([{ id, title: 'Greeting', texts: [texts[0]] }])
    const deletion = { id, ...because('not used') }
    for (const _ of [1, 2]) expect((await browser.call('deleteReplyTemplate', deletion)).status).toBe(200)
    expect((await browser.call('deleteReplyTemplate', { id, ...because() })).body.error?.code).toBe(
      'template_not_found',
    )
    expect(await list(browser)).toEqual([])

    const record = await world.sql`
      select action, role, reason, before, after from audit_log where action like 'template%' order by id`
    const [en, both] = [{ en: 'Hello {name}' }, { en: 'Hello {name}', ru: 'Здравствуйте, {name}' }]
    expect(record).toEqual([
      {
        action: 'template_save',
        role: 'support',
        reason: 'often said',
        before: {},
        after: { title: 'Hello', texts: both },
      },
      {
        action: 'template_save',
        role: 'support',
        reason: 'shorter',
        before: { title: 'Hello', texts: both },
        after: { title: 'Greeting', texts: en },
      },
      {
        action: 'template_delete',
        role: 'support',
        reason: 'not used',
        before: { title: 'Greeting', texts: en },
        after: {},
      },
    ])
  })

  test('have one text for a language', async () => {
    const browser = await signIn(world, idOf.support)
    for (const wrong of [
      [],
      [texts[0]!, texts[0]!],
      [{ language: 'xx', text: 'x' }],
      [{ language: 'en', text: ' ' }],
    ]) {
      const { body } = await browser.call('saveReplyTemplate', { title: 'x', texts: wrong, ...because() })
      expect(body.error?.code).toBe('bad_request')
    }
  })
})

describe('the audit log', () => {
  test('has words for every action and every field of its records', async () => {
    const actions = await world.sql<{ name: string }>`select distinct action as name from audit_log`
    const fields = await world.sql<{ name: string }>`
      select distinct jsonb_object_keys(before || after) as name from audit_log`
    expect(fields.length).toBeGreaterThan(10)
    for (const { audit } of [ru, en]) {
      const without = (names: { name: string }[], words: Record<string, string>) =>
        names.map(({ name }) => name).filter((name) => !words[name])
      expect([without(actions, audit.actions), without(fields, audit.fields)]).toEqual([[], []])
    }
  })

  test('cannot be changed by the programs', async () => {
    const rights = await world.sql`
      select privilege_type from information_schema.role_table_grants
      where grantee = 'pomogator_program' and table_name = 'audit_log' order by 1`
    expect(rights).toEqual([{ privilegeType: 'INSERT' }, { privilegeType: 'SELECT' }])
  })
})

describe('the page', () => {
  test('is served with a policy that lets in nothing from outside, and its files for ever', async () => {
    const page = await fetch(`${world.backend().url}/cabinet/people/5`)
    const policy = page.headers.get('content-security-policy')!
    const html = await page.text()
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("script-src 'self';")
    expect(policy.replace(/frame-ancestors https:\/\/web\.telegram\.org$/, '')).not.toMatch(/unsafe|https?:|\*/)
    const nonce = /'nonce-([\w-]+)'/.exec(policy)![1]!
    expect(html).toContain(`nonce="${nonce}"`)
    const again = await fetch(`${world.backend().url}/cabinet`)
    expect(again.headers.get('content-security-policy')).not.toBe(policy)
    const script = /src="(\/cabinet\/assets\/[^"]+\.js)"/.exec(html)![1]!
    const file = await fetch(world.backend().url + script, { headers: { 'accept-encoding': 'gzip' } })
    expect([file.status, file.headers.get('content-encoding')]).toEqual([200, 'gzip'])
    expect(file.headers.get('cache-control')).toMatch(/max-age=31536000, immutable/)
    expect((await fetch(`${world.backend().url}/cabinet/assets/nothing.js`)).status).toBe(404)
  })

  test('is not there without an address', async () => {
    await world.stopBackend()
    delete world.environment['CABINET_URL']
    await world.startBackend()
    for (const path of ['/cabinet', '/cabinet/api/me', '/cabinet/assets/x.js'])
      expect((await fetch(world.backend().url + path)).status).toBe(404)
    expect(await world.api.openCabinet({ telegramId: ownerId })).toMatchObject({ link: null, address: null })
    world.environment['CABINET_URL'] = cabinetUrl
    await world.stopBackend()
    await world.startBackend()
  })
})
