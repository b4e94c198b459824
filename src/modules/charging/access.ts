import type { Sql } from '#platform/database/sql.ts'
import { type Catalog, type Model, offeredModels } from '#modules/catalog/catalog.ts'
import type { Wanted } from '#modules/catalog/price-of.ts'
import type { Trial } from '#modules/entitlements/trials.ts'

/** A time bought in advance: while it lasts, questions are paid from a daily allowance. */
interface Subscription {
  /** The plan that counts now. */
  plan: string
  /** When everything that is paid ends, also what lies behind the present plan. */
  endsAt: Date
  /** The present plan and those behind it, each with its end. */
  periods: { plan: string; endsAt: Date }[]
  /** What Telegram renews by itself, or what the person has cancelled and may resume. */
  renewal: { plan: string; renews: boolean; nextAt: Date; chargeId: string; payload: string } | null
}

/** What a subscription pays today. It counts credits; time bought before there were allowances counts questions. */
interface Allowance {
  counts: 'credits' | 'questions'
  creditsToday: number
  questionsToday: number
  /** Null: no limit, or the other one counts. */
  creditsPerDay: number | null
  questionsPerDay: number | null
}

/** Everything that decides what pays for a person's next piece of work. */
export interface Means {
  /** The model that was chosen; null is the first one offered. */
  modelId: string | null
  credits: number
  trial: (Trial & { left: number }) | null
  subscription: (Subscription & Allowance) | null
  /** Whether there ever was a subscription, also a lapsed one. */
  hadSubscription: boolean
}

/** Asked in this order. The API and the database name the one that pays `purse`. */
export type PaymentSource = 'subscription' | 'trial' | 'credits'
export type NoAccess =
  | 'trial_not_started'
  | 'trial_used_up'
  | 'trial_continues'
  | 'subscription_ended'
  | 'daily_limit'
  | 'more_than_allowance'
  | 'insufficient_credits'
  | 'model_not_included'
  | 'not_in_trial'
export interface Price {
  purse: PaymentSource
  price: number
}
export type Payment = Price | { refused: NoAccess }

/** One read of what a person has to pay with; undefined when there is no such user. */
export async function findMeans(sql: Sql, telegramId: number, catalog: Catalog): Promise<Means | undefined> {
  const [row] = await sql<MeansRow>`select * from means where telegram_id = ${telegramId}`
  return row && meansOf(row, catalog)
}

/**
 * The price of a piece of work and the source that pays it: an active subscription within its allowance, then a trial
 * message, then credits; otherwise no, with the reason a person can act on.
 */
export function quote(means: Means, wanted: Wanted): Payment {
  const { subscription, trial, credits } = means
  const ofAllowance = subscription ? priceInAllowance(subscription, wanted) : undefined
  if (ofAllowance !== undefined) return { purse: 'subscription', price: ofAllowance }
  if (trial && wanted.trialMessages !== null && trial.left >= wanted.trialMessages)
    return { purse: 'trial', price: wanted.trialMessages }
  if (credits >= wanted.priceCredits) return { purse: 'credits', price: wanted.priceCredits }
  return { refused: reasonToRefuse(means, wanted) }
}

/** What a piece of work costs as it is told before: what nothing pays for now costs credits, which can be bought. */
export function offeredPrice(means: Means, wanted: Wanted): Price {
  const payment = quote(means, wanted)
  return 'refused' in payment ? { purse: 'credits', price: wanted.priceCredits } : payment
}

/** Undefined when today's allowance does not suffice, or the subscription may not pay for it. */
function priceInAllowance(today: Allowance, wanted: Wanted): number | undefined {
  if (!wanted.subscription) return undefined
  if (today.counts === 'questions')
    return !wanted.isExtra && today.questionsToday < (today.questionsPerDay ?? Infinity) ? 0 : undefined
  const isEnough = today.creditsToday + wanted.priceCredits <= (today.creditsPerDay ?? Infinity)
  return isEnough ? wanted.priceCredits : undefined
}

/** Whether the allowance of a whole day suffices. */
function fitsAllowance(allowance: Allowance, wanted: Wanted): boolean {
  return priceInAllowance({ ...allowance, creditsToday: 0, questionsToday: 0 }, wanted) !== undefined
}

/** From what costs nothing to what was bought. */
const byWorth: PaymentSource[] = ['subscription', 'trial', 'credits']

/** Whether a price is more than was agreed to: another source that is worth more, or more of the same. */
export function isDearer(price: Price, agreed: Price): boolean {
  // Agreed to before there were allowances, when no price was known.
  if (price.purse === 'subscription' && agreed.purse === 'subscription' && agreed.price === 0) return false
  const [now, then] = [byWorth.indexOf(price.purse), byWorth.indexOf(agreed.purse)]
  return now === then ? price.price > agreed.price : now > then
}

/**
 * The first model of the catalogue, beside the chosen one, to which something pays for the same work; what that is there,
 * `wantedOf` says, or undefined for more than the model takes in.
 */
export function findAlternative(
  means: Means,
  catalog: Catalog,
  chosen: Model,
  wantedOf: (model: Model) => Wanted | undefined,
): Alternative | undefined {
  for (const model of offeredModels(catalog)) {
    const wanted = model === chosen ? undefined : wantedOf(model)
    const payment = wanted && quote(means, wanted)
    if (payment && !('refused' in payment)) return { model, price: payment }
  }
  return undefined
}

export interface Alternative {
  model: Model
  price: Price
}

function reasonToRefuse(means: Means, wanted: Wanted): NoAccess {
  const { subscription, trial, credits } = means
  if (subscription && wanted.subscription)
    return fitsAllowance(subscription, wanted) ? 'daily_limit' : 'more_than_allowance'
  const { isUsualInTrial, trialMessages } = wanted
  if (trial && trialMessages !== null && trial.left + trial.rest >= trialMessages) return 'trial_continues'
  if (trial && trial.left > 0) return isUsualInTrial ? 'not_in_trial' : 'model_not_included'
  if (subscription) return 'model_not_included'
  if (credits > 0) return 'insufficient_credits'
  if (!trial && trialMessages !== null) return 'trial_not_started'
  if (!trial && isUsualInTrial) return 'not_in_trial'
  return means.hadSubscription ? 'subscription_ended' : 'trial_used_up'
}

/** A row of the view `means`. */
export interface MeansRow {
  chosenModel: string | null
  credits: number
  granted: number | null
  used: number | null
  rest: number | null
  restAt: Date | null
  periods: { plan: string; endsAt: string; byQuestions: boolean }[] | null
  paidUntil: Date | null
  renews: boolean
  renewedPlan: string | null
  renewsAt: Date | null
  chargeId: string | null
  invoicePayload: string | null
  hadSubscription: boolean
  questionsToday: number
  creditsToday: number
}

export function meansOf(row: MeansRow, catalog: Catalog): Means {
  return {
    modelId: row.chosenModel,
    credits: row.credits,
    hadSubscription: row.hadSubscription,
    trial: trialOf(row),
    subscription: subscriptionOf(row, catalog),
  }
}

function trialOf({ granted, used, rest, restAt }: MeansRow): Means['trial'] {
  return granted === null ? null : { granted, used: used!, left: granted - used!, rest: rest!, restAt }
}

function subscriptionOf(row: MeansRow, catalog: Catalog): Means['subscription'] {
  // The same plan paid for twice running is one time for the person.
  const periods = row.periods
    ?.filter(({ plan }, index, all) => all[index + 1]?.plan !== plan)
    .map(({ plan, endsAt }) => ({ plan, endsAt: new Date(endsAt) }))
  if (!periods) return null
  const { plan } = periods[0]!
  return {
    plan,
    periods,
    endsAt: row.paidUntil!,
    renewal:
      row.chargeId === null
        ? null
        : {
            plan: row.renewedPlan!,
            renews: row.renews,
            nextAt: row.renewsAt!,
            chargeId: row.chargeId,
            payload: row.invoicePayload!,
          },
    ...allowanceOf(row, catalog, row.periods![0]!),
  }
}

/** A plan that is no longer sold keeps what was paid for; its limit went with it. */
function allowanceOf(
  { questionsToday, creditsToday }: MeansRow,
  { plans }: Catalog,
  present: { plan: string; byQuestions: boolean },
): Allowance {
  const plan = plans.find(({ id }) => id === present.plan)
  const used = { questionsToday, creditsToday }
  return present.byQuestions
    ? { counts: 'questions', ...used, creditsPerDay: null, questionsPerDay: plan?.questionsPerDay ?? null }
    : { counts: 'credits', ...used, creditsPerDay: plan?.creditsPerDay ?? null, questionsPerDay: null }
}
