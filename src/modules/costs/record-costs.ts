import type { Sql } from '#platform/database/sql.ts'
import type { Try } from '#platform/models/answer.ts'
import type { Catalog } from '#modules/catalog/catalog.ts'
import { priceAt, type ProviderPrice } from '#modules/catalog/prices.ts'
import { costOf } from '#modules/catalog/cost-of.ts'

/** What was paid for: the columns of `Work` that costs need. */
export interface PaidWork {
  userId: number
  kind: string
  id: number
  attempt: number
  source: string
}

/**
 * Writes down what the tries of one attempt have cost, each once, in the caller's transaction, and moves the budgets. It counts
 * also when another attempt has taken the work over: the provider was paid. With `ends` nothing is reserved for it any more.
 * Without a person: they have deleted their data meanwhile.
 */
export async function recordCosts(
  sql: Sql,
  { userId, kind, id, attempt, source }: Omit<PaidWork, 'userId'> & { userId: number | null },
  { costs, ends }: { costs: Costs; ends: boolean },
): Promise<void> {
  await sql`
    select record_costs(${userId}, ${kind}, ${id}, ${attempt}, ${source}, ${costs}::jsonb, ${ends})`
}

/** The number of the next attempt at work that counts its attempts by what they have cost. */
export async function nextAttempt(sql: Sql, { kind, id }: Pick<PaidWork, 'kind' | 'id'>): Promise<number> {
  const [row] = await sql<{ attempt: number }>`
    select coalesce(max(attempt), 0) + 1 as attempt from costs where work_kind = ${kind} and work_id = ${id}`
  return row!.attempt
}

/** What tries have cost at the prices of this moment, as `record_costs` takes it. */
export type Costs = string
export const nothingTried: Costs = '[]'

/** What all these tries have cost together. */
export function microDollarsOf(costs: Costs): number {
  const tries = JSON.parse(costs) as { micro_dollars: number }[]
  return tries.reduce((sum, { micro_dollars: cost }) => sum + cost, 0)
}

export function costsOf({ models, transcription, voices, painters }: Catalog, tries: readonly Try[], at: Date): Costs {
  return JSON.stringify(
    tries.map(({ provider, model, usage, outcome, costMicros }, index) => {
      const entry = [...models, ...transcription, ...voices, ...painters].find(({ id }) => id === provider)
      const price: ProviderPrice | undefined = entry && priceAt<ProviderPrice>(entry, at)
      return {
        try: index + 1,
        model: provider,
        provider_model: model,
        outcome,
        input_tokens: usage.inputTokens,
        cached_input_tokens: Math.min(usage.cachedInputTokens, usage.inputTokens),
        output_tokens: usage.outputTokens,
        reasoning_tokens: usage.reasoningTokens,
        audio_seconds: usage.audioSeconds ?? 0,
        characters: usage.characters ?? 0,
        pictures: usage.pictures ?? 0,
        searches: usage.searches ?? 0,
        estimated: usage.estimated,
        micro_dollars: costMicros ?? (price ? costOf(usage, price) : 0),
        price: costMicros === undefined ? (price ?? null) : { perSearch: costMicros },
      }
    }),
  )
}
