import type { Sql } from '#database/sql.ts'
import type { Kind, Update } from './lane.ts'

/** A lane in somebody's hands. Whoever comes with an older fence has lost it. */
export interface Held {
  lane: string
  fence: number
}

/** A lane that is ours until the lease ends, with the updates at its head, oldest first. */
export interface Claim extends Held {
  /** How often the first of the updates has been begun, this time included. */
  attempts: number
  updates: { updateId: number; payload: Update; acceptedAt: Date }[]
}

/**
 * Takes lanes that may be worked on, the longest ready first. Nobody else can take them before the lease ends.
 *
 * Two statements, because one would look at two moments. A lane is locked as it is now, but all else a statement reads is as
 * it was when the statement began: what another process finished in between would be handed out again. Once a lane is ours,
 * only new updates can be added to it, so a second look finds exactly what waits.
 *
 * `statement_timestamp()` is one value for the whole statement, which lets the index stop at it; `clock_timestamp()` would
 * walk over every idle lane there is.
 */
export async function claim(
  sql: Sql,
  options: { kind: Kind; lanes: number; perLane: number; leaseMs: number; owner: string },
): Promise<Claim[]> {
  const claimed = await sql<Held & { attempts: number }>`
    with ready as (
      select lane from lanes where kind = ${options.kind} and ready_at <= statement_timestamp()
      order by ready_at limit ${options.lanes} for update skip locked
    )
    update lanes set ready_at = clock_timestamp() + make_interval(secs => ${options.leaseMs / 1000}),
      fence = fence + 1, attempts = attempts + 1, owner = ${options.owner}
    from ready where lanes.lane = ready.lane
    returning lanes.lane, fence, attempts`
  const heads = await readHeads(
    sql,
    claimed.map(({ lane }) => lane),
    options.perLane,
  )
  return claimed.map((held) => ({ ...held, updates: heads.get(held.lane) ?? [] }))
}

async function readHeads(sql: Sql, lanes: string[], perLane: number): Promise<Map<string, Claim['updates']>> {
  if (lanes.length === 0) return new Map()
  const rows = await sql<{ lane: string; update_id: number; payload: Update; accepted_at: Date }>`
    select head.lane, head.update_id, head.payload, head.accepted_at
    from unnest(${lanes}::text[]) as claimed (lane) cross join lateral (
      select * from inbox where inbox.lane = claimed.lane order by seq limit ${perLane}
    ) as head order by head.seq`
  const heads = new Map<string, Claim['updates']>()
  for (const { lane, update_id: updateId, payload, accepted_at: acceptedAt } of rows) {
    const update = { updateId, payload, acceptedAt }
    const head = heads.get(lane)
    if (head) head.push(update)
    else heads.set(lane, [update])
  }
  return heads
}
