import type { Sql } from '#database/sql.ts'
import type { Kind, Update } from './lane.ts'

/** A lane that is ours until the lease ends, with the updates at its head, oldest first. */
export interface Claim {
  lane: string
  fence: number
  /** How often the first of the updates has been begun, this time included. */
  attempts: number
  updates: { updateId: number; payload: Update; acceptedAt: Date }[]
}

/**
 * Takes lanes that may be worked on, the longest ready first. Nobody else can take them before the lease ends.
 *
 * A lane can turn ready between the statement's snapshot and its lock; then it is claimed though its updates are not
 * visible yet. Such a claim comes back empty of updates and is simply given back.
 */
export async function claim(
  sql: Sql,
  options: { kind: Kind; lanes: number; perLane: number; leaseMs: number; owner: string },
): Promise<Claim[]> {
  const rows = await sql<{ lane: string; fence: number; attempts: number; updates: RawUpdate[] | null }>`
    with ready as (
      select lane from lanes where kind = ${options.kind} and ready_at <= clock_timestamp()
      order by ready_at limit ${options.lanes} for update skip locked
    ), claimed as (
      update lanes set ready_at = clock_timestamp() + make_interval(secs => ${options.leaseMs / 1000}),
        fence = fence + 1, attempts = attempts + 1, owner = ${options.owner}
      from ready where lanes.lane = ready.lane
      returning lanes.lane, fence, attempts
    )
    select claimed.*, head.updates from claimed left join lateral (
      select json_agg(json_build_object('updateId', update_id, 'payload', payload, 'acceptedAt', accepted_at) order by seq) as updates
      from (select * from inbox where inbox.lane = claimed.lane order by seq limit ${options.perLane}) as first
    ) as head on true`
  return rows.map(({ lane, fence, attempts, updates }) => ({
    lane,
    fence,
    attempts,
    updates: (updates ?? []).map(({ updateId, payload, acceptedAt }) => ({
      updateId,
      payload,
      acceptedAt: new Date(acceptedAt),
    })),
  }))
}

interface RawUpdate {
  updateId: number
  payload: Update
  acceptedAt: string
}
