import type { Sql } from '#platform/database/sql.ts'
import { type Kind, kinds, type Update } from './lane.ts'

/** A lane that a consumer has claimed. One that comes with an older fence has lost it. */
export interface Held {
  lane: string
  fence: number
}

/** A lane that is ours until the lease ends, with the updates at its head, oldest first. */
export interface Claim extends Held {
  /** How often the first of the updates has been begun, this time included. */
  attempts: number
  /** Ages are those at the claim, by the clock of the database: ours may be wrong. */
  updates: { updateId: number; payload: Update; ageMs: number }[]
}

/**
 * Takes lanes that may be worked on, the longest ready first. No other consumer can take them before the lease ends. The two
 * statements behind it are one function of the database (see the migrations), because they are one round trip there.
 */
export async function claim(
  sql: Sql,
  options: { kind: Kind; lanes: number; perLane: number; leaseMs: number; owner: string },
): Promise<Claim[]> {
  const rows = await sql<Held & { attempts: number; updateId: number | null; payload: Update; ageMs: number }>`
    select *, (extract(epoch from clock_timestamp() - accepted_at) * 1000)::float8 as age_ms
    from claim_lanes(${options.kind}, ${options.lanes}, ${options.perLane}, make_interval(secs => ${options.leaseMs / 1000}),
      ${options.owner})`
  const claims = new Map<string, Claim>()
  for (const { lane, fence, attempts, updateId, payload, ageMs } of rows) {
    const claimed = claims.get(lane) ?? { lane, fence, attempts, updates: [] }
    claims.set(lane, claimed)
    if (updateId !== null) claimed.updates.push({ updateId, payload, ageMs })
  }
  return [...claims.values()]
}

/** The kinds of which a lane may be claimed now. */
export async function readyKinds(sql: Sql): Promise<Kind[]> {
  const rows = await sql<{ kind: Kind }>`
    select kind from unnest(${kinds}::text[]) as kind
    where exists (select from lanes where lanes.kind = kind.kind and ready_at <= clock_timestamp())`
  return rows.map((row) => row.kind)
}
