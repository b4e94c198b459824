import type { Sql } from '#platform/database/sql.ts'
import { stats } from '#platform/inbox/stats.ts'
import type { Catalog } from '#modules/catalog/catalog.ts'
import { type Margin, marginOf } from '#modules/costs/margin.ts'
import { utcDay } from '#platform/runtime/utc-day.ts'
import { figuresOf } from '#modules/owner/owner.ts'
import { watch } from '#modules/owner/watch.ts'

/** It is counted over the questions of days, so not for every look of everybody. */
const countedEveryMs = 15_000
const days = 14

type Counted = Awaited<ReturnType<typeof count>>

/** The figures of today, as they were within the last quarter of a minute. */
export class Today {
  private readonly sql: Sql
  private readonly catalog: Catalog
  private counted: Promise<Counted> | undefined
  private countedAt = 0

  constructor(sql: Sql, catalog: Catalog) {
    this.sql = sql
    this.catalog = catalog
  }

  figures(): Promise<Counted> {
    const now = performance.now()
    if (!this.counted || now - this.countedAt > countedEveryMs) {
      this.countedAt = now
      this.counted = count(this.sql, this.catalog)
      this.counted.catch(() => (this.counted = undefined))
    }
    return this.counted
  }
}

async function count(sql: Sql, catalog: Catalog) {
  const [today, week, margin, inbox, watched] = await Promise.all([
    figuresOf(sql, 1),
    figuresOf(sql, 7),
    marginOf(sql, catalog, days),
    stats(sql),
    watch(sql),
  ])
  return {
    at: new Date().toISOString(),
    today,
    week,
    days: everyDay(margin.days),
    waitingUpdates: inbox.waiting,
    oldestWaitingSeconds: inbox.oldestWaitingSeconds,
    givenUpUpdates: inbox.givenUp,
    openRequests: watched.openRequests,
    refunding: watched.refunding,
    unmatched: watched.unmatched,
  }
}

/** Also those on which nothing was earned and nothing paid. */
function everyDay(lines: Margin['days']) {
  const now = Date.now()
  return Array.from({ length: days }, (_, index) => {
    const day = utcDay(new Date(now - (days - 1 - index) * dayMs))
    const { revenue = 0, cost = 0, answers = 0 } = lines.find((line) => line.day === day) ?? {}
    return { day, revenue, cost, answers }
  })
}

const dayMs = 86_400_000
