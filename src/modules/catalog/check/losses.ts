import type { CompleteCatalog } from '#modules/catalog/complete.ts'
import { checkCatalog } from './check.ts'
import type { Finding, PartKind } from './finding.ts'

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

/** Each entry that costs more than one of these packs earns, whatever else is sold, once for each sentence. */
export function lossesOf(catalog: CompleteCatalog, packIds: string[], now: Date): Finding[] {
  const found = packIds.flatMap((packId) => {
    const alone = { ...catalog, plans: [], packs: catalog.packs.filter(({ id }) => id === packId) }
    return checkCatalog(alone, [], now).filter(({ parts }) => parts.some(({ kind }) => losing.has(kind)))
  })
  return [...new Map(found.map((finding) => [finding.sentence, finding])).values()]
}
