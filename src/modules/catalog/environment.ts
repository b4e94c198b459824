import { z } from 'zod'
import { type Environment, httpUrl, readSettings, SettingsError } from '#platform/runtime/environment.ts'
import { messageOf } from '#platform/runtime/log.ts'
import { checkAll } from '#platform/runtime/start-error.ts'
import { readCatalog } from './catalog.ts'
import { type CompleteCatalog, completeCatalog } from './complete.ts'

/**
 * The catalogue with what the environment says of its models, for every program that needs it.
 * @throws SettingsError with one sentence for each setting or entry that is wrong
 */
export function catalogOf(environment: Environment): CompleteCatalog {
  const file = environment['CATALOG_FILE']?.trim() || 'catalog.json'
  const [openai, catalog] = checkAll(
    () => openAiOf(environment),
    () => saying('CATALOG_FILE', () => readCatalog(file)),
  )
  return saying('CATALOG_FILE', () =>
    completeCatalog(catalog, { openai, keyOf: (variable) => environment[variable]?.trim() ?? '' }),
  )
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

function saying<Result>(setting: string, read: () => Result): Result {
  try {
    return read()
  } catch (error) {
    throw new SettingsError(`${setting}: ${messageOf(error)}`, { cause: error })
  }
}
