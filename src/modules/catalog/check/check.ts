import type { CompleteCatalog, CompleteEntry } from '#modules/catalog/complete.ts'
import { endPart, keyPart, listPart } from './alive.ts'
import { assistantPricePart, promptPart } from './assistant.ts'
import { type Finding, findingOf, type Part } from './finding.ts'
import { searchPricePart, toolPricePart, variablesPart } from './lookup-price.ts'
import { picturePricePart, speechPricePart, voicePricePart } from './media-price.ts'
import { modelPricePart } from './model-price.ts'
import type { Listed } from './provider-lists.ts'

/** Says of each entry in one sentence whether it lives, and whether its price pays for it. */
export function checkCatalog(catalog: CompleteCatalog, lists: Listed[], now: Date): Finding[] {
  const { leftOut, searchServer } = catalog
  type PriceOf<Entry> = (entry: Entry, catalog: CompleteCatalog, now: Date) => Part
  const asked = <Entry extends CompleteEntry>(entries: Entry[], priceOf: PriceOf<Entry>) =>
    entries.map((entry) => {
      const [key, end, list] = [keyPart(entry, catalog), endPart(entry, now), listPart(entry, lists)]
      return findingOf(entry, [key, end, priceOf(entry, catalog, now), list])
    })
  return [
    ...asked([...catalog.models, ...leftOut.models], modelPricePart),
    ...asked([...catalog.transcription, ...leftOut.transcription], speechPricePart),
    ...asked([...catalog.voices, ...leftOut.voices], voicePricePart),
    ...asked([...catalog.painters, ...leftOut.painters], picturePricePart),
    ...catalog.assistants.map((entry) => {
      const parts = [assistantPricePart(entry, catalog), promptPart(entry, catalog)]
      return { ...findingOf({ id: `assistant ${entry.id}` }, parts), model: `assistants ${entry.id}` }
    }),
    ...[...catalog.toolServers, ...leftOut.toolServers].map((entry) =>
      findingOf(entry, [variablesPart(entry), toolPricePart(entry, catalog)]),
    ),
    ...(searchServer ? [findingOf({ id: 'search' }, [searchPricePart(catalog, searchServer, now)])] : []),
  ]
}
