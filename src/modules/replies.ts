import type { AnswerReply, Means, ModelOffer, Offers, Profile, Refused } from './shapes.ts'
import { choosePurse, findAlternative, findMeans, type Means as PersonalMeans } from './charging/access.ts'
import { type Catalog, modelOf } from './catalog/catalog.ts'
import type { Question } from './questions/question.ts'
import type { User } from './users/users.ts'
import type { Context } from '#programs/backend/context.ts'
import { Refusal } from '#platform/http/refusal.ts'

/** How what the domain knows is said in the contract's words. */
export function profileReply(user: User): Profile {
  return {
    telegram_id: user.telegramId,
    first_name: user.firstName,
    last_name: user.lastName,
    username: user.username,
    language: user.language,
    settings: {
      answer_style: user.settings.answerStyle,
      remember: user.settings.remember,
      model: user.settings.model,
      instructions: user.settings.instructions,
      rich: user.settings.rich,
      awaits: user.settings.awaits,
    },
    credits: user.credits,
    blocked: user.blocked,
    created_at: user.createdAt.toISOString(),
  }
}

/** A person's means and what pays next. @throws Refusal user_not_found */
export async function meansReply({ sql, catalog }: Context, telegramId: number): Promise<Means> {
  const means = await findMeans(sql, telegramId, catalog)
  if (!means) throw new Refusal('user_not_found')
  return describeMeans(means, catalog)
}

function describeMeans(means: PersonalMeans, catalog: Catalog): Means {
  const { credits, trial, subscription } = means
  return {
    credits,
    trial,
    subscription: subscription && {
      plan: subscription.plan,
      ends_at: subscription.endsAt.toISOString(),
      periods: subscription.periods.map(({ plan, endsAt }) => ({ plan, ends_at: endsAt.toISOString() })),
      auto_renew: subscription.renewal?.renews ?? false,
      renews_at: subscription.renewal?.renews ? subscription.renewal.nextAt.toISOString() : null,
      renewed_plan: subscription.renewal?.plan ?? null,
      charge_id: subscription.renewal?.chargeId ?? null,
      invoice_payload: subscription.renewal?.payload ?? null,
      questions_today: subscription.questionsToday,
      questions_per_day: subscription.questionsPerDay,
    },
    next: choosePurse(means, modelOf(catalog, means.modelId)),
  }
}

/** What a person may take or buy. @throws Refusal user_not_found */
export async function offersReply({ sql, catalog, config }: Context, telegramId: number): Promise<Offers> {
  const means = await findMeans(sql, telegramId, catalog)
  if (!means) throw new Refusal('user_not_found')
  return {
    trial_messages: means.trial || config.trialMessages === 0 ? null : config.trialMessages,
    packs: catalog.packs.map(({ id, title, credits, priceStars, priceCard }) => ({
      id,
      title,
      credits,
      price_stars: priceStars,
      price_card: priceCard ?? null,
    })),
    plans: catalog.plans.map(({ id, title, days, priceStars, priceCard, renews, questionsPerDay }) => ({
      id,
      title,
      days,
      price_stars: priceStars,
      price_card: priceCard ?? null,
      renews,
      questions_per_day: questionsPerDay,
    })),
  }
}

/** Another model than the chosen one that something pays for. */
export async function alternativeReply(
  { sql, catalog }: Context,
  telegramId: number,
  modelId: string | undefined,
): Promise<Refused['alternative']> {
  const means = await findMeans(sql, telegramId, catalog)
  const found = means && findAlternative(means, catalog, modelOf(catalog, modelId ?? means.modelId))
  return found ? { model: found.model.id, title: found.model.title, price: found.price } : null
}

export function modelOffers(catalog: Catalog): ModelOffer[] {
  return catalog.models.map(({ id, title, description, provider, priceCredits, trial, subscription }) => ({
    id,
    title,
    description,
    provider: provider ?? null,
    price_credits: priceCredits,
    trial,
    subscription,
  }))
}

/** An answered question, with what the person has left now. */
export async function answerReply(context: Context, question: Question, means?: PersonalMeans): Promise<AnswerReply> {
  return {
    question_id: question.id,
    chat_id: question.chatId,
    answer: question.answer ?? '',
    model: question.answeredBy ?? question.model,
    model_title: modelOf(context.catalog, question.answeredBy ?? question.model).title,
    fell_back: question.answeredBy !== null && question.answeredBy !== question.model,
    finish_reason: question.finishReason ?? 'stop',
    usage: { input_tokens: question.inputTokens, output_tokens: question.outputTokens, latency_ms: question.latencyMs },
    charged: { purse: question.purse, price: question.price },
    left: means ? describeMeans(means, context.catalog) : await meansReply(context, question.userId),
    delivered_message_ids: question.answerMessageIds,
    delivered: question.deliveredAt !== null,
  }
}
