import type { Sql } from '#platform/database/sql.ts'
import type { Catalog } from '#modules/catalog/catalog.ts'
import { type Dimension, linesOf, type MarginLine } from './margin-lines.ts'

export interface Margin {
  total: MarginLine
  /** Oldest first, in UTC. */
  days: (MarginLine & { day: string })[]
  /** By the entry of the catalogue that answered; null: days of a plan on which nothing was asked. */
  models: (MarginLine & { model: string | null })[]
  /** By plan; `credits` and `trial` are what else pays. */
  plans: (MarginLine & { plan: string })[]
  /** Those who cost more than they brought, the dearest first. */
  people: (MarginLine & { telegramId: number })[]
  /** What was paid for, without what was not used at all. */
  kinds: KindLine[]
  /** Tries of which no price was known, and those whose tokens were counted here. */
  unpricedTries: number
  estimatedTries: number
}

interface KindLine {
  kind: Kind
  cost: number
  /** Tokens, seconds, characters, pictures or searches. */
  amount: number
}

/**
 * Revenue against cost of the last days. A credit earns when it is spent, what the person's credits have cost on average; a day
 * of a plan earns when it has passed. What was refunded and what an affiliate has kept is no revenue.
 */
export async function marginOf(sql: Sql, { money }: Pick<Catalog, 'money'>, days: number): Promise<Margin> {
  const rows = await linesOf(sql, money, days)
  const by = (dimension: Dimension) => rows.filter((row) => row.dimension === dimension)
  const used = await usedIn(sql, days)
  const [total = nothing] = by('total')
  return {
    total: lineOf(total),
    days: by('day').map((row) => ({ day: row.day!, ...lineOf(row) })),
    models: by('model').map((row) => ({ model: row.model, ...lineOf(row) })),
    plans: by('source').map((row) => ({ plan: row.source!, ...lineOf(row) })),
    people: by('person').flatMap((row) => (row.userId === null ? [] : [{ telegramId: row.userId, ...lineOf(row) }])),
    kinds: kinds
      .map((kind) => ({ kind, cost: used[`${kind}Cost`], amount: used[kind] }))
      .filter(({ amount }) => amount > 0),
    unpricedTries: used.unpriced,
    estimatedTries: used.estimated,
  }
}

export interface DailyMargin extends MarginLine {
  day: string
  by: 'total' | 'plan' | 'model'
  /** Of the plan or what else pays, or the model; empty for all together, - for days of a plan without questions. */
  name: string
}

/** The same for each of the last days apart. */
export async function dailyMargin(sql: Sql, { money }: Pick<Catalog, 'money'>, days: number): Promise<DailyMargin[]> {
  const rows = await linesOf(sql, money, days)
  return rows.flatMap((row) => {
    const by = dailyBy[row.dimension]
    const name = by === 'plan' ? row.source : by === 'model' ? (row.model ?? unused) : ''
    return by && row.day !== null && name !== null ? [{ day: row.day, by, name, ...lineOf(row) }] : []
  })
}

/** Days of a plan on which nothing was asked belong to no model. */
const unused = '-'
const dailyBy: Partial<Record<Dimension, DailyMargin['by']>> = { day: 'total', day_source: 'plan', day_model: 'model' }

const kinds = ['tokens', 'speech', 'voice', 'pictures', 'searches'] as const
type Kind = (typeof kinds)[number]
type Used = Record<Kind | `${Kind}Cost` | 'unpriced' | 'estimated', number>

/** What was used of each kind. A try of speech, of what is read out or of a picture is one kind, its tokens included; searches stand beside an answer. */
async function usedIn(sql: Sql, days: number): Promise<Used> {
  const [used] = await sql<Used>`
    with tries as (
      select *, round(searches * coalesce((price ->> 'perSearch')::numeric, 0)) as searches_cost,
        case when characters > 0 then 'voice' when audio_seconds > 0 then 'speech' when pictures > 0 then 'pictures' else 'tokens' end as kind
      from costs where day > (now() at time zone 'UTC')::date - ${days}::integer
    )
    select coalesce(sum(input_tokens + output_tokens) filter (where kind = 'tokens'), 0)::bigint as tokens,
      coalesce(sum(micro_dollars - searches_cost) filter (where kind = 'tokens'), 0)::bigint as tokens_cost,
      coalesce(sum(audio_seconds) filter (where kind = 'speech'), 0)::bigint as speech,
      coalesce(sum(micro_dollars - searches_cost) filter (where kind = 'speech'), 0)::bigint as speech_cost,
      coalesce(sum(characters), 0)::bigint as voice,
      coalesce(sum(micro_dollars - searches_cost) filter (where kind = 'voice'), 0)::bigint as voice_cost,
      coalesce(sum(pictures), 0)::bigint as pictures,
      coalesce(sum(micro_dollars - searches_cost) filter (where kind = 'pictures'), 0)::bigint as pictures_cost,
      coalesce(sum(searches), 0)::bigint as searches, coalesce(sum(searches_cost), 0)::bigint as searches_cost,
      count(*) filter (where price is null and input_tokens + output_tokens + audio_seconds + characters + pictures + searches > 0) as unpriced,
      count(*) filter (where estimated) as estimated
    from tries`
  return used!
}

const nothing = { revenue: 0, cost: 0, answers: 0 }

function lineOf({ revenue, cost, answers }: MarginLine): MarginLine {
  return { revenue, cost, answers }
}
