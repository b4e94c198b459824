import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { describe, expect, test } from 'vitest'
import { checkCatalog } from '#modules/catalog/check/check.ts'
import { askProviders } from '#modules/catalog/check/provider-lists.ts'
import { catalogOf } from '#modules/catalog/environment.ts'
import type { Environment } from '#platform/runtime/environment.ts'
import { type Entry, entry, fileOf, today, wrongOnes } from './world/price-lists.ts'

describe('a provider', () => {
  test('is asked by its own wire with its key, and an entry that it does not have is named', async () => {
    const asked: { path: string; key: string | undefined }[] = []
    const provider = await serve((request) => {
      const { headers, url = '' } = request
      const key = headers['x-api-key'] ?? headers['x-goog-api-key'] ?? headers.authorization
      asked.push({ path: url, key: String(key) })
      return url.startsWith('/google')
        ? { models: [{ name: 'models/g-1' }] }
        : { data: [{ id: 'a-1-20261007' }, { id: 'o-1', shutdown_date: null }, { id: 'l-1:latest' }] }
    })
    const at = (path: string, more: Entry) => entry({ baseUrl: `${provider.url}${path}`, prices: [], ...more })
    const environment = {
      CATALOG_FILE: fileOf([
        at('/openai', { id: 'o', model: 'o-1', apiKeyVariable: 'O_KEY' }),
        at('/openai', { id: 'l', model: 'l-1', apiKeyVariable: 'O_KEY' }),
        at('/openai', { id: 'gone', model: 'o-0', apiKeyVariable: 'O_KEY' }),
        at('/anthropic', { id: 'a', model: 'a-1', wire: 'anthropic', apiKeyVariable: 'A_KEY' }),
        at('/google', { id: 'g', model: 'g-1', wire: 'google', apiKeyVariable: 'G_KEY' }),
      ]),
      O_KEY: 'ok',
      A_KEY: 'ak',
      G_KEY: 'gk',
    }
    const catalog = catalogOf(environment)
    const findings = checkCatalog(catalog, await askProviders(catalog.models), today)
    await provider.close()
    expect(asked.toSorted((a, b) => a.path.localeCompare(b.path))).toEqual([
      { path: '/anthropic/models?limit=1000', key: 'ak' },
      { path: '/google/models?pageSize=1000', key: 'gk' },
      { path: '/openai/models', key: 'Bearer ok' },
    ])
    expect(wrongOnes(findings)).toEqual(['gone'])
    expect(findings[2]!.sentence).toContain(`${new URL(provider.url).host} has no model o-0`)
  })

  test('that cannot be asked leaves open whether it has the model', async () => {
    const provider = await serve(() => undefined)
    const catalog = catalogOf({ CATALOG_FILE: fileOf([entry({ baseUrl: provider.url, prices: [] })]) })
    const [finding] = checkCatalog(catalog, await askProviders(catalog.models), today)
    await provider.close()
    expect(finding!.wrong).toBe(false)
    expect(finding!.sentence).toContain('is not known, because it could not be asked (it answers 503)')
  })
})

describe('npm run catalog check', () => {
  test('ends with 1 for a price list that loses money, and with 0 for the one of the repository', async () => {
    const bad = await run(['check'], {
      CATALOG_FILE: 'tests/catalog/before-allowances.json',
      OPENAI_MODEL: 'gpt-5-mini',
    })
    expect(bad.code).toBe(1)
    expect(bad.said.match(/^✗ \w+: .*loses money/gm)).toHaveLength(3)
    const good = await run(['check'], {})
    expect(good).toMatchObject({ code: 0 })
    expect(good.said.split('\n').filter((line) => line.startsWith('✓'))).toHaveLength(15)
  })

  test('says in a sentence what is wrong with its settings or its order', async () => {
    expect(await run(['check'], { CATALOG_FILE: 'nowhere.json' })).toEqual({
      code: 1,
      said: expect.stringMatching(/^CATALOG_FILE: The catalogue nowhere\.json cannot be read/) as string,
    })
    expect(await run(['sell'], {})).toEqual({
      code: 1,
      said: 'There is no order "sell". The only one is: check.\n',
    })
  })
})

async function run(args: string[], environment: Environment): Promise<{ code: number; said: string }> {
  const child = spawn(process.execPath, ['pomogator.js', 'catalog', ...args], {
    env: { PATH: process.env['PATH'], ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  return { code: code as number, said: out + err }
}

/** A provider that answers every question with what is given, or with 503. */
async function serve(answer: (request: IncomingMessage) => unknown) {
  const server = createServer((request, response) => {
    const body = answer(request)
    response.writeHead(body === undefined ? 503 : 200, { 'content-type': 'application/json' })
    response.end(JSON.stringify(body ?? {}))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
