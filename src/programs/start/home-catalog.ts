import { readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { shippedCatalog } from '#modules/catalog/environment.ts'

/**
 * The shipped catalogue for the sandbox, where a search costs no one anything: messages of the trial include it, so that
 * trying the product at home shows it. Returns the name of its file.
 */
export function writeHomeCatalog(dataDir: string): string {
  const catalog = JSON.parse(readFileSync(shippedCatalog, 'utf8')) as { search?: object }
  const file = resolve(dataDir, 'catalog.json')
  writeFileSync(file, `${JSON.stringify({ ...catalog, search: { trial: true, ...catalog.search } }, null, 2)}\n`)
  return file
}
