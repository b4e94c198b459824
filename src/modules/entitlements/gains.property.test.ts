import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase } from '#platform/database/testing.ts'
import type { Sql } from '#platform/database/sql.ts'
import { lockUser, register } from '#modules/users/users.ts'
import { booksOf } from '#tests/world/books.ts'
import type { Cause } from './gain.ts'
import { give } from './give.ts'
import { takeBack } from './take-back.ts'

let database: Awaited<ReturnType<typeof createTestDatabase>>
let sql: Sql
beforeAll(async () => {
  database = await createTestDatabase()
  sql = database.database.sql
})
afterAll(() => database.drop())

type Step =
  | { do: 'give' | 'take'; key: number; amount: number }
  | { do: 'pay' | 'refund'; key: number }
  | { do: 'giveDays'; key: number; days: number }
  | { do: 'trial'; messages: number }

const key = fc.nat(4)
const amount = fc.integer({ min: 1, max: 5 })
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constantFrom('give' as const, 'take' as const), key, amount }),
  fc.record({ do: fc.constantFrom('pay' as const, 'refund' as const), key }),
  fc.record({ do: fc.constant('giveDays' as const), key, days: amount }),
  fc.record({ do: fc.constant('trial' as const), messages: amount }),
)

const packCredits = 4
let lastUser = 0

/** What a user should have, kept beside what the database says. */
class Expected {
  balance = 0
  private readonly entries = new Map<string, { delta: number; balance: number }>()

  give(cause: string, amount: number) {
    const before = this.entries.get(cause)
    if (before)
      return before.delta === amount
        ? { given: 'before', balance: before.balance }
        : { refused: 'idempotency_key_reused' }
    return { given: 'now', balance: this.enter(cause, amount) }
  }

  take(cause: string, amount: number) {
    const before = this.entries.get(cause)
    if (before)
      return before.delta === -amount
        ? { taken: amount, lost: 0, when: 'before', balance: before.balance }
        : { refused: 'idempotency_key_reused' }
    if (this.balance < amount) return { refused: 'insufficient_credits', balance: this.balance }
    return { taken: amount, lost: 0, when: 'now', balance: this.enter(cause, -amount) }
  }

  takeWhatIsLeft(cause: string, amount: number) {
    const before = this.entries.get(cause)
    if (before) return { taken: -before.delta, lost: amount + before.delta, when: 'before', balance: before.balance }
    const taken = Math.min(amount, this.balance)
    if (taken > 0) this.enter(cause, -taken)
    return { taken, lost: amount - taken, when: 'now', balance: this.balance }
  }

  private enter(cause: string, delta: number): number {
    this.balance += delta
    this.entries.set(cause, { delta, balance: this.balance })
    return this.balance
  }
}

/** A payment on record, as the ledger demands one behind a purchase. */
async function recordPaid(userId: number, chargeId: string): Promise<number> {
  const [row] = await sql<{ id: number }>`
    insert into transactions (user_id, kind, status, invoice_payload, currency, amount, credits_granted, telegram_payment_charge_id, paid_at)
    values (${userId}, 'extra', 'paid', ${chargeId}, 'XTR', 1, ${packCredits}, ${chargeId}, now()) returning id`
  return row!.id
}

async function play(steps: Step[]): Promise<void> {
  const userId = (lastUser += 1)
  await register(sql, { telegramId: userId, firstName: 'x' })
  const expected = new Expected()
  const daysByKey = new Map<number, { days: number; until: Date }>()
  let trial: number | undefined
  const charges = new Map<number, { id: string; transactionId: number }>()
  const locked = <Result>(act: (sql: Sql) => Promise<Result>) =>
    sql.transaction(async (sql) => {
      await lockUser(sql, userId)
      return act(sql)
    })
  const reason = 'r'
  for (const [index, now] of steps.entries()) {
    const where = `step ${index}: ${JSON.stringify(now)}`
    if (now.do === 'give' || now.do === 'take') {
      const cause: Cause = { kind: 'adjustment', id: String(now.key) }
      const change = { of: 'credits', userId, amount: now.amount, reason, cause } as const
      if (now.do === 'give')
        expect(await locked((sql) => give(sql, change)), where).toEqual(expected.give(`a${now.key}`, now.amount))
      else
        expect(await locked((sql) => takeBack(sql, { ...change, ifSpent: 'refuse' })), where).toEqual(
          expected.take(`a${now.key}`, now.amount),
        )
    } else if (now.do === 'pay') {
      const id = `${userId}:${now.key}`
      const charge = charges.get(now.key) ?? { id, transactionId: await recordPaid(userId, id) }
      charges.set(now.key, charge)
      const paid = {
        of: 'credits',
        userId,
        amount: packCredits,
        reason,
        cause: { kind: 'payment', ...charge },
      } as const
      // Twice at once: the lock makes one of them the first.
      const both = await Promise.all([locked((sql) => give(sql, paid)), locked((sql) => give(sql, paid))])
      const wanted = [expected.give(`p${now.key}`, packCredits), expected.give(`p${now.key}`, packCredits)]
      expect(both, where).toEqual(expect.arrayContaining(wanted))
    } else if (now.do === 'refund') {
      const charge = charges.get(now.key)
      if (!charge) continue
      const back = { of: 'credits', userId, amount: packCredits, reason, cause: { kind: 'refund', ...charge } } as const
      expect(await locked((sql) => takeBack(sql, { ...back, ifSpent: 'lose' })), where).toEqual(
        expected.takeWhatIsLeft(`r${now.key}`, packCredits),
      )
    } else if (now.do === 'giveDays') {
      const cause = { kind: 'adjustment', id: String(now.key) } as const
      const given = await locked((sql) => give(sql, { of: 'planDays', userId, plan: 'month', days: now.days, cause }))
      const before = daysByKey.get(now.key)
      if (before && before.days !== now.days) expect(given, where).toEqual({ refused: 'idempotency_key_reused' })
      else if (before) expect(given, where).toEqual({ given: 'before', paidUntil: before.until })
      else {
        expect(given, where).toMatchObject({ given: 'now' })
        daysByKey.set(now.key, { days: now.days, until: (given as { paidUntil: Date }).paidUntil })
      }
    } else if (now.do === 'trial') {
      const given = await locked((sql) => give(sql, { of: 'trialMessages', userId, amount: now.messages, steps: null }))
      expect(given, where).toEqual(trial === undefined ? { given: 'now' } : { refused: 'trial_already_used' })
      trial ??= now.messages
    }
    const [have] = await sql<{ credits: number; seconds: number | null; granted: number | null }>`
      select credits, granted, (select sum(seconds) from plan_day_entries where user_id = ${userId})::integer as seconds
      from users left join trials on user_id = telegram_id where telegram_id = ${userId}`
    const days = [...daysByKey.values()].reduce((sum, { days }) => sum + days, 0)
    expect(have, where).toEqual({
      credits: expected.balance,
      granted: trial ?? null,
      seconds: days === 0 ? null : days * 86_400,
    })
  }
  expect((await booksOf(sql)).filter(({ person }) => person === userId)).toEqual([])
}

test('whatever is given and taken back, in any order and with keys that repeat, each cause moves something once', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 30, size: 'max' }), async (steps) => play(steps)),
    { numRuns: Number(process.env['MONEY_RUNS'] ?? 60), endOnFailure: false },
  )
})
