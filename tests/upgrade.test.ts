import { afterEach, expect, test } from 'vitest'
import { tables } from '#modules/modules.ts'
import { migrate } from '#platform/database/migrate.ts'
import { asProgram } from '#platform/database/program-role.ts'
import { createOldDatabase } from '#platform/database/testing-release.ts'
import type { Sql } from '#platform/database/sql.ts'
import { createLog } from '#platform/runtime/log.ts'
import { booksOf } from './world/books.ts'
import { createWorld, type World } from './world/world.ts'

const log = createLog('tests', { level: 'silent' })
/** The first two people of a new sandbox. */
const anna = 7_000_001
const other = 7_000_002
/** What the owner's query has found before, too: money without an order. */
const known = [{ fault: 'money that fits no order', person: other, found: 'c6' }]
const ends: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end()
})

test('a database filled by 0.1.0 keeps every row, and its people go on once they have agreed to the documents', async () => {
  const old = await createOldDatabase(tables)
  ends.push(() => old.drop())
  const { sql } = old.database
  await fill(sql)
  const before = await rowsOf(sql)
  const payments = await sql`select * from transactions order by user_id, id`
  const entries =
    await sql`select user_id, delta, balance_after, idempotency_key from credit_entries order by user_id, id`

  await migrate({ url: old.url, programUrl: asProgram(old.url), tables, log })
  // Reminders about a subscription are kept under another name.
  const { subscription_reminders: reminders, ...kept } = before
  expect(await rowsOf(sql, Object.keys(kept))).toEqual(kept)
  expect(await rowsOf(sql, ['plan_reminders'])).toEqual({ plan_reminders: reminders })
  expect(await sql`select * from transactions order by user_id, id`).toMatchObject(payments)
  expect(
    await sql`select user_id, delta, balance_after, idempotency_key from credit_entries order by user_id, id`,
  ).toEqual(entries)
  expect(await booksOf(sql)).toEqual(known)
  await expectOneName(sql)

  const world = await createWorld({ database: old.url, withoutBot: true, asksToAgree: true })
  ends.push(() => world.end())
  await goOn(world)
})

/** An update that was given up: also by a program of the release before that goes on for some seconds. */
async function expectOneName(sql: Sql): Promise<void> {
  await sql`insert into events (level, kind, user_id, data) values ('error', 'update_buried', ${anna}, '{"updateId": 61}')`
  const found = await sql`
    delete from events where kind in ('update_buried', 'update_given_up') returning kind, data -> 'updateId' as update`
  expect(found).toEqual([
    { kind: 'update_given_up', update: 60 },
    { kind: 'update_given_up', update: 61 },
  ])
}

/** The person of 0.1.0 in the new release. */
async function goOn(world: World): Promise<void> {
  const person = await world.person({ first_name: 'Анна' })
  const stranger = await world.person({ first_name: 'Олег' })
  expect([person.id, stranger.id]).toEqual([anna, other])
  await person.say('/start')
  // A bot may write only to those who wrote first, and this one answers at once.
  await world.startBot()
  // What waited in the inbox during the upgrade is answered as soon as they agree, and then what is asked now.
  await person.hears('Ваш вопрос сохранён')
  await person.press('Согласиться')
  await person.hears('20 + 22 = 42')
  await person.say('6 * 7')
  await person.hears('6 * 7 = 42')
  await person.say('как меня зовут?')
  await person.hears('Анна')

  expect(await world.api.getCredits({ telegramId: anna })).toMatchObject({
    credits: 48,
    subscription: { plan: 'month' },
    trial: { granted: 10, used: 1 },
  })
  await world.api.updateCredits({ telegramId: other, delta: 5, reason: 'test', idempotencyKey: 'x' })
  await stranger.say('/start')
  await stranger.press('Agree')
  await stranger.say('1 + 1')
  await stranger.hears('1 + 1 = 2')
  expect(await world.api.getCredits({ telegramId: other })).toMatchObject({ credits: 4 })
  expect(await booksOf(world.sql)).toEqual(known)

  const { data } = await world.api.exportData({ telegramId: anna })
  expect(JSON.stringify(data)).toContain('меня зовут Анна')
  await world.api.deleteData({ telegramId: anna })
  const { data: afterwards } = await world.api.exportData({ telegramId: anna })
  expect(JSON.stringify(afterwards)).not.toContain('меня зовут Анна')
  // The question whose process died before the upgrade ends with the rest, and costs nothing.
  expect(await world.api.getCredits({ telegramId: anna })).toMatchObject({ credits: 49 })
  expect(await booksOf(world.sql)).toEqual(known)
}

const oldTables = [
  'users',
  'trials',
  'subscriptions',
  'transactions',
  'conversations',
  'messages_log',
  'credit_entries',
  'events',
  'inbox',
  'lanes',
  'seen_updates',
  'dead_updates',
  'reconciliation',
  'subscription_reminders',
  'support_requests',
]

/** How many rows each table has; what a migration notes by itself is no row of before. */
async function rowsOf(sql: Sql, names = oldTables): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const name of names) {
    const query = `select count(*)::integer as rows from ${name}`
    const [row] = await sql<{ rows: number }>(Object.assign([query], { raw: [query] }))
    counts[name] = row!.rows
  }
  return counts
}

/** What 0.1.0 writes: every table, every status of a question and of a payment. */
async function fill(sql: Sql): Promise<void> {
  await sql`insert into users (telegram_id, first_name, username, language, settings)
    values (${anna}, 'Анна', 'anna', 'ru', '{"answerStyle": "brief"}'), (${other}, 'Олег', null, 'en', '{}')`
  await sql`insert into trials (user_id, granted, used) values (${anna}, 10, 1)`
  await sql`insert into transactions (user_id, kind, status, product, invoice_payload, currency, amount, credits_granted, days_granted,
      telegram_payment_charge_id, paid_at, refunded_at, expires_at)
    values (${anna}, 'order', 'paid', 'pack-50', 'p1', 'XTR', 100, 50, 0, 'c1', now(), null, null),
      (${anna}, 'order', 'paid', 'month', 'p2', 'XTR', 400, 0, 30, 'c2', now(), null, null),
      (${anna}, 'renewal', 'refunded', 'month', 'p2', 'XTR', 400, 0, 0, 'c3', now(), now(), null),
      (${anna}, 'order', 'pending', 'pack-50', 'p4', 'XTR', 100, 0, 0, null, null, null, now() + interval '1 hour'),
      (${anna}, 'order', 'expired', 'pack-50', 'p5', 'XTR', 100, 0, 0, null, null, null, now() - interval '1 day'),
      (${other}, 'unmatched', 'paid', null, 'p6', 'XTR', 7, 0, 0, 'c6', now(), null, null)`
  await sql`insert into subscriptions (user_id, plan, status, starts_at, ends_at, auto_renew, first_charge_id, invoice_payload)
    values (${anna}, 'month', 'active', now() - interval '1 day', now() + interval '29 days', true, 'c2', 'p2')`
  await sql`insert into subscription_reminders (user_id, subscription_id, days_before) select user_id, id, 3 from subscriptions`
  await sql`insert into conversations (user_id, chat_id, title) values (${anna}, ${anna}, 'Знакомство')`
  await fillQuestions(sql)
  await sql`insert into support_requests (user_id, update_id, text, answer, answered_by, answered_at)
    values (${anna}, 51, 'не пришли кредиты', null, null, null), (${anna}, 52, 'спасибо', 'пожалуйста', 1, now())`
  await sql`insert into events (level, kind, user_id, data) values ('info', 'question_asked', ${anna}, '{"updateId": 1}'), ('error', 'update_buried', ${anna}, '{"updateId": 60}')`
  await sql`insert into seen_updates (update_id) values (1), (70)`
  await sql`insert into dead_updates (update_id, lane, payload, attempts, error, accepted_at)
    values (60, ${`chat:${anna}`}, '{"update_id": 60}', 5, 'broken', now() - interval '1 day')`
  const message = {
    message_id: 70,
    date: 1_700_000_000,
    chat: { id: anna, type: 'private', first_name: 'Анна' },
    from: { id: anna, is_bot: false, first_name: 'Анна', language_code: 'ru' },
    text: '20 + 22',
  }
  const lane = `chat:${anna}`
  await sql`insert into lanes (lane, kind, waiting, ready_at) values (${lane}, 'message', 1, now())`
  await sql`insert into inbox (update_id, lane, payload) values (70, ${lane}, ${{ update_id: 70, message }}::jsonb)`
}

/** 50 credits bought, one spent, one held by a question whose process died and one given back. */
async function fillQuestions(sql: Sql): Promise<void> {
  const ask = async (
    question: { update: number; purse: string; price: number; status: string; text: string; answer?: string },
    steps: { kind: string; delta: number; after: number }[],
  ) =>
    sql.transaction(async (sql) => {
      const [row] = await sql<{ id: number }>`
        insert into messages_log (user_id, update_id, chat_id, message_id, conversation_id, question, answer, model, answered_by, purse,
          price, status, failure, working_until, answered_at, delivered_at)
        select ${anna}, ${question.update}, ${anna}, ${question.update}, id, ${question.text}, ${question.answer ?? null}, 'standard',
          ${question.answer === undefined ? null : 'standard'}, ${question.purse}, ${question.price}, ${question.status}::text,
          ${question.status === 'failed' ? 'unavailable' : null},
          case when ${question.status}::text = 'pending' then now() - interval '1 hour' end,
          case when ${question.status}::text in ('answered', 'undelivered') then now() end,
          case when ${question.status}::text = 'answered' then now() end
        from conversations where user_id = ${anna} returning id`
      for (const [index, { kind, delta, after }] of steps.entries())
        await sql`insert into credit_entries (user_id, delta, balance_after, kind, reason, question_id, idempotency_key)
          values (${anna}, ${delta}, ${after}, ${kind}, 'question', ${row!.id}, ${`question:${row!.id}:${kind}:${index}`})`
    })
  await sql`insert into credit_entries (user_id, delta, balance_after, kind, reason, transaction_id, idempotency_key)
    select user_id, 50, 50, 'purchase', 'pack-50', id, 'payment:c1' from transactions where telegram_payment_charge_id = 'c1'`
  const hold = (after: number) => ({ kind: 'hold', delta: -1, after })
  const release = (after: number) => ({ kind: 'release', delta: 1, after })
  const free = { purse: 'subscription', price: 0 }
  const paid = { purse: 'credits', price: 1 }
  await ask({ update: 1, purse: 'trial', price: 1, status: 'answered', text: 'меня зовут Анна', answer: 'Приятно' }, [])
  await ask({ update: 2, ...paid, status: 'answered', text: '1 + 1', answer: '2' }, [hold(49)])
  await ask({ update: 3, ...paid, status: 'failed', text: '2 + 2' }, [hold(48), release(49)])
  await ask({ update: 4, ...paid, status: 'pending', text: '3 + 3' }, [hold(48)])
  await ask({ update: 5, ...free, status: 'answered', text: '4 + 4', answer: '8' }, [])
  await ask({ update: 6, ...free, status: 'stopped', text: '5 + 5' }, [])
  await ask({ update: 7, ...free, status: 'abandoned', text: '6 + 6' }, [])
  await ask({ update: 8, ...free, status: 'undelivered', text: '7 + 7', answer: '14' }, [])
}
