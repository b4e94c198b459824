import type { Sql } from '#platform/database/sql.ts'
import { stats } from '#platform/inbox/stats.ts'
import { type DayLine, dayLines } from '#modules/owner/daily-figures.ts'
import { figuresOf } from '#modules/owner/owner.ts'
import { watch } from '#modules/owner/watch.ts'

/** Today is counted over its questions, so not for every look of everybody. */
const countedEveryMs = 15_000
const days = 14

type Counted = Awaited<ReturnType<typeof count>>

/** The figures of today, as they were within the last quarter of a minute. */
export class Today {
  private readonly sql: Sql
  private counted: Promise<Counted> | undefined
  private countedAt = 0

  constructor(sql: Sql) {
    this.sql = sql
  }

  figures(): Promise<Counted> {
    const now = performance.now()
    if (!this.counted || now - this.countedAt > countedEveryMs) {
      this.countedAt = now
      this.counted = count(this.sql)
      this.counted.catch(() => (this.counted = undefined))
    }
    return this.counted
  }
}

async function count(sql: Sql) {
  const [today, lines, inbox, watched] = await Promise.all([
    figuresOf(sql, 1),
    dayLines(sql, days),
    stats(sql),
    watch(sql),
  ])
  return {
    at: new Date().toISOString(),
    today,
    // What is counted now stands in the place of what the worker has counted of today.
    week: sum([...lines.slice(-7, -1), { ...today, answers: today.questions }]),
    days: lines.map(({ day, revenue, cost, answers }) => ({ day, revenue, cost, answers })),
    waitingUpdates: inbox.waiting,
    oldestWaitingSeconds: inbox.oldestWaitingSeconds,
    givenUpUpdates: inbox.givenUp,
    openRequests: watched.openRequests,
    refunding: watched.refunding,
    unmatched: watched.unmatched,
  }
}

type Summed = Pick<DayLine, 'users' | 'answers' | 'failed' | 'errors' | 'revenueStars' | 'refundsStars'>

function sum(lines: Summed[]) {
  const all = (figure: keyof Summed) => lines.reduce((total, line) => total + line[figure], 0)
  return {
    users: all('users'),
    questions: all('answers'),
    failed: all('failed'),
    errors: all('errors'),
    revenueStars: all('revenueStars'),
    refundsStars: all('refundsStars'),
  }
}
