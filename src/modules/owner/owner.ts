import type { Sql } from '#platform/database/sql.ts'
import type { Title } from '#modules/catalog/contract.ts'
import type { EntryKind } from '#modules/entitlements/contract.ts'
import { record } from '#modules/events/events.ts'
import { endRenewals } from '#modules/payments/renewals.ts'
import { isOwner } from '#modules/users/roles.ts'
import { findUser, markBlocked, type UserWithRole } from '#modules/users/users.ts'

interface Figures {
  users: number
  active: number
  questions: number
  revenueStars: number
  refundsStars: number
  /** Questions that got no answer, but for those that the person stopped. */
  failed: number
  /** Events at level error, and those questions. */
  errors: number
}

/** What happened in the last days; new users and money by the day they came, activity by questions asked. */
export async function figuresOf(sql: Sql, days: number): Promise<Figures> {
  const [row] = await sql<
    Record<'users' | 'active' | 'questions' | 'revenue' | 'refunds' | 'failed' | 'errors', number>
  >`
    with since as (select date_trunc('day', now(), 'UTC') - make_interval(days => ${days - 1}) as at)
, come as (
      select count(*) as users from users, since where created_at >= since.at
    ), asked as (
      select count(distinct user_id) as active, count(*) filter (where status = 'answered') as questions,
        count(*) filter (where status in ('failed', 'abandoned', 'undelivered')) as failed
      from messages_log, since where asked_at >= since.at
    ), paid as (
      select coalesce(sum(amount), 0)::bigint as revenue from transactions, since where paid_at >= since.at and currency = 'XTR'
    ), returned as (
      select coalesce(sum(amount), 0)::bigint as refunds from transactions, since where refunded_at >= since.at and currency = 'XTR'
    ), wrong as (
      select count(*) as errors from events, since where events.at >= since.at and level = 'error'
    )
    select * from come, asked, paid, returned, wrong`
  const { revenue, refunds, errors, ...rest } = row!
  return { ...rest, errors: errors + rest.failed, revenueStars: revenue, refundsStars: refunds }
}

export interface UserDetails {
  user: UserWithRole
  entries: { kind: EntryKind; delta: number; balance: number; reason: string; at: Date }[]
  payments: {
    number: number
    chargeId: string | null
    product: string | null
    /** As it was called when it was ordered. */
    title: Title | null
    amount: number
    currency: string
    status: string
    at: Date
  }[]
}

/** A person's balance with its last movements and payments, newest first. */
export async function userDetailsOf(sql: Sql, telegramId: number): Promise<UserDetails | undefined> {
  const user = await findUser(sql, telegramId)
  if (!user) return undefined
  const entries = await sql<UserDetails['entries'][number]>`
    select kind, delta, balance_after as balance, reason, created_at as at from credit_entries
    where user_id = ${telegramId} order by id desc limit 10`
  const payments = await sql<UserDetails['payments'][number]>`
    select id as number, telegram_payment_charge_id as "chargeId", product, details -> 'title' as title, amount, currency, status, coalesce(paid_at, created_at) as at
    from transactions where user_id = ${telegramId} and status in ('paid', 'refunding', 'refunded') order by id desc limit 10`
  return { user, entries, payments }
}

export interface NamedPayment {
  telegramId: number
  firstName: string
  username: string | null
  chargeId: string
  providerChargeId: string | null
  product: string | null
  title: Title | null
  amount: number
  currency: string
  status: string
}

/** A payment by its short number or its charge id, with who paid it. */
export async function findPayment(
  sql: Sql,
  by: { number?: number | undefined; chargeId?: string | undefined },
): Promise<NamedPayment | undefined> {
  const [found] = await sql<NamedPayment>`
    select u.telegram_id as "telegramId", u.first_name as "firstName", u.username,
      t.telegram_payment_charge_id as "chargeId", t.provider_payment_charge_id as "providerChargeId", t.product, t.details -> 'title' as title, t.amount, t.currency, t.status
    from transactions t join users u on u.telegram_id = t.user_id
    where t.telegram_payment_charge_id is not null
      and (t.id = ${by.number ?? null}::bigint or t.telegram_payment_charge_id = ${by.chargeId ?? null}::text)
    limit 1`
  return found
}

/** Blocks a person who is no owner, or lets them in again; who did it and why is an event. */
export async function setBlocked(
  sql: Sql,
  request: { telegramId: number; blocked: boolean; by: number | null; reason: string },
): Promise<{ blocked: boolean } | { refused: 'user_not_found' | 'owner_not_blocked' }> {
  return sql.transaction(async (sql) => {
    if (request.blocked && (await isOwner(sql, request.telegramId))) return { refused: 'owner_not_blocked' }
    if (!(await markBlocked(sql, request.telegramId, request.blocked))) return { refused: 'user_not_found' }
    // A blocked person is charged no more.
    if (request.blocked) await endRenewals(sql, { telegramId: request.telegramId, cause: 'blocked' })
    await record(sql, {
      level: 'info',
      kind: request.blocked ? 'user_blocked' : 'user_unblocked',
      userId: request.telegramId,
      data: { by: request.by, reason: request.reason },
    })
    return { blocked: request.blocked }
  })
}
