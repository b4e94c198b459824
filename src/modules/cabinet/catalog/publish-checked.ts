import type { Sql } from '#platform/database/sql.ts'
import { Refusal } from '#platform/http/refusal.ts'
import type { Done } from '#modules/cabinet/audit/change.ts'
import type { CatalogSource } from '#modules/catalog/environment.ts'
import { type Examined, examine } from '#modules/catalog/versions/examine.ts'
import type { Difference } from '#modules/catalog/versions/differences.ts'
import { lockNewest, publish } from '#modules/catalog/versions/publish.ts'
import { runningValue } from '#modules/experiments/experiments.ts'
import { heldPlans } from '#modules/entitlements/held-plans.ts'
import { notValid } from './not-valid.ts'

/** The second question and the record name no more changes than a person reads. */
const mostNamed = 40

interface Next {
  /** The version that counted when the publisher began. */
  base: number
  reason: string
  by: number
  restored: number | null
  /** Whether the experiment with the prices of packs ends by it: else they stay as they are while it runs. */
  endsExperiment: boolean
}

/**
 * The steps of a change that publishes what `contentOf` gives, asked twice with all that will be another and with what loses
 * money. Of two that began from the same version one wins, and the other reads that the catalogue has changed.
 * @throws Refusal
 */
export function publishChecked(source: CatalogSource, next: Next, contentOf: (sql: Sql) => Promise<string>) {
  return {
    async question(sql: Sql) {
      const { newest, examined } = await prepare(sql, source, next, contentOf)
      const { differences, findings } = examined
      return {
        version: newest.version,
        differences: differences.slice(0, mostNamed),
        more: Math.max(0, differences.length - mostNamed),
        warnings: findings
          .filter(({ wrong }) => wrong)
          .map(({ model, sentence, parts }) => ({ model, sentence, parts })),
      }
    },
    async act(sql: Sql): Promise<Done<{ version: number }>> {
      const { newest, content, examined } = await prepare(sql, source, next, contentOf)
      const version = await publish(sql, newest, { content, ...next })
      const changed = examined.differences.slice(0, mostNamed).map(named)
      return {
        subject: String(version),
        before: { version: newest.version },
        after: { version, changed, losing: losing(examined) },
        reply: { version },
      }
    },
  }
}

async function prepare(
  sql: Sql,
  source: CatalogSource,
  { base, endsExperiment }: Next,
  contentOf: (sql: Sql) => Promise<string>,
): Promise<{ newest: Awaited<ReturnType<typeof lockNewest>>; content: string; examined: Examined }> {
  const newest = await lockNewest(sql, source.text)
  if (newest.version !== base) throw new Refusal('catalog_changed', { version: newest.version })
  const content = await contentOf(sql)
  const examined = examine(source, { content, present: newest.content }, await heldPlans(sql))
  if (examined.faults.length > 0) throw notValid(examined.faults)
  if (examined.differences.length === 0) throw new Refusal('catalog_unchanged')
  const changesPacks = examined.differences.some(({ entry }) => entry.startsWith('packs'))
  if (changesPacks && !endsExperiment && (await runningValue(sql, 'pack_prices')))
    throw new Refusal('experiment_running')
  return { newest, content, examined }
}

function losing({ findings }: Examined): string[] {
  return findings.filter(({ wrong }) => wrong).map(({ model }) => model)
}

function named({ entry, what, field, before, after }: Difference): string {
  return what === 'changed' ? `${entry} ${field ?? ''}: ${before ?? '—'} → ${after ?? '—'}` : `${entry} ${what}`
}
