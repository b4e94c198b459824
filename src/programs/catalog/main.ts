import { checkCatalog } from '#modules/catalog/check/check.ts'
import { askProviders } from '#modules/catalog/check/provider-lists.ts'
import { entriesOf } from '#modules/catalog/complete.ts'
import { catalogToServe } from '#modules/catalog/environment.ts'
import { loadEnvironment, SettingsError } from '#platform/runtime/environment.ts'
import { complaints, output } from '#platform/runtime/output.ts'
import { useProxy } from '#platform/runtime/proxy.ts'

/** `npm run catalog check`: a sentence on each entry of the catalogue; exit code 1 when something is wrong. */
export async function main(): Promise<void> {
  const [order = 'check'] = process.argv.slice(3)
  try {
    if (order !== 'check') throw new SettingsError(`There is no order "${order}". The only one is: check.`)
    const environment = loadEnvironment()
    const catalog = catalogToServe(environment)
    useProxy(environment)
    const lists = await askProviders(entriesOf(catalog))
    const findings = checkCatalog(catalog, lists, new Date())
    output.write(findings.map(({ wrong, sentence }) => `${wrong ? '✗' : '✓'} ${sentence}\n`).join(''))
    process.exitCode = findings.some(({ wrong }) => wrong) ? 1 : 0
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error
    complaints.write(`${error.message}\n`)
    process.exitCode = 1
  }
}
