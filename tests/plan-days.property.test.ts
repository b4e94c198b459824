import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Sql } from '#platform/database/sql.ts'
import { createTestDatabase } from '#platform/database/testing.ts'
import { readCatalog } from '#modules/catalog/catalog.ts'
import { openInvoice } from '#modules/payments/open-invoice.ts'
import { recordPayment } from '#modules/payments/record-payment.ts'
import { beginRefund, recordRefund } from '#modules/payments/refund.ts'
import { findMeans } from '#modules/charging/access.ts'
import { changeRenewal } from '#modules/payments/renewals.ts'
import { register } from '#modules/users/users.ts'
import { booksOf } from './world/books.ts'
import { day, letTimePass } from './world/time.ts'

let database: Awaited<ReturnType<typeof createTestDatabase>>
let sql: Sql
const catalog = readCatalog('catalog.json')
beforeAll(async () => {
  database = await createTestDatabase()
  sql = database.database.sql
})
afterAll(() => database.drop())

/** One thing that can happen to a person's paid time. Numbers choose among what exists. */
type Step =
  | { do: 'buy'; product: 'month' | 'year' }
  | { do: 'renew' | 'payTwice' | 'refund' | 'refundTold' | 'cancel' | 'resume'; which: number }
  | { do: 'pass'; hours: number }

const which = fc.nat(9)
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('buy' as const), product: fc.constantFrom('month' as const, 'year' as const) }),
  fc.record({
    do: fc.constantFrom(
      'renew',
      'renew',
      'payTwice',
      'refund',
      'refund',
      'refundTold',
      'cancel',
      'resume',
    ) as fc.Arbitrary<'renew'>,
    which,
  }),
  fc.record({ do: fc.constant('pass' as const), hours: fc.integer({ min: 1, max: 24 * 45 }) }),
)

/** What a person should have: each payment's time in the order in which it was paid, of which the first is used first. */
class Expected {
  private readonly times: { charge: string; seconds: number }[] = []
  pay(charge: string, days: number): void {
    this.times.push({ charge, seconds: days * day })
  }
  refund(charge: string): void {
    for (const time of this.times) if (time.charge === charge) time.seconds = 0
  }
  pass(seconds: number): void {
    let left = seconds
    for (const time of this.times) {
      const used = Math.min(time.seconds, left)
      time.seconds -= used
      left -= used
    }
  }
  left(): number {
    return this.times.reduce((sum, { seconds }) => sum + seconds, 0)
  }
}

/** A history of some forty steps takes no longer than this, and every step of time is an hour at least. */
const toleratedSeconds = 300

let lastUser = 0

async function play(history: Step[]): Promise<void> {
  const telegramId = (lastUser += 1)
  await register(sql, { telegramId, firstName: 'x' })
  const expected = new Expected()
  const orders: { payload: string; amount: number; renews: boolean; days: number; paid: boolean }[] = []
  const charges: string[] = []
  const pay = async (order: (typeof orders)[number] | undefined, recurring: 'first' | 'renewal', chargeId: string) => {
    if (!order) return
    const receipt = { telegramId, payload: order.payload, currency: 'XTR', amount: order.amount, chargeId }
    const whole = { ...receipt, recurring: order.renews ? recurring : null }
    // Twice at once, as Telegram may bring it.
    const [one, other] = await Promise.all([recordPayment(sql, whole), recordPayment(sql, whole)])
    expect(one).toMatchObject({ paidUntil: (other as { paidUntil: Date }).paidUntil })
    order.paid = true
    charges.push(chargeId)
    expected.pay(chargeId, order.days)
  }
  for (const [index, now] of history.entries()) {
    const charge = `${telegramId}:${index}`
    if (now.do === 'pass') {
      await letTimePass(sql, telegramId, now.hours * 3600)
      expected.pass(now.hours * 3600)
    } else if (now.do === 'buy') {
      const wanted = { telegramId, productId: now.product, method: 'stars' as const, gift: false, secret: 's' }
      const invoice = await openInvoice(sql, catalog, wanted)
      if ('refused' in invoice) continue
      const renews = now.product === 'month'
      orders.push({ ...invoice, renews, days: renews ? 30 : 365, paid: false })
      await pay(orders.at(-1), 'first', charge)
    } else if (now.do === 'renew') {
      const renewing = orders.filter(({ renews }) => renews)
      await pay(renewing[now.which % Math.max(renewing.length, 1)], 'renewal', charge)
    } else if (now.do === 'payTwice') await pay(orders[now.which % Math.max(orders.length, 1)], 'first', charge)
    else if (now.do === 'refund' || now.do === 'refundTold') {
      const chargeId = charges[now.which % Math.max(charges.length, 1)] ?? 'none'
      if (now.do === 'refund') await beginRefund(sql, { chargeId, by: null, reason: 'r' })
      else await recordRefund(sql, { chargeId, by: null, reason: 'r', at: new Date() })
      expected.refund(chargeId)
    } else {
      const payload = orders[now.which % Math.max(orders.length, 1)]?.payload ?? ''
      await changeRenewal(sql, { telegramId, payload, state: now.do === 'cancel' ? 'canceled' : 'active' })
    }
    const means = await findMeans(sql, telegramId, catalog)
    const left = means!.subscription ? (means!.subscription.endsAt.getTime() - Date.now()) / 1000 : 0
    const where = `after step ${index}: ${JSON.stringify(now)}`
    expect(Math.abs(left - expected.left()), where).toBeLessThan(toleratedSeconds)
    expect(await booksOf(sql), where).toEqual([])
  }
}

test(
  'whatever is bought, renewed, refunded, paid twice or cancelled in whatever order, the end is now and all days paid and unused',
  { timeout: 900_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 30, size: 'max' }), async (history) => play(history)),
      { numRuns: Number(process.env['MONEY_RUNS'] ?? 20), endOnFailure: false },
    )
  },
)
