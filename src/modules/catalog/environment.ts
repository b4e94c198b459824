import { z } from 'zod'
import { type Environment, httpUrl, readSettings, SettingsError } from '#platform/runtime/environment.ts'
import { messageOf } from '#platform/runtime/log.ts'
import { checkAll } from '#platform/runtime/start-error.ts'
import { type Catalog, readCatalog } from './catalog.ts'
import { type CompleteCatalog, completeCatalog } from './complete.ts'

/**
 * The catalogue with what the environment says of its models, for every program that needs it.
 * @throws SettingsError with one sentence for each setting or entry that is wrong
 */
export function catalogOf(environment: Environment): CompleteCatalog {
  const file = environment['CATALOG_FILE']?.trim() || 'catalog.json'
  const [openai, catalog] = checkAll(
    () => openAiOf(environment),
    () => catalogIn(file),
  )
  return completeCatalog(catalog, { openai, keyOf: (variable) => environment[variable]?.trim() ?? '' })
}

/** The same for the program that answers with it. @throws SettingsError also when no entry that people may choose has its key */
export function catalogToServe(environment: Environment): CompleteCatalog {
  const catalog = catalogOf(environment)
  if (catalog.models.some(({ offered }) => offered)) return catalog
  const variables = [...new Set(catalog.withoutKey.map(({ apiKeyVariable }) => apiKeyVariable))].join(', ')
  throw new SettingsError(`CATALOG_FILE: No model of the catalogue can answer: set ${variables}.`)
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

function catalogIn(file: string): Catalog {
  try {
    return readCatalog(file)
  } catch (error) {
    throw new SettingsError(`CATALOG_FILE: ${messageOf(error)}`, { cause: error })
  }
}
