import { tables } from '#modules/modules.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createLog } from '#platform/runtime/log.ts'
import { migrate, migrateDown } from './migrate.ts'
import { createOldDatabase, newerMigrations } from './testing-release.ts'

const log = createLog('tests', { level: 'silent' })
let database: Awaited<ReturnType<typeof createOldDatabase>>
const sql = () => database.database.sql

beforeAll(async () => {
  database = await createOldDatabase(tables)
})
afterAll(() => database.drop())

let person = 0
/** A person with what 0.1.0 wrote down for them; times are days from now. */
async function someone(about: {
  blocked?: boolean
  payments: { charge: string; days: number; at: number; kind?: string; payload?: string; refunded?: number }[]
  subscriptions: {
    starts: number
    ends: number
    created: number
    status?: string
    renews?: boolean
    charge?: string
    payload?: string
  }[]
}): Promise<number> {
  const id = (person += 1)
  const when = (days: number) => new Date(Date.now() + days * 86_400_000)
  await sql()`insert into users (telegram_id, first_name, language, blocked_at) values (${id}, 'x', 'ru', ${about.blocked ? new Date() : null})`
  for (const { charge, days, at, kind = 'order', payload = charge, refunded } of about.payments)
    await sql()`insert into transactions (user_id, kind, status, product, invoice_payload, currency, amount, days_granted, telegram_payment_charge_id, paid_at, refunded_at)
      values (${id}, ${kind}, ${refunded === undefined ? 'paid' : 'refunded'}, ${days === 30 ? 'month' : 'year'}, ${payload}, 'XTR', 1, ${days}, ${`${id}:${charge}`}, ${when(at)}, ${refunded === undefined ? null : when(refunded)})`
  for (const { starts, ends, created, status = 'active', renews = false, charge, payload } of about.subscriptions)
    await sql()`insert into subscriptions (user_id, plan, status, starts_at, ends_at, auto_renew, first_charge_id, invoice_payload, created_at)
      values (${id}, ${renews || charge ? 'month' : 'year'}, ${status}, ${when(starts)}, ${when(ends)}, ${renews}, ${charge ? `${id}:${charge}` : null}, ${payload ?? charge ?? 'p'}, ${when(created)})`
  return id
}

test('a database of 0.1.0 keeps all its paid days, gets back what was lost, and goes back to its old shape', async () => {
  const lost = await someone({
    payments: [
      { charge: 'm', days: 30, at: -60 },
      { charge: 'y', days: 365, at: -59 },
      { charge: 'm2', days: 30, at: -30, kind: 'renewal', payload: 'm' },
      { charge: 'm3', days: 30, at: 0, kind: 'renewal', payload: 'm' },
    ],
    subscriptions: [
      { starts: -60, ends: 30, created: -60, renews: true, charge: 'm' },
      { starts: -30, ends: 335, created: -59 },
    ],
  })
  const refunded = await someone({
    payments: [
      { charge: 'a', days: 365, at: -10, refunded: -5 },
      { charge: 'b', days: 365, at: -9 },
    ],
    subscriptions: [
      { starts: -10, ends: -5, created: -10, status: 'refunded', payload: 'a' },
      { starts: 355, ends: 720, created: -9, payload: 'b' },
    ],
  })
  const lapsed = await someone({
    payments: [{ charge: 'a', days: 30, at: -100 }],
    subscriptions: [{ starts: -100, ends: -70, created: -100, status: 'canceled', charge: 'a' }],
  })
  const given = await someone({ payments: [], subscriptions: [{ starts: -1, ends: 100, created: -1 }] })
  const doubled = await someone({
    payments: [
      { charge: 'a', days: 30, at: -20 },
      { charge: 'b', days: 30, at: -10 },
    ],
    subscriptions: [
      { starts: -20, ends: 10, created: -20, status: 'canceled', charge: 'a' },
      { starts: 10, ends: 40, created: -10, renews: true, charge: 'b' },
    ],
  })
  const blocked = await someone({
    blocked: true,
    payments: [{ charge: 'a', days: 30, at: -1 }],
    subscriptions: [{ starts: -1, ends: 29, created: -1, renews: true, charge: 'a' }],
  })
  const never = await someone({ payments: [], subscriptions: [] })
  await sql()`insert into subscription_reminders (user_id, subscription_id, days_before)
    select user_id, id, 3 from subscriptions where user_id = ${lapsed}`

  await migrate({ url: database.url, tables, log })
  const rows = await sql()<{ id: number; left: number; plan: string; renews: boolean }>`
    select telegram_id as id, round(extract(epoch from paid_until - now()) / 86400)::integer as left, periods -> 0 ->> 'plan' as plan, renews
    from means order by 1`
  expect(rows).toEqual([
    { id: lost, left: 395, plan: 'year', renews: true },
    { id: refunded, left: 365, plan: 'year', renews: false },
    { id: lapsed, left: -70, plan: null, renews: false },
    { id: given, left: 100, plan: 'year', renews: false },
    { id: doubled, left: 40, plan: 'month', renews: false },
    { id: blocked, left: 29, plan: 'month', renews: false },
    { id: never, left: null, plan: null, renews: false },
  ])
  expect(
    await sql()`select user_id, state, end_cause, end_try_at is not null as told from renewals order by user_id, id`,
  ).toEqual([
    { userId: lost, state: 'renewing', endCause: null, told: false },
    { userId: lapsed, state: 'canceled', endCause: null, told: false },
    { userId: doubled, state: 'canceled', endCause: null, told: false },
    { userId: doubled, state: 'ended', endCause: 'doubled', told: true },
    { userId: blocked, state: 'ended', endCause: 'blocked', told: true },
  ])
  expect(await sql()`select user_id from plan_reminders`).toEqual([{ userId: lapsed }])

  await migrateDown({ url: database.url, log, steps: newerMigrations })
  expect(
    await sql()`select telegram_id as id, plan, round(extract(epoch from ends_at - now()) / 86400)::integer as left from means
      where plan is not null order by 1`,
  ).toEqual([
    { id: lost, plan: 'month', left: 395 },
    { id: refunded, plan: 'year', left: 365 },
    { id: given, plan: 'year', left: 100 },
    { id: doubled, plan: 'month', left: 40 },
    { id: blocked, plan: 'month', left: 29 },
  ])
})
