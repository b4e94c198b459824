import { randomUUID } from 'node:crypto'
import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { BrowserEndpoints } from '#modules/cabinet/browser.ts'
import { because, type Browser, cabinetUrl, signIn } from './world/cabinet.ts'
import { eventually } from './world/eventually.ts'
import type { Person } from './world/person.ts'
import { runTask } from './world/run-task.ts'
import { createWorld, type World } from './world/world.ts'

const ownerId = 7_000_001
let world: World
let owner: Person
let cabinet: Browser
beforeAll(async () => {
  world = await createWorld({ withoutBot: true, ADMIN_IDS: String(ownerId), CABINET_URL: cabinetUrl })
  await startBot()
  owner = await someone({ first_name: 'Olga', language_code: 'en' })
  cabinet = await signIn(world, ownerId)
})
afterEach(async () => {
  await world.sandbox.control('DELETE', '/trouble')
  await world.sql`update broadcasts set state = 'stopped', ended_at = now() where state not in ('draft', 'stopped', 'sent', 'deleted')`
  await world.sql`update users set takes_news = false where telegram_id <> ${ownerId}`
})
afterAll(() => world.end())

const startBot = () => world.startBot({ TELEGRAM_CALLS_PER_SECOND: '1000' })

/** Who has written to the bot and agreed to news. */
async function someone(about: { first_name?: string; language_code?: string } = {}): Promise<Person> {
  const person = await world.person(about)
  await person.say('/start')
  await person.hears('')
  await world.api.consent({ telegramId: person.id, subject: 'news', given: true })
  return person
}

async function call(name: keyof BrowserEndpoints, input: object): Promise<Record<string, never>> {
  const { status, body } = await cabinet.callTwice(name, { ...input, ...because() })
  if (status !== 200) throw new Error(JSON.stringify(body))
  return body
}

const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
const texts = [
  { language: 'ru', text: '**Новая модель**', buttons: [{ label: 'Купить', opens: 'buy' }] },
  { language: 'en', text: '**A new model**', buttons: [{ label: 'Site', url: 'https://example.org/a' }] },
]
async function compose(more: object = {}): Promise<number> {
  const draft = { title: 'News', texts, conditions: {}, quiet: null, ...more }
  return Number((await call('saveBroadcast', draft))['id'])
}
const send = async (id: number, beginsAt: string | null = null) =>
  call('sendBroadcast', { id, revision: (await shown(id)).revision, begins_at: beginsAt })
const shown = async (id: number) => (await cabinet.call('broadcast', { id })).body as unknown as Shown
interface Shown {
  revision: number
  state: string
  problem: string | null
  refused_news: number
  figures: Record<string, number>
}
const ends = (id: number, state = 'sent') =>
  eventually(async () => {
    const broadcast = await shown(id)
    expect(broadcast.state).toBe(state)
    return broadcast
  })
const newsOf = async (person: Person) =>
  (await person.messages()).filter(({ text, caption }) => /Новая модель|A new model/.test(text ?? caption ?? ''))

describe('a broadcast', () => {
  test('reaches each of its segment once, in their language or the first one, with its buttons', async () => {
    const [anna, bob, zoe] = [await someone(), await someone({ language_code: 'en' }), await world.person()]
    await zoe.say('/start')
    await zoe.hears('')
    await world.api.consent({ telegramId: zoe.id, subject: 'news', given: false })
    const id = await compose()
    await send(id)
    expect((await ends(id)).figures).toMatchObject({ sent: 3, waiting: 0, unknown: 0 })
    const [russian] = await newsOf(anna)
    expect(russian).toMatchObject({ text: 'Новая модель', entities: [{ type: 'bold', offset: 0, length: 12 }] })
    expect(russian!.reply_markup!.inline_keyboard).toMatchObject([
      [{ text: 'Купить', callback_data: 'open:buy' }],
      [{ text: 'Не присылать новости' }],
    ])
    const [english] = await newsOf(bob)
    expect(english!.reply_markup!.inline_keyboard[0]).toEqual([{ text: 'Site', url: 'https://example.org/a' }])
    expect(await newsOf(zoe)).toEqual([])
    await anna.press('Купить')
    await anna.hears('Пополнить')
    for (const person of [anna, bob]) expect(await newsOf(person)).toHaveLength(1)
  })

  test('has a button for no more news, which is kept at once and counted once', async () => {
    const [anna, bob] = [await someone(), await someone()]
    const first = await compose()
    await send(first)
    await ends(first)
    for (const _ of [1, 2]) {
      const [news] = await newsOf(anna)
      const { answer } = (await anna.pressData(news!.message_id, 'Не присылать новости').catch(() => ({
        answer: null,
      }))) as { answer: { text: string } | null }
      if (answer) expect(answer.text).toContain('/settings')
    }
    await eventually(async () => expect((await shown(first)).refused_news).toBe(1))
    await eventually(async () =>
      expect((await newsOf(anna))[0]!.reply_markup!.inline_keyboard.flat().map(({ text }) => text)).toEqual([
        'Купить',
        '⚙️ Настройки',
      ]),
    )
    const second = await compose()
    await send(second)
    await ends(second)
    expect([(await newsOf(anna)).length, (await newsOf(bob)).length]).toEqual([1, 2])
    const { data } = await world.api.exportData({ telegramId: anna.id })
    expect(data).toMatchObject({ broadcasts: [{ broadcast_id: first, state: 'sent', refused_news: true }] })
    await world.api.deleteData({ telegramId: anna.id })
    expect(await world.sql`select 1 from broadcast_recipients where user_id = ${anna.id}`).toEqual([])
  })

  test('leaves out who refuses news after the people were chosen', async () => {
    const anna = await someone()
    const id = await compose()
    // The rows are there, and nothing is sent before the pause is over.
    await send(id, new Date(Date.now() + 3_600_000).toISOString())
    await world.sql`insert into broadcast_recipients (broadcast_id, user_id, language) values (${id}, ${anna.id}, 'ru')`
    await world.api.consent({ telegramId: anna.id, subject: 'news', given: false })
    await world.sql`update broadcasts set begins_at = now() where id = ${id}`
    expect((await ends(id)).figures).toMatchObject({ skipped: 1 })
    expect(await newsOf(anna)).toEqual([])
  })

  test('marks who has blocked the bot, and tries them no more', async () => {
    const anna = await someone()
    await anna.block()
    await eventually(async () => expect(await since(anna.id)).not.toBeNull())
    await world.sql`update users set unreachable_since = null where telegram_id = ${anna.id}`
    const first = await compose()
    await send(first)
    expect((await ends(first)).figures).toMatchObject({ blocked: 1 })
    expect(await since(anna.id)).not.toBeNull()
    const second = await compose()
    await send(second)
    expect((await ends(second)).figures).toMatchObject({ blocked: 0 })
  })

  test('with a picture brings it once and has Telegram repeat it', async () => {
    const people = [await someone(), await someone(), await someone()]
    const png = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#a0f' } })
      .png()
      .toBuffer()
    const id = await compose({ picture: png.toString('base64') })
    await world.sandbox.control('DELETE', '/journal')
    await send(id)
    await ends(id)
    for (const person of people) {
      const [news] = await newsOf(person)
      expect(news!.photo).toBeDefined()
      expect(news).toMatchObject({ caption: 'Новая модель', caption_entities: [{ type: 'bold' }] })
    }
    const journal = (await world.sandbox.control('GET', '/journal')) as {
      method: string
      parameters: { photo?: unknown }
    }[]
    const photos = journal.filter(({ method }) => method === 'sendPhoto').map(({ parameters }) => parameters.photo)
    expect(photos).toHaveLength(4)
    expect(new Set(photos.slice(1).map(String)).size, 'one id for all but the first').toBe(1)
  })

  test('that is stopped takes nobody more, and one that is paused goes on where it was', async () => {
    const people = await Promise.all(Array.from({ length: 30 }, () => someone()))
    await world.sandbox.control('POST', '/trouble/telegram', {
      method: 'sendMessage',
      kind: 'slow',
      ms: 5_000,
      times: 20,
    })
    const id = await compose()
    await send(id)
    await eventually(async () => expect((await shown(id)).figures['sending']).toBeGreaterThan(0))
    expect(await call('steerBroadcast', { id, act: 'pause' })).toEqual({ state: 'paused' })
    await eventually(async () => expect((await shown(id)).figures['sending']).toBe(0))
    const paused = (await shown(id)).figures
    expect(paused['waiting']).toBeGreaterThan(0)
    await world.stopBots()
    await startBot()
    expect((await shown(id)).figures).toEqual(paused)
    await call('steerBroadcast', { id, act: 'resume' })
    await ends(id)
    for (const person of people) expect(await newsOf(person)).toHaveLength(1)
    const next = await compose()
    await send(next, new Date(Date.now() + 3_600_000).toISOString())
    await call('steerBroadcast', { id: next, act: 'stop' })
    await world.sql`update broadcasts set begins_at = now() where id = ${next}`
    await expect(call('steerBroadcast', { id: next, act: 'resume' })).rejects.toThrow('broadcast_state')
    expect((await shown(next)).figures['sent']).toBe(0)
  })

  test('is deleted from the chats again, but not what is too old for that', async () => {
    const [anna, bob] = [await someone(), await someone()]
    const id = await compose()
    await send(id)
    await ends(id)
    await world.sql`
      update broadcast_recipients set sent_at = now() - interval '48 hours' where broadcast_id = ${id} and user_id = ${bob.id}`
    expect(await shown(id)).toMatchObject({ may_delete: true })
    await call('deleteSent', { id })
    const deleted = await ends(id, 'deleted')
    expect(deleted.figures).toMatchObject({ deleted: 2, sent: 1 })
    expect(deleted).toMatchObject({ may_delete: false, sent_by: { telegram_id: ownerId, first_name: 'Olga' } })
    expect(await newsOf(anna)).toEqual([])
    expect(await newsOf(bob)).toHaveLength(1)
  })

  test('says who has deleted its draft', async () => {
    const id = await compose()
    await call('dropBroadcast', { id })
    const { status, body } = await cabinet.call('broadcast', { id })
    expect([status, body.error]).toMatchObject([
      404,
      { code: 'broadcast_not_found', details: { deleted_by: { telegram_id: ownerId, first_name: 'Olga' } } },
    ])
  })

  test('that was stopped keeps its figures when who got it is deleted after a time, and so does an old one', async () => {
    await someone()
    const [stopped, old] = [await compose(), await compose()]
    await send(stopped)
    await send(old)
    await ends(stopped)
    const { figures } = await ends(old)
    await world.sql`update broadcasts set state = 'stopped', figures = null where id = ${stopped}`
    await world.sql`update broadcasts set ended_at = now() - interval '91 days' where id in (${stopped}, ${old})`
    await runTask(world, 'delete-recipients')
    expect(await world.sql`select 1 from broadcast_recipients where broadcast_id in (${stopped}, ${old})`).toHaveLength(
      0,
    )
    expect((await shown(stopped)).figures).toEqual(figures)
    await call('deleteSent', { id: old })
    expect((await ends(old, 'deleted')).figures).toEqual(figures)
  })

  test('shows how many messages are deleted already while that goes on', async () => {
    const people = await Promise.all([someone(), someone()])
    const id = await compose()
    await send(id)
    await ends(id)
    await world.stopBots()
    await call('deleteSent', { id })
    await world.sql`
      update broadcast_recipients set state = 'deleted' where broadcast_id = ${id} and user_id = ${people[0].id}`
    const { sent, deleted } = (await shown(id)).figures
    expect([sent, deleted]).toEqual([2, 1])
    await startBot()
    await ends(id, 'deleted')
  })

  test('waits during quiet hours, by the time zone of the language or by that of the owner', async () => {
    const anna = await someone()
    const zones = { moscow: 'Europe/Moscow', utc: 'UTC' }
    const hour = (timeZone: string) =>
      Number(new Intl.DateTimeFormat('en', { timeZone, hour: 'numeric', hourCycle: 'h23' }).format(new Date()))
    const during = (zone: string) => ({ from: hour(zone), to: (hour(zone) + 2) % 24 })
    for (const quiet of [
      { ...during(zones.moscow), zone: 'person' },
      { ...during(zones.utc), zone: zones.utc },
    ]) {
      const id = await compose({ quiet, conditions: { languages: ['ru'] } })
      await send(id)
      await eventually(async () => expect((await shown(id)).state).toBe('sending'))
      const free = compose({ conditions: { languages: ['en'] } })
      await send(await free)
      await ends(await free)
      expect((await shown(id)).figures).toMatchObject({ sent: 0 })
      expect(await newsOf(anna)).toEqual([])
      await call('steerBroadcast', { id, act: 'stop' })
    }
  })
})

describe('what Telegram says to a broadcast', () => {
  const trouble = (what: object) =>
    world.sandbox.control('POST', '/trouble/telegram', { method: 'sendMessage', ...what })

  test('when it asks for a pause: everything waits, and then goes on, once for each', async () => {
    const people = await Promise.all(Array.from({ length: 5 }, () => someone()))
    await trouble({ kind: 'flood', retryAfter: 1, times: 2 })
    const id = await compose()
    await send(id)
    expect((await ends(id)).figures).toMatchObject({ sent: 6, unknown: 0, failed: 0 })
    for (const person of people) expect(await newsOf(person)).toHaveLength(1)
  })

  test.for([
    ['its reply is lost', { kind: 'reset' }],
    ['it is broken', { kind: 'error', status: 502 }],
  ] as const)('when %s: nobody knows whether it arrived, and it is not sent again', async ([, what]) => {
    await someone()
    await trouble({ ...what, times: 1 })
    const id = await compose()
    await send(id)
    expect((await ends(id)).figures).toMatchObject({ sent: 1, unknown: 1 })
  })

  test('when it takes it from nobody: it pauses by itself and says why', async () => {
    await Promise.all(Array.from({ length: 5 }, () => someone()))
    await trouble({ kind: 'error', status: 400 })
    const id = await compose()
    await send(id)
    const { figures, problem } = await ends(id, 'paused')
    expect(problem).not.toBe('')
    expect(figures['sent']).toBe(0)
  })
})

describe('a draft', () => {
  test('is sent to oneself first, in each language, with its picture', async () => {
    const png = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#0af' } })
      .png()
      .toBuffer()
    const id = await compose({ picture: png.toString('base64') })
    const before = (await newsOf(owner)).length
    await call('tryBroadcast', { id })
    await eventually(async () => expect(await newsOf(owner)).toHaveLength(before + 2))
    const tried = (await newsOf(owner)).slice(before)
    expect(tried.map(({ caption }) => caption)).toEqual(['Новая модель', 'A new model'])
    expect((await shown(id)).figures['sent']).toBe(0)
  })

  test.for([
    ['longer than a message', { texts: [{ language: 'en', text: 'x'.repeat(4097) }] }, 'text_not_sendable'],
    [
      'longer than what stands below a picture',
      { texts: [{ language: 'en', text: 'x'.repeat(1025) }], picture: pixel },
      'text_not_sendable',
    ],
    ['twice in one language', { texts: [texts[0], texts[0]] }, 'bad_request'],
    ['with a button that leads nowhere', { texts: [{ ...texts[0], buttons: [{ label: 'x' }] }] }, 'bad_request'],
    [
      'with a script behind a button',
      { texts: [{ ...texts[0], buttons: [{ label: 'x', url: 'javascript:1' }] }] },
      'bad_request',
    ],
    ['with quiet hours of no zone', { quiet: { from: 1, to: 2, zone: 'Mars/Base' } }, 'bad_request'],
    ['with a picture that is none', { picture: Buffer.from('<svg/>').toString('base64') }, 'unreadable_file'],
  ] as const)('with a text %s is not kept', async ([, more, code]) => {
    const draft = { title: 'x', texts, conditions: {}, quiet: null, ...more, ...because() }
    expect((await cabinet.call('saveBroadcast', draft)).body.error?.code).toBe(code)
  })

  test('is kept, changed and dropped; what was sent is none any more', async () => {
    const id = await compose()
    const other = { title: 'Other', texts: [texts[1]], conditions: { plan: 'never' }, quiet: null }
    expect(await call('saveBroadcast', { id, revision: 1, ...other })).toEqual({ id, revision: 2 })
    expect(await shown(id)).toMatchObject({
      title: 'Other',
      texts: [texts[1]],
      conditions: { news: 'agreed', plan: 'never' },
    })
    await send(id)
    await ends(id)
    await expect(call('saveBroadcast', { id, revision: 2, ...other })).rejects.toThrow('broadcast_state')
    await expect(call('dropBroadcast', { id })).rejects.toThrow('broadcast_state')
    await expect(send(id)).rejects.toThrow('broadcast_state')
    const dropped = await compose()
    const asked = await cabinet.call('dropBroadcast', { id: dropped, ...because() })
    expect(asked.body.error).toMatchObject({ code: 'confirmation_needed', details: { question: { title: 'News' } } })
    expect((await shown(dropped)).state).toBe('draft')
    await call('dropBroadcast', { id: dropped })
    expect((await cabinet.call('broadcast', { id: dropped })).status).toBe(404)
  })

  test('that another has saved meanwhile is not written over', async () => {
    const id = await compose()
    const mine = { id, revision: 1, title: 'Mine', texts, conditions: {}, quiet: null }
    const key = because()
    expect((await cabinet.call('saveBroadcast', { ...mine, title: 'Theirs', ...key })).body).toEqual({
      id,
      revision: 2,
    })
    await expect(call('saveBroadcast', mine)).rejects.toThrow('draft_changed')
    expect(await shown(id)).toMatchObject({ title: 'Theirs', revision: 2 })
    // The same again, after a lost reply, answers as before.
    expect((await cabinet.call('saveBroadcast', { ...mine, title: 'Theirs', ...key })).body).toEqual({
      id,
      revision: 2,
    })
    await call('saveBroadcast', { ...mine, revision: 2 })
    expect(await shown(id)).toMatchObject({ title: 'Mine', revision: 3 })
  })

  test('is sent by an owner who says so twice, and that stands in the audit log without words', async () => {
    const id = await compose()
    const asked = await cabinet.call('sendBroadcast', { id, revision: 1, begins_at: null, ...because() })
    expect(asked.body.error).toMatchObject({ code: 'confirmation_needed', details: { question: { title: 'News' } } })
    expect((await shown(id)).state).toBe('draft')
    await send(id)
    await ends(id)
    const log = await world.sql<{ action: string; after: object }>`
      select action, after from audit_log where subject = ${String(id)} order by id`
    expect(log.map(({ action }) => action)).toEqual(['broadcast_save', 'broadcast_send'])
    expect(JSON.stringify(log)).not.toContain('модель')
  })

  test('does not begin in the past, but may begin as late as it takes to say yes', async () => {
    const id = await compose()
    const before = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString()
    await expect(send(id, before(10))).rejects.toThrow('broadcast_past')
    expect((await shown(id)).state).toBe('draft')
    await send(id, before(1))
    await ends(id)
  })

  test('that another has saved before the second yes is not sent', async () => {
    const id = await compose()
    const wish = { id, revision: 1, begins_at: null, ...because() }
    const { confirmation } = (await cabinet.call('sendBroadcast', wish)).body.error!.details!
    await call('saveBroadcast', { id, revision: 1, title: 'News', texts: [texts[1]], conditions: {}, quiet: null })
    expect((await cabinet.call('sendBroadcast', { ...wish, confirmation })).body.error?.code).toBe('draft_changed')
    expect((await shown(id)).state).toBe('draft')
    const anew = await cabinet.call('sendBroadcast', { ...wish, revision: 2, confirmation })
    expect(anew.body.error?.code).toBe('confirmation_needed')
    await send(id)
    await ends(id)
  })
})

describe('a segment', () => {
  const count = async (conditions: object) =>
    (await cabinet.call('countSegment', { conditions: { news: 'not_refused', ...conditions } })).body['people']

  test('counts by each of its facts, and never who cannot be written to', async () => {
    const campaign = `c${randomUUID().slice(0, 8)}`
    const add = async (what: { asked?: string; stars?: number; until?: string; used?: number; credits?: number }) => {
      const person = await world.person({ language_code: 'en' })
      await world.api.register({ telegramId: person.id, firstName: 'x', languageCode: 'en' })
      const of = { user: person.id }
      await world.sql`insert into starts (user_id, first_kind, first_name) values (${of.user}, 'campaign', ${campaign})`
      if (what.used !== undefined)
        await world.sql`insert into trials (user_id, granted, used) values (${of.user}, 3, ${what.used})`
      if (what.credits)
        await world.api.updateCredits({ telegramId: of.user, delta: what.credits, reason: 'x', idempotencyKey: 'x' })
      if (what.stars)
        await world.sql`
          insert into transactions (user_id, kind, status, invoice_payload, currency, amount, telegram_payment_charge_id, paid_at)
          values (${of.user}, 'order', 'paid', ${`p${of.user}`}, 'XTR', ${what.stars}, ${`c${of.user}`}, now())`
      if (what.asked) {
        await world.api.startTrial({ telegramId: of.user }).catch(() => undefined)
        await world.sql`
          with talk as (insert into conversations (user_id, chat_id) values (${of.user}, ${of.user}) returning id)
          insert into messages_log (user_id, update_id, chat_id, message_id, conversation_id, model, purse, price, status, asked_at)
          select ${of.user}, 1, ${of.user}, 1, id, 'x', 'credits', 0, 'failed', now() - ${what.asked}::interval from talk`
      }
      return of.user
    }
    await add({})
    await add({ used: 1, asked: '2 days' })
    await add({ used: 3, asked: '40 days', credits: 50 })
    await add({ stars: 100, asked: '1 hour' })
    const blocked = await add({ stars: 100 })
    const left = await add({ stars: 100 })
    await world.sql`update users set blocked_at = now() where telegram_id = ${blocked}`
    await world.sql`update users set unreachable_since = now() where telegram_id = ${left}`
    const here = { campaigns: [campaign] }
    expect(await count(here)).toBe(4)
    expect(await count({ ...here, news: 'agreed' })).toBe(0)
    expect(await count({ ...here, languages: ['en'] })).toBe(4)
    expect(await count({ ...here, languages: ['ru'] })).toBe(0)
    expect(await count({ ...here, trial: 'none' })).toBe(1)
    expect(await count({ ...here, trial: 'running' })).toBe(2)
    expect(await count({ ...here, trial: 'used_up' })).toBe(1)
    expect(await count({ ...here, asked_within_days: 7 })).toBe(2)
    expect(await count({ ...here, not_asked_for_days: 30 })).toBe(2)
    expect(await count({ ...here, never_asked: true })).toBe(1)
    expect(await count({ ...here, credits_from: 50 })).toBe(1)
    expect(await count({ ...here, credits_to: 49 })).toBe(3)
    expect(await count({ ...here, stars_from: 1 })).toBe(1)
    expect(await count({ ...here, stars_to: 99, trial: 'used_up' })).toBe(1)
    expect(await count({ ...here, plan: 'never' })).toBe(4)
    expect(await count({ ...here, plan: 'active' })).toBe(0)
    expect(await count({ ...here, plans: ['month'] })).toBe(0)
  })

  test('is counted about where counting takes too long', async () => {
    const conditions = { news: 'agreed' } as const
    expect((await cabinet.call('countSegment', { conditions })).body).toMatchObject({ is_exact: true })
    const counting = await world.sql.transaction(async (sql) => {
      // Too long is as long as this lock is held.
      await sql`lock table users in access exclusive mode`
      const counting = cabinet.call('countSegment', { conditions })
      await eventually(async () => {
        const waiting = await world.sql`
          select 1 from pg_stat_activity where wait_event_type = 'Lock' and query like '%tablesample%' and pid <> pg_backend_pid()`
        expect(waiting).toHaveLength(1)
      })
      return { counting }
    })
    expect((await counting.counting).body).toEqual({ people: 1, is_exact: false })
  })

  test('is saved under a name, and replaced and deleted after a question', async () => {
    const first = { name: 'Sleepers', conditions: { not_asked_for_days: 30 } }
    const { status, body } = await cabinet.call('saveSegment', { ...first, ...because() })
    expect(status).toBe(200)
    const { id } = body
    expect((await cabinet.call('saveSegment', { ...first, ...because() })).status, 'nothing is replaced').toBe(200)
    const other = { ...first, conditions: { not_asked_for_days: 60 } }
    for (const [name, input] of [
      ['saveSegment', other],
      ['deleteSegment', { id }],
    ] as const) {
      const { error } = (await cabinet.call(name, { ...input, ...because() })).body
      expect(error).toMatchObject({ code: 'confirmation_needed', details: { question: { name: 'Sleepers' } } })
    }
    expect((await cabinet.call('segments')).body['segments']).toMatchObject([{ id, ...first }])
    await call('saveSegment', other)
    const { segments } = (await cabinet.call('segments')).body
    expect(segments).toEqual([{ id, name: 'Sleepers', conditions: { news: 'agreed', not_asked_for_days: 60 } }])
    await call('deleteSegment', { id })
    await expect(call('deleteSegment', { id })).rejects.toThrow('segment_not_found')
  })

  test.for(["x' or 1=1 --", 'x"; drop table users; --'])('takes no SQL as a value: %s', async (plan) => {
    expect(await count({ plans: [plan] })).toBe(0)
    expect((await cabinet.call('countSegment', { conditions: { campaigns: [plan] } })).status).toBe(400)
  })
})

async function since(id: number): Promise<Date | null> {
  const [row] = await world.sql<{ unreachableSince: Date | null }>`
    select unreachable_since from users where telegram_id = ${id}`
  return row!.unreachableSince
}
