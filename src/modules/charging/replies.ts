import type { Sql } from '#platform/database/sql.ts'
import type { HandlerReply } from '#platform/http/endpoint.ts'
import { Refusal } from '#platform/http/refusal.ts'
import { type Catalog, chosenModel, drawsPictures, offeredModels } from '#modules/catalog/catalog.ts'
import { usualQuestion } from '#modules/catalog/price-of.ts'
import { type CatalogWithSearch, isSearchOffered } from '#modules/catalog/searcher.ts'
import type { ModelOffer } from '#modules/catalog/contract.ts'
import { discounted, discountOf } from '#modules/entitlements/discounts.ts'
import { channelCause, wasGiven } from '#modules/entitlements/was-given.ts'
import { extraTrialOf } from '#modules/entitlements/trials.ts'
import { ownOfferOf, withPrices } from '#modules/experiments/arms.ts'
import type { FreeLimits } from '#modules/free-trial/free-messages.ts'
import type { OfferTexts } from '#modules/settings/offer-texts.ts'
import { type Alternative, findMeans, type Means as PersonalMeans, quote } from './access.ts'
import type { chargingEndpoints, Means, Offers, Refused } from './contract.ts'
import { nextPayment } from './next-payment.ts'
import { searchOfferFor } from './search-offer.ts'

interface ChargingContext {
  sql: Sql
  catalog: Catalog
  config: { trialMessages: number; offerTexts: OfferTexts }
}

/** What a person has to pay with, and what pays next. @throws Refusal user_not_found */
export async function meansReply(
  { sql, catalog, freeLimits }: Pick<ChargingContext, 'sql' | 'catalog'> & { freeLimits: FreeLimits },
  telegramId: number,
): Promise<Means> {
  const means = await findMeans(sql, telegramId, catalog)
  if (!means) throw new Refusal('user_not_found')
  const next = await nextPayment(sql, catalog, { telegramId, means, freeLimits })
  return { ...describeMeans(means, catalog), next }
}

/** `next` by what the person has alone, which costs no statement: under an answer. */
export function describeMeans(means: PersonalMeans, catalog: Catalog): Means {
  const { credits, trial, subscription } = means
  return {
    credits,
    trial: trial && { ...trial, restAt: trial.restAt?.toISOString() ?? null },
    subscription: subscription && {
      plan: subscription.plan,
      endsAt: subscription.endsAt.toISOString(),
      periods: subscription.periods.map(({ plan, endsAt }) => ({ plan, endsAt: endsAt.toISOString() })),
      autoRenew: subscription.renewal?.renews ?? false,
      renewsAt: subscription.renewal?.renews ? subscription.renewal.nextAt.toISOString() : null,
      renewedPlan: subscription.renewal?.plan ?? null,
      chargeId: subscription.renewal?.chargeId ?? null,
      invoicePayload: subscription.renewal?.payload ?? null,
      counts: subscription.counts,
      creditsToday: subscription.creditsToday,
      creditsPerDay: subscription.creditsPerDay,
      questionsToday: subscription.questionsToday,
      questionsPerDay: subscription.questionsPerDay,
    },
    next: quote(means, usualQuestion(chosenModel(catalog, means.modelId))),
  }
}

/** What a person may take or buy. @throws Refusal user_not_found */
export async function offersReply(context: ChargingContext, telegramId: number): Promise<Offers> {
  const means = await findMeans(context.sql, telegramId, context.catalog)
  if (!means) throw new Refusal('user_not_found')
  return offersFor(context, { telegramId, means })
}

/** The same with the models, and what a search adds to the next question to the chosen one. @throws Refusal user_not_found */
export async function offersAndModels(
  context: ChargingContext & { catalog: CatalogWithSearch },
  telegramId: number,
): Promise<HandlerReply<typeof chargingEndpoints.offers>> {
  const { sql, catalog } = context
  const means = await findMeans(sql, telegramId, catalog)
  if (!means) throw new Refusal('user_not_found')
  const usual = usualQuestion(chosenModel(catalog, means.modelId))
  return {
    ...(await offersFor(context, { telegramId, means })),
    models: modelOffers(catalog),
    search: isSearchOffered(catalog) ? searchOfferFor(catalog, means, usual) : null,
  }
}

async function offersFor(
  { sql, catalog, config }: ChargingContext,
  { telegramId, means }: { telegramId: number; means: PersonalMeans },
): Promise<Offers> {
  const [extraTrial, discount, own, hadChannelBonus] = await Promise.all([
    extraTrialOf(sql, telegramId),
    discountOf(sql, telegramId),
    ownOfferOf(sql, telegramId),
    catalog.channelBonus && wasGiven(sql, telegramId, channelCause),
  ])
  const trialMessages = means.trial ? 0 : (own.trialMessages ?? config.trialMessages) + extraTrial
  const stars = (price: number) => (discount ? discounted(price, discount.percent) : price)
  const included = offeredModels(catalog).filter(({ subscription }) => subscription)
  const leastPrice = Math.min(...included.map(({ priceCredits }) => priceCredits))
  return {
    trialMessages: trialMessages === 0 ? null : trialMessages,
    discount: discount ? { percent: discount.percent, until: discount.expiresAt.toISOString() } : null,
    channelBonus: hadChannelBonus === false ? catalog.channelBonus!.gives : null,
    packs: withPrices(catalog, own.packs)
      .packs.filter(isOffered)
      .map(({ id, title, credits, priceStars, priceCard }) => ({
        id,
        title,
        credits,
        priceStars: stars(priceStars),
        priceCard: priceCard ?? null,
      })),
    plans: catalog.plans.filter(isOffered).map(({ id, title, days, priceStars, priceCard, renews, creditsPerDay }) => ({
      id,
      title,
      days,
      priceStars: renews ? priceStars : stars(priceStars),
      priceCard: priceCard ?? null,
      renews,
      creditsPerDay,
      questionsPerDay: Math.floor(creditsPerDay / leastPrice),
    })),
    texts: {
      trial: { ...config.offerTexts.trial, ...own.texts.trial },
      purchase: { ...config.offerTexts.purchase, ...own.texts.purchase },
    },
    pictures: drawsPictures(catalog),
    planTitles: Object.fromEntries(catalog.plans.map(({ id, title }) => [id, title])),
  }
}

/** Another model than the chosen one that something pays for. */
export function alternativeReply({ model, price }: Alternative): Refused['alternative'] {
  return { model: model.id, title: model.title, price }
}

function isOffered({ offered }: { offered: boolean }): boolean {
  return offered
}

function modelOffers(catalog: Catalog): ModelOffer[] {
  return offeredModels(catalog).map(({ id, title, description, provider, priceCredits, trial, subscription }) => ({
    id,
    title,
    description,
    provider: provider ?? null,
    priceCredits,
    trial,
    subscription,
  }))
}
