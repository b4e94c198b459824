import { type Catalog, parseCatalog } from '#modules/catalog/catalog.ts'
import { checkCatalog } from '#modules/catalog/check/check.ts'
import type { Finding } from '#modules/catalog/check/finding.ts'
import type { CatalogSource } from '#modules/catalog/environment.ts'
import { SettingsError } from '#platform/runtime/environment.ts'
import { type Fault, wholeFault } from '#modules/catalog/faults.ts'
import { type Difference, differencesOf } from './differences.ts'

/** What is to be said of a content before it is published. */
export interface Examined {
  catalog: Catalog | undefined
  /** Why it cannot be published. */
  faults: Fault[]
  findings: Finding[]
  differences: Difference[]
}

/**
 * Looks through a content as `catalog check` does, but for what only providers can say, and compares it with what counts.
 * @param held the plans that people have now, with how many they are
 */
export function examine(
  source: CatalogSource,
  { content, present }: { content: string; present: string },
  held: { plan: string; people: number }[],
): Examined {
  const nothing = { catalog: undefined, findings: [], differences: [] }
  const parsed = parseCatalog(content)
  if ('unreadable' in parsed) return { ...nothing, faults: [noJson(parsed.unreadable)] }
  if ('faults' in parsed) return { ...nothing, faults: parsed.faults }
  const { catalog } = parsed
  const before = parseCatalog(present)
  const differences = 'catalog' in before ? differencesOf(before.catalog, catalog) : []
  const faults = held
    .filter(({ plan }) => !catalog.plans.some(({ id }) => id === plan))
    .map(({ plan, people }) =>
      wholeFault(
        'held_plan',
        { plan, people },
        `plans: "${plan}" cannot be removed while people have it (${people}): keep it with "offered": false.`,
      ),
    )
  try {
    return { catalog, faults, differences, findings: checkCatalog(source.complete(catalog, 0), [], new Date()) }
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error
    const ofSettings = error.faults.map((sentence) => wholeFault('other', {}, sentence))
    return { catalog, faults: [...faults, ...ofSettings], differences, findings: [] }
  }
}

export function noJson(reason: string): Fault {
  return wholeFault('no_json', { reason }, `It is no JSON: ${reason}.`)
}
