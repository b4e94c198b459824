import type { CompleteCatalog } from '#modules/catalog/complete.ts'
import { checkCatalog } from './check.ts'
import type { PartKind } from './finding.ts'

const losing: ReadonlySet<PartKind> = new Set<PartKind>([
  'loses_usually',
  'loses_at_limits',
  'files_lose',
  'speech_loses',
  'voice_loses',
  'image_loses',
  'search_loses',
  'tools_lose',
])

/** A sentence for each entry that costs more than one of these packs earns, whatever else is sold. */
export function lossesOf(catalog: CompleteCatalog, packIds: string[], now: Date): string[] {
  const found = packIds.flatMap((packId) => {
    const alone = { ...catalog, plans: [], packs: catalog.packs.filter(({ id }) => id === packId) }
    return checkCatalog(alone, [], now)
      .filter(({ parts }) => parts.some(({ kind }) => losing.has(kind)))
      .map(({ sentence }) => sentence)
  })
  return [...new Set(found)]
}
