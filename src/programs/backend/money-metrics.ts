import { Gauge, type Registry } from 'prom-client'
import type { Sql } from '#platform/database/sql.ts'
import type { LiveCatalog } from '#modules/catalog/versions/live-catalog.ts'
import { budgetsOf, presentBudgets } from '#modules/costs/budgets.ts'
import { type Margin, marginOf } from '#modules/costs/margin.ts'
import { asked } from './gauge.ts'

/** It is counted over the questions of the day, so not for every look at the figures. */
const countedEveryMs = 60_000
const perDollar = 1_000_000

/** Revenue against cost of today, and how far the budgets are used. */
export function watchMoney(registry: Registry, sql: Sql, catalogs: Pick<LiveCatalog, 'present'>): void {
  const today = new Today(sql, catalogs)
  for (const what of ['revenue', 'cost'] as const)
    new Gauge({
      name: `pomogator_${what}_dollars_today`,
      help: `${what === 'cost' ? 'What providers took' : 'What was earned'} today in UTC: in all, by model${what === 'cost' ? ', by kind' : ''} and by what pays`,
      labelNames: ['by', 'name'],
      registers: [registry],
      collect() {
        return asked(this, async () => {
          const lines = await today.lines()
          this.reset()
          for (const { by, name, ...line } of lines)
            if (line[what] !== undefined) this.set({ by, name }, line[what] / perDollar)
        })
      },
    })
  new Gauge({
    name: 'pomogator_budget_dollars',
    help: 'Budgets of everybody together: the limit, what is spent of it, and what open questions hold',
    labelNames: ['budget', 'what'],
    registers: [registry],
    collect() {
      return asked(this, async () => {
        const set = budgetsOf(catalogs.present()).map(({ budget }) => budget)
        const budgets = (await presentBudgets(sql)).filter(({ budget }) => set.includes(budget))
        this.reset()
        for (const { budget, ...amounts } of budgets)
          for (const [what, amount] of Object.entries(amounts)) this.set({ budget, what }, amount / perDollar)
      })
    },
  })
}

interface Line {
  by: 'total' | 'model' | 'plan' | 'kind'
  name: string
  /** Undefined for what people do not pay for apart. */
  revenue?: number
  cost: number
}

/** The margin of today, as it was within the last minute. */
class Today {
  private readonly sql: Sql
  private readonly catalogs: Pick<LiveCatalog, 'present'>
  private counted: Promise<Line[]> | undefined
  private countedAt = 0

  constructor(sql: Sql, catalogs: Pick<LiveCatalog, 'present'>) {
    this.sql = sql
    this.catalogs = catalogs
  }

  lines(): Promise<Line[]> {
    const now = performance.now()
    if (!this.counted || now - this.countedAt > countedEveryMs) {
      this.countedAt = now
      this.counted = marginOf(this.sql, this.catalogs.present(), 1).then(linesOf)
      this.counted.catch(() => (this.counted = undefined))
    }
    return this.counted
  }
}

function linesOf({ total, models, plans, kinds }: Margin): Line[] {
  return [
    { by: 'total', name: '', ...total },
    ...models.map(({ model, ...line }) => ({ by: 'model' as const, name: model ?? '', ...line })),
    ...kinds.map(({ kind, cost }) => ({ by: 'kind' as const, name: kind, cost })),
    ...plans.map(({ plan, ...line }) => ({ by: 'plan' as const, name: plan, ...line })),
  ]
}
