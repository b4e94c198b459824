import type { Sql } from '#platform/database/sql.ts'
import { type Catalog, chosenModel } from '#modules/catalog/catalog.ts'
import { usualQuestion } from '#modules/catalog/price-of.ts'
import type { FreeLimits } from '#modules/free-trial/free-messages.ts'
import type { Means } from './access.ts'
import type { Means as MeansReply } from './contract.ts'
import { withinBudgets } from './within-budgets.ts'

/** A question of a few words fits every model. */
const ofFewWords = { isTooLong: () => Promise.resolve(false) }

/**
 * What pays a person's next usual question, or why nothing does. The limits of the day and the budgets decide about it as
 * about the question itself.
 */
export async function nextPayment(
  sql: Sql,
  catalog: Catalog,
  { telegramId, means, freeLimits }: { telegramId: number; means: Means; freeLimits: FreeLimits },
): Promise<MeansReply['next']> {
  const model = chosenModel(catalog, means.modelId)
  const chosen = await withinBudgets(sql, catalog, {
    telegramId,
    means,
    model,
    prompt: ofFewWords,
    wanted: usualQuestion(model),
    wantedOf: usualQuestion,
    freeLimits,
  })
  if ('payment' in chosen) return chosen.payment
  const resumesAt = 'resumesAt' in chosen ? (chosen.resumesAt?.toISOString() ?? null) : null
  return { refused: chosen.refused, resumesAt }
}
