import type { Language } from '#modules/users/contract.ts'
import { offeredServers } from '#modules/catalog/catalog.ts'
import type { CompleteCatalog, CompleteToolServer } from '#modules/catalog/complete.ts'
import { priceAt } from '#modules/catalog/prices.ts'
import { isFreeForGuest, type Question } from '#modules/questions/question.ts'
import { isLookedUp, isWorthSearching } from '#modules/questions/ask/worth-searching.ts'
import type { ToolServers } from '#platform/mcp/tool-servers.ts'
import type { Toolbox } from '#platform/models/lookups.ts'
import type { Tool } from '#platform/models/tool.ts'
import { addressesIn } from '#platform/reader/addresses-in.ts'
import { type PageTools, readPageTool } from '#platform/reader/read-page-tool.ts'
import type { Log } from '#platform/runtime/log.ts'
import { searchTool } from '#platform/search/search-tool.ts'
import { languageTexts } from '#texts/languages.ts'
import { titleIn } from '#texts/titles.ts'

/** What is looked into beside the web. */
export interface LookupSources {
  toolServers: ToolServers
  pages: PageTools
}

interface Asked {
  words: string
  language: Language
  log: Log
}

/** What may be looked up for a question; undefined: nothing. */
export async function toolboxFor(
  catalog: CompleteCatalog,
  question: Question,
  { toolServers, pages }: LookupSources,
  { words, language, log }: Asked,
): Promise<Toolbox | undefined> {
  // What was said may turn out to be a greeting.
  if (!isLookedUp(question) || isFreeForGuest(question) || !isWorthSearching(words)) return undefined
  const isSearched = question.searchPrice !== null
  const addresses = addressesIn(words)
  const tools = [
    ...(isSearched ? searchToolsOf(catalog, log) : []),
    ...(addresses.length > 0 ? [readPageTool(addresses, pages)] : []),
    ...(await toolServers.tools(serversFor(catalog, question), ({ title }) => titleIn(title, language))),
  ]
  if (tools.length === 0 && !isSearched) return undefined
  const { mostSearches, mostTokens } = catalog.search
  const { found } = languageTexts(language).model.search
  return { tools, mostTokens, ownSearches: isSearched ? mostSearches : 0, note: found }
}

function searchToolsOf({ search, searchServer }: CompleteCatalog, log: Log): Tool[] {
  if (!searchServer) return []
  const microDollars = priceAt(search, new Date())?.perSearch ?? 0
  return [{ ...searchTool({ ...searchServer, microDollars }, log), mostCalls: search.mostSearches }]
}

/** Those that cost nothing, and all of them where their price is reserved. */
function serversFor(catalog: CompleteCatalog, { toolsPrice }: Question): CompleteToolServer[] {
  return offeredServers(catalog).filter(({ priceCredits }) => priceCredits === 0 || toolsPrice > 0)
}
