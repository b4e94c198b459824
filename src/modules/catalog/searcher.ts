import { offeredModels, type VersionedCatalog } from './catalog.ts'
import type { SearchSettings } from './complete.ts'

/** With what looks something up for models that do not do it themselves. */
export type CatalogWithSearch = VersionedCatalog & { searchServer?: SearchSettings | undefined }

/** What looks something up for a question to this model: its own provider or the search server; undefined: nothing does. */
export function searcherOf(
  { models, searchServer }: Pick<CatalogWithSearch, 'models' | 'searchServer'>,
  modelId: string,
): 'itself' | 'server' | undefined {
  const searches = models.find(({ id }) => id === modelId)?.searches
  if (searches === 'itself') return searches
  return searchServer && searches !== 'never' ? 'server' : undefined
}

/** Whether something can be looked up at all. */
export function isSearchOffered(catalog: CatalogWithSearch): boolean {
  return offeredModels(catalog).some(({ id }) => searcherOf(catalog, id) !== undefined)
}
