import type { Sql } from '#platform/database/sql.ts'

/** What a provider's list has said of an entry. */
export interface WatchedModel {
  /** The id of the entry, and the name that is asked for. */
  model: string
  providerModel: string
  /** When its provider gave a list last, and when that list had it last. */
  askedAt: Date | null
  listedAt: Date | null
  shutsDownOn: string | null
  /** The news that the owners have heard already. */
  told: string[]
}

export async function watchedModels(sql: Sql): Promise<WatchedModel[]> {
  return sql<WatchedModel>`
    select model, provider_model, asked_at, listed_at, shuts_down_on::text, told from watched_models`
}

/** What is known of an entry as it is asked for now; under another name it is another model. */
export function seenOf(
  entry: { id: string; model: string },
  watched: readonly WatchedModel[],
): WatchedModel | undefined {
  return watched.find(({ model, providerModel }) => model === entry.id && providerModel === entry.model)
}

/** A list has been read: the entry is in it, or it is not and keeps what was known of it. */
export async function noteListed(
  sql: Sql,
  seen: { model: string; providerModel: string; at: Date; isListed: boolean; shutsDownOn: string | undefined },
): Promise<void> {
  const { model, providerModel, at, isListed, shutsDownOn } = seen
  await sql`
    insert into watched_models as w (model, provider_model, asked_at, listed_at, shuts_down_on)
    values (${model}, ${providerModel}, ${at}, ${isListed ? at : null}, ${shutsDownOn})
    on conflict (model, provider_model) do update set asked_at = ${at},
      listed_at = case when ${isListed} then ${at} else w.listed_at end,
      shuts_down_on = case when ${isListed} then ${shutsDownOn}::date else w.shuts_down_on end`
}

/** Returns whether it is news; the caller tells it in the same transaction. */
export async function noteTold(
  sql: Sql,
  news: { model: string; providerModel: string; what: string },
): Promise<boolean> {
  const { model, providerModel, what } = news
  const rows = await sql`
    insert into watched_models as w (model, provider_model, told)
    values (${model}, ${providerModel}, array[${what}]::text[])
    on conflict (model, provider_model) do update set told = w.told || ${what}::text where not ${what}::text = any (w.told)
    returning model`
  return rows.length > 0
}
