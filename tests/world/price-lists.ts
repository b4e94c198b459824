import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { checkCatalog } from '#modules/catalog/check/check.ts'
import { catalogOf } from '#modules/catalog/environment.ts'
import type { Environment } from '#platform/runtime/environment.ts'

export const today = new Date('2026-11-26T12:00:00Z')

export const check = (environment: Environment, now = today) => checkCatalog(catalogOf(environment), [], now)
export const wrongOnes = (findings: ReturnType<typeof check>) =>
  findings.flatMap(({ model, wrong }) => (wrong ? [model] : []))

export type Entry = Record<string, unknown>
export const entry = (more: Entry): Entry => ({
  id: 'only',
  title: { ru: 'Одна', en: 'One' },
  description: { ru: 'Одна', en: 'One' },
  model: 'somebody-1',
  prices: [{ from: '2026-01-01', input: 1_000_000, cachedInput: 100_000, output: 5_000_000 }],
  priceCredits: 10,
  contextTokens: 16_000,
  maxOutputTokens: 8_000,
  ...more,
})
const pack = { id: 'pack', title: { ru: 'Десять', en: 'Ten' }, credits: 10, priceStars: 10 }
export const plan = { id: 'plan', title: { ru: 'План', en: 'Plan' }, days: 30, priceStars: 300, renews: true }

/** The path of a price list with these models, which is there until the test ends. */
export function fileOf(models: Entry[], more: Entry = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'pomogator-check-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'catalog.json')
  writeFileSync(file, JSON.stringify({ models, packs: [pack], plans: [], ...more }))
  return file
}
