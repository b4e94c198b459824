import { z } from 'zod'
import { type Environment, httpUrl, readSettings, SettingsError } from '#platform/runtime/environment.ts'
import { messageOf } from '#platform/runtime/log.ts'
import { checkAll } from '#platform/runtime/start-error.ts'
import { type Catalog, catalogIn, textOf } from './catalog.ts'
import { type CompleteCatalog, completeCatalog, type SearchSettings } from './complete.ts'
import { searchServices } from '#platform/search/search-server.ts'

/** Puts a version of the catalogue and the environment together. @throws SettingsError when no model could answer by it */
export type Completing = (catalog: Catalog, version: number) => CompleteCatalog

/** The file, which counts until a version is published, and how versions are completed. */
export interface CatalogSource {
  /** As it is written. */
  text: string
  complete: Completing
}

/** Which counts where no other file is named. */
export const shippedCatalog = 'catalog.json'

/**
 * The catalogue of the file with what the environment says of its models, for every program that needs it.
 * @throws SettingsError with one sentence for each setting or entry that is wrong
 */
export function catalogOf(environment: Environment): CompleteCatalog {
  return catalogSettings(environment, completing).catalog
}

/** The same for the program that answers with it. @throws SettingsError also when no entry that people may choose has its key */
export function catalogToServe(environment: Environment): CompleteCatalog {
  return catalogSettings(environment, serving).catalog
}

/** Both, with what later versions are made of. @throws SettingsError */
export function catalogSettings(
  environment: Environment,
  completingOf: (environment: Environment) => Completing,
): { catalog: CompleteCatalog; catalogSource: CatalogSource } {
  const file = environment['CATALOG_FILE']?.trim() || shippedCatalog
  const [complete, { text, catalog }] = checkAll(
    () => completingOf(environment),
    () => readFile(file),
  )
  return { catalog: complete(catalog, 0), catalogSource: { text, complete } }
}

export function completing(environment: Environment): Completing {
  const [openai, searchServer] = checkAll(
    () => openAiOf(environment),
    () => searchServerOf(environment),
  )
  const keyOf = (variable: string) => environment[variable]?.trim() ?? ''
  return (catalog, version) => completeCatalog({ ...catalog, version }, { openai, keyOf, searchServer })
}

export function serving(environment: Environment): Completing {
  const complete = completing(environment)
  return (written, version) => {
    const catalog = complete(written, version)
    if (catalog.models.some(({ offered }) => offered)) return catalog
    const variables = [...new Set(catalog.leftOut.models.map(({ apiKeyVariable }) => apiKeyVariable))].join(', ')
    throw new SettingsError(`CATALOG_FILE: No model of the catalogue can answer: set ${variables}.`)
  }
}

/** The server and key of every entry that names none of its own. */
export function openAiOf(environment: Environment) {
  const settings = readSettings(environment, {
    OPENAI_API_KEY: z.string().default(''),
    OPENAI_BASE_URL: httpUrl.default('https://api.openai.com/v1'),
    OPENAI_MODEL: z.string().optional(),
  })
  return { apiKey: settings.OPENAI_API_KEY, baseUrl: settings.OPENAI_BASE_URL, model: settings.OPENAI_MODEL }
}

/** Undefined: nothing is looked up but by models that do it themselves. */
function searchServerOf(environment: Environment): SearchSettings | undefined {
  const settings = readSettings(environment, {
    SEARCH_SERVICE: z.enum(searchServices).optional(),
    SEARCH_URL: httpUrl.optional(),
    SEARCH_API_KEY: z.string().default(''),
  })
  const { SEARCH_SERVICE: service, SEARCH_URL: url, SEARCH_API_KEY: apiKey } = settings
  if (!service) return undefined
  if (service === 'searxng' && !url) throw new SettingsError('SEARCH_URL: Set the address of your SearXNG.')
  if (service !== 'searxng' && apiKey === '') throw new SettingsError(`SEARCH_API_KEY: Set the key of ${service}.`)
  return { service, url: url?.replace(/\/+$/, ''), apiKey }
}

function readFile(file: string): { text: string; catalog: Catalog } {
  try {
    const text = textOf(file)
    return { text, catalog: catalogIn(text, `The catalogue ${file}`) }
  } catch (error) {
    throw new SettingsError(`CATALOG_FILE: ${messageOf(error)}`, { cause: error })
  }
}
