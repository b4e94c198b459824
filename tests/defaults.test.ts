import { globSync, readFileSync, statSync } from 'node:fs'
import pino from 'pino'
import { describe, expect, test } from 'vitest'
import knownModels from '#known-models.json' with { type: 'json' }
import { readConfig } from '#programs/backend/config.ts'
import { readCatalog } from '#modules/catalog/catalog.ts'
import { findKnown } from '#modules/catalog/known-models.ts'
import { warnOfCatalog } from '#modules/catalog/check/warn.ts'
import { providersOf } from '#modules/catalog/providers.ts'
import type { Environment } from '#platform/runtime/environment.ts'

const configOf = (more: Environment = {}) =>
  readConfig({ DATABASE_URL: 'postgres://a@localhost/a', BACKEND_TOKEN: 'a-token-between-the-two', ...more })
const namesIn = (config: ReturnType<typeof configOf>) =>
  config.catalog.models.map((model) => providersOf(config.catalog, model, new Date())[0]!)

describe('the models that are asked by default', () => {
  test('are not shut down within a year of this release', () => {
    const config = configOf()
    const models = namesIn(config)
    expect(models.map(({ model }) => model)).toEqual(
      expect.arrayContaining(['gpt-6-luna', 'gpt-6.1-terra']) as string[],
    )
    expect(config.catalog.models.filter(({ shutsDownOn }) => shutsDownOn !== undefined)).toEqual([])
  })

  test('are named in the catalogue and nowhere else, and none that ends is named anywhere', () => {
    const files = globSync([
      '{*.json,*.md,.env.example}',
      'deploy/{*,.env.example,*/**}',
      'docs/*.md',
      '{src,sandbox,scripts}/**/*.ts',
    ]).filter((file) => !/package-lock|CHANGELOG|known-models|\.test\.ts$/.test(file) && statSync(file).isFile())
    expect(files.length).toBeGreaterThan(100)
    const ending = knownModels.flatMap(({ model, shutsDownOn }) => (shutsDownOn ? [model.replaceAll('.', '\\.')] : []))
    const ended = new RegExp(`(?<![\\w.-])(?:${ending.join('|')})(?![\\w.-])`)
    const alive = knownModels.flatMap(({ model, shutsDownOn }) => (shutsDownOn ? [] : [model.replaceAll('.', '\\.')]))
    const present = new RegExp(`gpt-6[\\w.-]*|${alive.join('|')}`)
    for (const file of files) {
      const text = readFileSync(file, 'utf8')
      expect(ended.exec(text)?.[0], file).toBeUndefined()
      if (file !== 'catalog.json') expect(present.exec(text)?.[0], file).toBeUndefined()
    }
  })

  test('cost in the catalogue what is known of them', () => {
    for (const { id, model, baseUrl, prices } of readCatalog('catalog.json').models)
      expect(findKnown(baseUrl ?? 'https://api.openai.com/v1', model!)?.prices, id).toEqual(prices)
  })

  test('give way to OPENAI_MODEL for the first entry, and for no other that names its own', () => {
    expect(namesIn(configOf({ OPENAI_MODEL: 'llama3' })).map(({ model }) => model)).toEqual([
      'llama3',
      'gpt-6.1-terra',
      'gpt-6-luna',
    ])
  })

  test('leave as much room for a question as for the answer with its reasoning', () => {
    for (const { id, contextTokens, maxOutputTokens } of configOf().catalog.models) {
      expect(maxOutputTokens, id).toBeGreaterThanOrEqual(8_000)
      expect(contextTokens - maxOutputTokens, id).toBeGreaterThanOrEqual(maxOutputTokens)
    }
  })
})

test.each<[Environment, string[]]>([
  [{ OPENAI_MODEL: 'gpt-5-mini' }, ['gpt-5-mini on 2026-12-11']],
  [{ OPENAI_MODEL: 'gpt-4o-2024-08-06' }, ['gpt-4o-2024-08-06 on 2027-01-14']],
  [{ OPENAI_MODEL: 'gpt-5-mini', OPENAI_BASE_URL: 'http://localhost:11434/v1' }, []],
  [{}, []],
])('an owner with %j is warned of models that end: %j', async (environment, expected) => {
  const lines: string[] = []
  const config = configOf(environment)
  await warnOfCatalog(config.catalog, pino({ level: 'warn' }, { write: (text: string) => void lines.push(text) }))
  const said = lines.map((text) => (JSON.parse(text) as { msg: string }).msg)
  expect(said).toEqual(expected.map((words) => expect.stringContaining(words) as string))
})
