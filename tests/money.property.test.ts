import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Try } from '#platform/models/answer.ts'
import type { Sql } from '#platform/database/sql.ts'
import { createTestDatabase } from '#platform/database/testing.ts'
import { type Catalog, readCatalog } from '#modules/catalog/catalog.ts'
import { abandon, refundUndelivered, releaseStale } from '#modules/questions/answer/abandon.ts'
import { ask } from '#modules/questions/ask/ask.ts'
import type { Question } from '#modules/questions/question.ts'
import { recordAnswer } from '#modules/questions/answer/record-answer.ts'
import { costsOf } from '#modules/costs/record-costs.ts'
import { adjustCredits } from '#modules/entitlements/adjust-credits.ts'
import { openInvoice } from '#modules/payments/open-invoice.ts'
import { recordPayment } from '#modules/payments/record-payment.ts'
import { beginRefund, recordRefund } from '#modules/payments/refund.ts'
import { changeRenewal } from '#modules/payments/renewals.ts'
import { startTrial } from '#modules/entitlements/start-trial.ts'
import { register } from '#modules/users/users.ts'

let database: Awaited<ReturnType<typeof createTestDatabase>>
let sql: Sql
const shipped = readCatalog('catalog.json')
/** Budgets that some histories use up, by the worst that a question may cost. */
const catalog: Catalog = {
  ...shipped,
  money: {
    ...shipped.money,
    budgets: {
      personDay: { microDollars: 200_000, whenUsedUp: 'cheaper' },
      trialDay: { microDollars: 50_000, whenUsedUp: 'no_trial' },
    },
  },
}
const tried = (provider: string): Try => ({
  provider,
  model: 'm',
  usage: { inputTokens: 900, cachedInputTokens: 100, outputTokens: 3000, reasoningTokens: 2000, estimated: false },
  outcome: 'answered',
  ms: 1,
})
beforeAll(async () => {
  database = await createTestDatabase()
  sql = database.database.sql
})
afterAll(() => database.drop())

/** What must hold after every step, whatever happened: each line names the rule that it found broken. */
async function brokenRules(): Promise<object[]> {
  return sql`
    select 'the balance is the sum of the entries' as rule, telegram_id as id from users u
      where credits <> (select coalesce(sum(delta), 0) from credit_entries where user_id = u.telegram_id)
    union all select 'the balance is not negative', telegram_id from users where credits < 0
    union all select 'each entry follows from the one before', e.id from (
        select id, delta, balance_after, lag(balance_after, 1, 0) over (partition by user_id order by id) as before from credit_entries
      ) e where before + delta <> balance_after
    union all select 'a trial message is used by exactly one open or answered question', t.user_id from trials t
      where used <> (select coalesce(sum(price), 0) from messages_log where user_id = t.user_id and purse = 'trial' and status in ('pending', 'answered'))
    union all select 'a question has taken its price exactly once, or not at all', m.id from messages_log m
      where purse = 'credits' and (select -coalesce(sum(delta), 0) from credit_entries where user_id = m.user_id and question_id = m.id)
        <> case when status in ('pending', 'answered') then price else 0 end
    union all select 'one grant per charge', t.id from transactions t
      where kind <> 'unmatched' and status <> 'pending' and credits_granted
        <> (select coalesce(sum(delta), 0) from credit_entries where user_id = t.user_id and transaction_id = t.id and kind = 'purchase')
    union all select 'a refund takes back what was given, less what was spent', t.id from transactions t
      where status in ('refunding', 'refunded') and credits_granted - loss_credits
        <> (select -coalesce(sum(delta), 0) from credit_entries where user_id = t.user_id and transaction_id = t.id and kind = 'refund')
    union all select 'credits are a loss only when nothing was left to take', t.id from transactions t
      where loss_credits > 0 and exists (select from credit_entries where user_id = t.user_id and transaction_id = t.id and kind = 'refund' and balance_after > 0)
    union all select 'a budget has spent what its questions have cost', p.user_id from budget_periods p
      where spent <> (select coalesce(sum(micro_dollars), 0) from costs c where c.day >= p.starts_on and p.user_id in (0, c.user_id)
        and (p.budget <> 'trial_day' or c.purse = 'trial'))
    union all select 'a budget has reserved what its open questions hold', p.user_id from budget_periods p
      where reserved <> (select coalesce(sum(micro_dollars), 0) from budget_holds h where p.user_id in (0, h.user_id) and p.budget = any(budgets))
    union all select 'an open question holds a part of the budgets, and no other does', id from messages_log m
      where (status = 'pending') <> exists (select from budget_holds where work_id = m.id)
    union all select 'a paid order has its charge', id from transactions where (status = 'pending') <> (telegram_payment_charge_id is null)`
}

/** One thing that can happen. Numbers choose among what exists, so that every history makes sense however it is shrunk. */
type Step =
  | { do: 'trial' }
  | { do: 'buy'; product: 'pack-50' | 'month' | 'year' }
  | { do: 'pay' | 'payAgain' | 'payByOther' | 'renew' | 'refund' | 'refundTold'; which: number }
  | { do: 'ask'; model: 'standard' | 'expert'; again: boolean }
  | { do: 'answer' | 'answerCheaper' | 'fail' | 'crash' | 'undelivered'; which: number }
  | { do: 'sweep' }
  | { do: 'cancel'; which: number }
  | { do: 'adjust'; delta: number; key: number }

const which = fc.nat(9)
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.constant<Step>({ do: 'trial' }),
  fc.record({
    do: fc.constant('buy' as const),
    product: fc.constantFrom('pack-50' as const, 'month' as const, 'year' as const),
  }),
  fc.record({
    do: fc.constantFrom(
      'pay' as const,
      'pay' as const,
      'payAgain' as const,
      'payByOther' as const,
      'renew' as const,
      'refund' as const,
      'refundTold' as const,
    ),
    which,
  }),
  fc.record({
    do: fc.constant('ask' as const),
    model: fc.constantFrom('standard' as const, 'expert' as const),
    again: fc.boolean(),
  }),
  fc.record({
    do: fc.constantFrom(
      'answer' as const,
      'answer' as const,
      'answerCheaper' as const,
      'fail' as const,
      'crash' as const,
      'undelivered' as const,
    ),
    which,
  }),
  fc.constant<Step>({ do: 'sweep' }),
  fc.record({ do: fc.constant('cancel' as const), which }),
  fc.record({
    do: fc.constant('adjust' as const),
    delta: fc.integer({ min: -60, max: 60 }).filter((delta) => delta !== 0),
    key: fc.nat(3),
  }),
)

let lastUser = 0
let lastUpdate = 0

async function play(history: Step[]): Promise<void> {
  const [person, other] = [++lastUser, ++lastUser]
  for (const telegramId of [person, other]) await register(sql, { telegramId, firstName: 'x' })
  const invoices: { payload: string; amount: number; renews: boolean }[] = []
  const charges: string[] = []
  const questions: Question[] = []
  const pick = <Item>(list: Item[], n: number): Item | undefined => list[n % Math.max(list.length, 1)]
  const pay = async (n: number, by: number, recurring: 'first' | 'renewal' | null, chargeId: string) => {
    const invoice = pick(invoices, n)
    if (!invoice) return
    charges.push(chargeId)
    const receipt = {
      telegramId: by,
      payload: invoice.payload,
      currency: 'XTR',
      amount: invoice.amount,
      chargeId,
      recurring: invoice.renews ? (recurring ?? 'first') : null,
    }
    // Twice at once, as Telegram may bring it.
    await Promise.all([recordPayment(sql, receipt), recordPayment(sql, receipt)])
  }
  const costs = costsOf(catalog, [tried('standard'), tried('expert')], new Date())
  const answer = {
    text: 'a',
    finishReason: 'stop',
    inputTokens: 1,
    outputTokens: 1,
    firstTokenMs: 1,
    latencyMs: 1,
    costs,
  }

  for (const [index, now] of history.entries()) {
    const charge = `${person}:${index}`
    if (now.do === 'trial') await startTrial(sql, { telegramId: person, messages: 3 })
    else if (now.do === 'buy') {
      const invoice = await openInvoice(sql, catalog, { telegramId: person, productId: now.product, secret: 's' })
      if (!('refused' in invoice))
        invoices.push({ payload: invoice.payload, amount: invoice.amount, renews: now.product === 'month' })
    } else if (now.do === 'pay') await pay(now.which, person, null, charge)
    else if (now.do === 'payAgain') await pay(now.which, person, null, pick(charges, now.which) ?? charge)
    else if (now.do === 'payByOther') await pay(now.which, other, null, charge)
    else if (now.do === 'renew') await pay(now.which, person, 'renewal', charge)
    else if (now.do === 'refund')
      await beginRefund(sql, { chargeId: pick(charges, now.which) ?? 'none', by: null, reason: 'r' })
    else if (now.do === 'refundTold')
      await recordRefund(sql, { chargeId: pick(charges, now.which) ?? 'none', by: null, reason: 'r', at: new Date() })
    else if (now.do === 'cancel')
      await changeRenewal(sql, {
        telegramId: person,
        payload: pick(invoices, now.which)?.payload ?? '',
        state: 'canceled',
      })
    else if (now.do === 'adjust')
      await adjustCredits(sql, {
        telegramId: person,
        delta: now.delta,
        reason: 'r',
        idempotencyKey: String(now.key),
        by: null,
      })
    else if (now.do === 'ask') {
      const updateId = now.again && lastUpdate > 0 ? lastUpdate : ++lastUpdate
      const asking = {
        telegramId: person,
        chatId: person,
        threadId: 0,
        messageId: 1,
        updateId,
        text: 'q',
        files: [],
        transcriptOnly: false,
        modelId: now.model,
        leaseMs: 60_000,
        worker: 'test',
        timeZone: undefined,
      }
      const [asked] = await Promise.all([ask(sql, catalog, asking), ask(sql, catalog, asking)])
      if ('question' in asked) questions.push(asked.question)
    } else if (now.do === 'sweep') {
      await sql`update messages_log set working_until = now() - interval '1 hour' where user_id = ${person} and status = 'pending'`
      await releaseStale(sql, { silentForMs: 1000, limit: 100 })
    } else {
      const question = pick(questions, now.which)
      if (!question) continue
      if (now.do === 'answer')
        await recordAnswer(sql, catalog, question, { ...answer, answeredBy: question.model, price: question.price })
      else if (now.do === 'answerCheaper')
        await recordAnswer(sql, catalog, question, { ...answer, answeredBy: 'standard', price: 1 })
      else if (now.do === 'fail') await abandon(sql, question, { status: 'failed', failure: 'x', costs })
      else if (now.do === 'undelivered')
        await refundUndelivered(sql, { telegramId: person, questionId: question.id, reason: 'blocked' })
      else
        await sql`update messages_log set working_until = now() - interval '1 second' where user_id = ${person} and id = ${question.id} and status = 'pending'`
    }
    expect(await brokenRules(), `after step ${index}: ${JSON.stringify(now)}`).toEqual([])
  }
}

test(
  'no order of buying, paying, asking, failing, refunding and crashing breaks a rule of money',
  { timeout: 240_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40, size: 'max' }), async (history) => play(history)),
      { numRuns: Number(process.env['MONEY_RUNS'] ?? 150), endOnFailure: false },
    )
  },
)
