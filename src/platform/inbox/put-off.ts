import type { Sql } from '#platform/database/sql.ts'
import type { Held } from './claim.ts'

/** One lane tries so often whether the outage is over; the others wait longer and longer. */
const probeMs = 1_000
/** After each success so many more: as soon as one is served all are, and an outage that goes on meets few. */
const wokenAtOnce = 10
/** The pauses of what does not fit run out by themselves. */
const mostKept = 10_000

/** The lanes that this process has put off because of an outage: the first success ends their pauses. */
export class PutOffLanes {
  private readonly sql: Sql
  private readonly wake: () => void
  private readonly fences = new Map<string, number>()
  private nextProbeMs = -Infinity
  private probe: NodeJS.Timeout | undefined

  /** @param wake looks for lanes that are ready */
  constructor(sql: Sql, wake: () => void) {
    this.sql = sql
    this.wake = wake
  }

  /** How long a lane waits that may wait so long: little, if it is the one to try next. */
  pauseMs(longestMs: number): number {
    const nowMs = performance.now()
    if (longestMs <= probeMs || nowMs < this.nextProbeMs) return longestMs
    this.nextProbeMs = nowMs + probeMs
    return probeMs
  }

  add({ lane, fence }: Held, pauseMs: number): void {
    if (this.fences.size < mostKept) this.fences.set(lane, fence)
    if (pauseMs > probeMs * 2) return
    clearTimeout(this.probe)
    this.probe = setTimeout(this.wake, pauseMs)
  }

  /** It is claimed, and waits no more. */
  remove(lane: string): void {
    this.fences.delete(lane)
  }

  /** Something has succeeded: what still waits is tried now, a few at a time. */
  async succeeded(): Promise<void> {
    const some: Held[] = []
    for (const [lane, fence] of this.fences) {
      if (some.push({ lane, fence }) === wokenAtOnce) break
    }
    if (some.length === 0) return
    for (const { lane } of some) this.fences.delete(lane)
    await endPauses(this.sql, some).catch(() => undefined)
    this.wake()
  }

  stop(): void {
    clearTimeout(this.probe)
  }
}

async function endPauses(sql: Sql, lanes: Held[]): Promise<void> {
  await sql`
    with waiting as (
      select lanes.lane from lanes
      join unnest(${lanes.map((l) => l.lane)}::text[], ${lanes.map((l) => l.fence)}::bigint[]) as put_off (lane, fence) using (lane, fence)
      where lanes.owner is null and lanes.waiting > 0 and lanes.ready_at > clock_timestamp()
      order by lanes.lane for update of lanes skip locked
    )
    update lanes set ready_at = clock_timestamp() from waiting where lanes.lane = waiting.lane`
}
