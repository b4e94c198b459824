import { setTimeout as sleep } from 'node:timers/promises'
import type { Sql } from '#platform/database/sql.ts'

const lookMs = 200

/** Watches how long lanes are held and how long they wait to be taken, while the database answers. */
export function watchLanes(sql: Sql) {
  const seen = { longestLeaseSeconds: 0, longestUnclaimedSeconds: 0 }
  const over = new AbortController()
  const watching = watch()
  return {
    async stop() {
      over.abort()
      await watching
      return seen
    },
  }

  async function watch() {
    while (!over.signal.aborted) {
      await look().catch(() => undefined)
      await sleep(lookMs, undefined, { signal: over.signal }).catch(() => undefined)
    }
  }

  async function look() {
    const [row] = await sql<{ lease: number; unclaimed: number }>`
      select coalesce(max(extract(epoch from ready_at - clock_timestamp())) filter (where owner is not null), 0)::float8 as lease,
        coalesce(max(extract(epoch from clock_timestamp() - ready_at)), 0)::float8 as unclaimed
      from lanes where waiting > 0`
    seen.longestLeaseSeconds = Math.max(seen.longestLeaseSeconds, Math.round(row!.lease * 10) / 10)
    seen.longestUnclaimedSeconds = Math.max(seen.longestUnclaimedSeconds, Math.round(row!.unclaimed * 10) / 10)
  }
}
