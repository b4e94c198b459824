import { type CompleteCatalog, entriesOf } from '#modules/catalog/complete.ts'
import { takesMoney } from '#modules/catalog/known-models.ts'
import type { Log } from '#platform/runtime/log.ts'
import { checkCatalog } from './check.ts'
import { askProviders } from './provider-lists.ts'

/** Says at the start which entries are left out and what is wrong with the others; the start does not wait for it. */
export async function warnOfCatalog(catalog: CompleteCatalog, log: Log): Promise<void> {
  for (const { id, apiKeyVariable } of entriesOf(catalog.leftOut))
    log.info({ model: id }, `The entry "${id}" is left out, because ${apiKeyVariable} is not set`)
  for (const { id, withoutValue } of catalog.leftOut.toolServers)
    log.info({ server: id }, `The tools of "${id}" are left out, because ${withoutValue.join(', ')} is not set`)
  // A server of one's own answers for itself when it is asked; only a provider's list says what will end.
  const lists = await askProviders(entriesOf(catalog).filter(({ baseUrl }) => takesMoney(baseUrl)))
  for (const { model, wrong, sentence } of checkCatalog(catalog, lists, new Date()))
    if (wrong) log.warn({ model }, `The catalogue: ${sentence}`)
}
