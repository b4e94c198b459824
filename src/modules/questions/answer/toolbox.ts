import type { Language } from '#modules/users/contract.ts'
import type { CompleteCatalog } from '#modules/catalog/complete.ts'
import { priceAt } from '#modules/catalog/prices.ts'
import type { Question } from '#modules/questions/question.ts'
import { isWorthSearching } from '#modules/questions/ask/worth-searching.ts'
import type { Toolbox } from '#platform/models/lookups.ts'
import type { Tool } from '#platform/models/tool.ts'
import type { Log } from '#platform/runtime/log.ts'
import { searchTool } from '#platform/search/search-tool.ts'
import { languageTexts } from '#texts/languages.ts'

/** What may be looked up for a question; undefined: nothing. */
export function toolboxFor(
  catalog: CompleteCatalog,
  { searchPrice }: Question,
  { words, language, log }: { words: string; language: Language; log: Log },
): Toolbox | undefined {
  // What was said may turn out to be a greeting.
  if (searchPrice === null || !isWorthSearching(words)) return undefined
  const { mostSearches, mostTokens } = catalog.search
  return {
    tools: searchToolsOf(catalog, log),
    mostTokens,
    ownSearches: mostSearches,
    note: languageTexts(language).model.search.found,
  }
}

function searchToolsOf({ search, searchServer }: CompleteCatalog, log: Log): Tool[] {
  if (!searchServer) return []
  const microDollars = priceAt(search, new Date())?.perSearch ?? 0
  return [{ ...searchTool({ ...searchServer, microDollars }, log), mostCalls: search.mostSearches }]
}
