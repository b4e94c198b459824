import { randomBytes } from 'node:crypto'
import type { Sql } from '#platform/database/sql.ts'
import type { Catalog } from '#modules/catalog/catalog.ts'
import type { Reward } from '#modules/entitlements/contract.ts'
import { record } from '#modules/events/events.ts'
import { mostCodes, type Promo } from './contract.ts'

export interface NewPromo {
  name: string
  gives: Reward
  mostUses: number
  batch: boolean
  firstPurchase: boolean
  startsAt?: string | undefined
  endsAt?: string | undefined
  idempotencyKey: string
  by: number | null
}

type Refused = {
  refused: 'promo_exists' | 'product_not_found' | 'promo_too_many' | 'promo_dates' | 'idempotency_key_reused'
}

/** Makes a promo code that many people may use, or a batch of codes for one person each; once for each key. */
export async function makePromo(sql: Sql, catalog: Catalog, wanted: NewPromo): Promise<PromoRow | Refused> {
  const { name, gives, mostUses, batch, firstPurchase, startsAt, endsAt, idempotencyKey, by } = wanted
  if (gives.of === 'plan_days' && !catalog.plans.some(({ id }) => id === gives.plan))
    return { refused: 'product_not_found' }
  if (batch && mostUses > mostCodes) return { refused: 'promo_too_many' }
  const codes = batch ? Array.from({ length: mostUses }, secretCode) : [name]
  return sql.transaction(async (sql) => {
    const [made] = await sql<PromoRow>`select * from promos where idempotency_key = ${idempotencyKey}`
    if (made) return made.name === name ? made : { refused: 'idempotency_key_reused' }
    if (endsAt !== undefined && Date.parse(endsAt) <= (startsAt === undefined ? Date.now() : Date.parse(startsAt)))
      return { refused: 'promo_dates' }
    const [promo] = await sql<PromoRow & { id: number }>`
      insert into promos (name, gives, batch, most_uses, first_purchase, starts_at, ends_at, made_by, idempotency_key)
      select ${name}, ${gives}::jsonb, ${batch}::boolean, ${mostUses}::integer, ${firstPurchase}::boolean,
        coalesce(${startsAt}::timestamptz, now()), ${endsAt}::timestamptz, ${by}::bigint, ${idempotencyKey}
      where not exists (select from promo_codes where code = ${name})
      on conflict do nothing
      returning *`
    if (!promo) return { refused: 'promo_exists' }
    await sql`
      insert into promo_codes (code, promo_id) select code, ${promo.id} from unnest(${codes}::text[]) as code`
    await record(sql, { level: 'info', kind: 'promo_made', data: { name, gives, mostUses, batch, by } })
    return promo
  })
}

export interface PromoRow extends Omit<Promo, 'startsAt' | 'endsAt' | 'endedAt' | 'createdAt'> {
  startsAt: Date
  endsAt: Date | null
  endedAt: Date | null
  createdAt: Date
}

const mostListed = 100

/** The latest first. */
export async function listPromos(sql: Sql): Promise<PromoRow[]> {
  return sql<PromoRow>`select * from promos order by id desc limit ${mostListed}`
}

/** What is ended stays so, and nothing that it gave is taken back. `wasEndedAt` is when it had been ended before. */
export async function endPromo(
  sql: Sql,
  { name, by }: { name: string; by: number | null },
): Promise<(PromoRow & { wasEndedAt: Date | null }) | undefined> {
  return sql.transaction(async (sql) => {
    const [before] = await sql<PromoRow>`select * from promos where name = ${name} for update`
    if (!before) return undefined
    const [ended] = await sql<PromoRow>`
      update promos set ended_at = now() where name = ${name} and ended_at is null returning *`
    await record(sql, { level: 'info', kind: 'promo_ended', data: { name, by } })
    return { ...(ended ?? before), wasEndedAt: before.endedAt }
  })
}

/** The codes of a batch, or the one code; undefined when there is no such name. */
export async function codesOf(sql: Sql, name: string): Promise<{ code: string; used: boolean }[] | undefined> {
  const codes = await sql<{ code: string; used: boolean }>`
    select code, used_by is not null as used from promo_codes join promos on promos.id = promo_id
    where promos.name = ${name} order by code`
  return codes.length > 0 ? codes : undefined
}

export function promoReply({
  name,
  gives,
  batch,
  mostUses,
  uses,
  firstPurchase,
  startsAt,
  endsAt,
  endedAt,
  createdAt,
}: PromoRow): Promo {
  return {
    name,
    gives,
    batch,
    mostUses,
    uses,
    firstPurchase,
    startsAt: startsAt.toISOString(),
    endsAt: endsAt?.toISOString() ?? null,
    endedAt: endedAt?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
  }
}

/** Without letters that look like digits. */
const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'

/** 26 letters of 32: 130 random bits, which cannot be guessed. */
function secretCode(): string {
  return Array.from(randomBytes(26), (byte) => alphabet[byte % alphabet.length]!).join('')
}
