import { globSync, readFileSync, statSync } from 'node:fs'
import pino from 'pino'
import { describe, expect, test } from 'vitest'
import { shutDownOf, shutDownOn } from '#platform/models/shut-down.ts'
import { readConfig } from '#programs/backend/config.ts'
import { providersOf, warnOfEndingModels } from '#modules/questions/answer/providers.ts'
import type { Environment } from '#platform/runtime/environment.ts'

const configOf = (more: Environment = {}) =>
  readConfig({ DATABASE_URL: 'postgres://a@localhost/a', BACKEND_TOKEN: 'a-token-between-the-two', ...more })
const namesIn = (config: ReturnType<typeof configOf>) =>
  config.catalog.models.map((model) => providersOf(config.catalog, model, config)[0]!)

describe('the models that are asked by default', () => {
  test('are not shut down within a year of this release', () => {
    const models = namesIn(configOf())
    expect(models.map(({ model }) => model)).toEqual(
      expect.arrayContaining(['gpt-6-luna', 'gpt-6.1-terra']) as string[],
    )
    expect(models.filter((model) => shutDownOf(model))).toEqual([])
  })

  test('are named in the catalogue and nowhere else, and none that ends is named anywhere', () => {
    const files = globSync([
      '{*.json,*.md,.env.example}',
      'deploy/{*,.env.example,*/**}',
      'docs/*.md',
      '{src,sandbox,scripts}/**/*.ts',
    ]).filter((file) => !/package-lock|CHANGELOG|shut-down|\.test\.ts$/.test(file) && statSync(file).isFile())
    expect(files.length).toBeGreaterThan(100)
    const ending = Object.keys(shutDownOn).map((name) => name.replaceAll('.', '\\.'))
    const ended = new RegExp(`(?<![\\w.-])(?:${ending.join('|')})(?![\\w.-])`)
    const present = /gpt-6[\w.-]*/
    for (const file of files) {
      const text = readFileSync(file, 'utf8')
      expect(ended.exec(text)?.[0], file).toBeUndefined()
      if (file !== 'catalog.json') expect(present.exec(text)?.[0], file).toBeUndefined()
    }
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
])('an owner with %j is warned of models that end: %j', (environment, expected) => {
  const lines: string[] = []
  const config = configOf(environment)
  warnOfEndingModels(config.catalog, config, pino({}, { write: (text: string) => void lines.push(text) }))
  const said = lines.map((text) => (JSON.parse(text) as { msg: string }).msg)
  expect(said).toEqual(expected.map((words) => expect.stringContaining(words) as string))
})
