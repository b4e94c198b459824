import type { Sql } from '#platform/database/sql.ts'
import type { Catalog } from '#modules/catalog/catalog.ts'
import { costOf } from '#modules/catalog/cost-of.ts'
import { priceAt, type ProviderPrice } from '#modules/catalog/prices.ts'
import type { DemoPerson, DemoPicture, DemoQuestion } from './person.ts'

interface Used {
  inputTokens: number
  outputTokens: number
  pictures: number
  searches: number
}

/** One call of a provider. */
interface Tried {
  model: string
  providerModel: string
  outcome: 'called' | 'answered' | 'stopped'
  used: Used
  price: ProviderPrice
}

/** What questions and pictures have cost, each call of a provider; what has failed has cost nothing. */
export async function writeCosts(sql: Sql, catalog: Catalog, people: DemoPerson[]): Promise<void> {
  const costs = people.flatMap(({ telegramId, questions, pictures }) => [
    ...questions.flatMap((each) => rowsOf({ telegramId, kind: 'question', ...each }, triesOf(catalog, each))),
    ...pictures.flatMap((each) => rowsOf({ telegramId, kind: 'image', ...each }, drawingOf(catalog, each))),
  ])
  const ids = people.map(({ telegramId }) => telegramId)
  await sql`
    insert into costs (user_id, work_kind, work_id, attempt, try, day, purse, plan, model, provider_model, outcome, input_tokens,
      cached_input_tokens, output_tokens, reasoning_tokens, pictures, searches, estimated, micro_dollars, price, created_at)
    select w.user_id, kind, w.id, 1, try, (asked_at at time zone 'UTC')::date, purse, null, model, "providerModel", outcome,
      "inputTokens", 0, "outputTokens", 0, pictures, searches, false, "microDollars", price, asked_at
    from jsonb_to_recordset(${JSON.stringify(costs)}::jsonb) as c ("telegramId" bigint, kind text, number bigint, try integer, model text,
      "providerModel" text, outcome text, "inputTokens" bigint, "outputTokens" bigint, pictures integer, searches integer,
      "microDollars" bigint, price jsonb)
    join (
      select 'question' as kind, user_id, id, update_id, purse, asked_at from messages_log where user_id = any (${ids}::bigint[])
      union all
      select 'image', user_id, id, update_id, purse, asked_at from images where user_id = any (${ids}::bigint[])
    ) as w using (kind)
    where w.user_id = "telegramId" and w.update_id = number`
}

function rowsOf({ telegramId, kind, number }: { telegramId: number; kind: string; number: number }, tries: Tried[]) {
  return tries.map(({ used, price, ...tried }, index) => {
    const microDollars = costOf({ ...used, cachedInputTokens: 0, audioSeconds: 0, characters: 0 }, price)
    return { telegramId, kind, number, try: index + 1, ...tried, ...used, price, microDollars }
  })
}

const nothing: Used = { inputTokens: 0, outputTokens: 0, pictures: 0, searches: 0 }
/** As a server of one's own takes for a search. */
const freeSearch: ProviderPrice = { from: '2026-01-01', perSearch: 0 }
/** In which a model says what it wants to look up. */
const callTokens = 40

/** A model that looks something up is asked before and after. */
function triesOf(
  catalog: Catalog,
  { model: id, at, status, searches, inputTokens, outputTokens }: DemoQuestion,
): Tried[] {
  const entry = catalog.models.find((model) => model.id === id)!
  const price = priceAt<ProviderPrice>(entry, at)
  if (status === 'failed' || !price) return []
  const asked = (outcome: Tried['outcome'], outputTokens: number): Tried => {
    const used = { ...nothing, inputTokens, outputTokens }
    return { model: entry.id, providerModel: entry.model ?? entry.id, outcome, used, price }
  }
  const answered = asked(status === 'stopped' ? 'stopped' : 'answered', outputTokens)
  if (searches === 0) return [answered]
  const search: Tried = {
    model: 'searxng',
    providerModel: 'web_search',
    outcome: 'answered',
    used: { ...nothing, searches: 1 },
    price: priceAt<ProviderPrice>(catalog.search, at) ?? freeSearch,
  }
  return [asked('called', callTokens), ...Array.from({ length: searches }, () => search), answered]
}

function drawingOf(catalog: Catalog, { product, at, status }: DemoPicture): Tried[] {
  const painter = catalog.painters[0]!
  const { outputTokens } = catalog.images.find(({ id }) => id === product)!
  const price = priceAt<ProviderPrice>(painter, at)
  if (status === 'released' || !price) return []
  const used = { ...nothing, inputTokens: 60, outputTokens, pictures: 1 }
  return [{ model: painter.id, providerModel: painter.model, outcome: 'answered', used, price }]
}
