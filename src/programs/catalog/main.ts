import { connect } from '#platform/database/connect.ts'
import { refuseUnfitDatabase } from '#platform/database/examine.ts'
import { findDatabase } from '#programs/postgres/find.ts'
import { catalogIn } from '#modules/catalog/catalog.ts'
import { checkCatalog } from '#modules/catalog/check/check.ts'
import { askProviders } from '#modules/catalog/check/provider-lists.ts'
import { type CompleteCatalog, entriesOf } from '#modules/catalog/complete.ts'
import { catalogSettings, serving } from '#modules/catalog/environment.ts'
import { newestVersions } from '#modules/catalog/versions/versions.ts'
import { type Environment, loadEnvironment, SettingsError } from '#platform/runtime/environment.ts'
import { createLog, reasonOf } from '#platform/runtime/log.ts'
import { complaints, output } from '#platform/runtime/output.ts'
import { useProxy } from '#platform/runtime/proxy.ts'

/**
 * `npm run catalog check`: a sentence on each entry of the file, and of the version that was published in the cabinet, which
 * then counts; exit code 1 when something is wrong with what counts.
 */
export async function main(): Promise<void> {
  const [order = 'check'] = process.argv.slice(3)
  try {
    if (order !== 'check') throw new SettingsError(`There is no order "${order}". The only one is: check.`)
    const environment = loadEnvironment()
    const { catalog, catalogSource } = catalogSettings(environment, serving)
    useProxy(environment)
    const stored = await findPublished(environment)
    if (stored) output.write('The file, which no longer counts:\n')
    let isWrong = await tell(catalog)
    if (stored) {
      const name = `Version ${stored.version}`
      output.write(`\n${name}, published in the cabinet, which counts:\n`)
      isWrong = await tell(catalogSource.complete(catalogIn(stored.content, name), stored.version))
    }
    process.exitCode = isWrong ? 1 : 0
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error
    complaints.write(`${error.message}\n`)
    process.exitCode = 1
  }
}

async function tell(catalog: CompleteCatalog): Promise<boolean> {
  const findings = checkCatalog(catalog, await askProviders(entriesOf(catalog)), new Date())
  output.write(findings.map(({ wrong, sentence }) => `${wrong ? '✗' : '✓'} ${sentence}\n`).join(''))
  return findings.some(({ wrong }) => wrong)
}

/** The newest version, where there is a database and one was published. */
async function findPublished(environment: Environment) {
  const log = createLog('catalog', { level: 'silent' })
  const found = await findDatabase(environment, log).catch((error: unknown) => {
    if (error instanceof SettingsError) return undefined
    throw error
  })
  if (!found) return undefined
  const database = connect({ url: found.environment['DATABASE_URL']!, applicationName: 'pomogator-catalog', log })
  try {
    await refuseUnfitDatabase(database.sql)
    const [newest] = await newestVersions(database.sql, { after: 0, limit: 1 })
    return newest
  } catch (error) {
    complaints.write(`Whether another catalogue was published in the cabinet is not known: ${reasonOf(error)}\n`)
    return undefined
  } finally {
    await database.close()
    await found.leave()
  }
}
