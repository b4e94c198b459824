import pino from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { FileReader } from '#platform/files/file-reader.ts'
import { ToolServers } from '#platform/mcp/tool-servers.ts'
import { publicWebAnd } from '#platform/reader/fetch-page.ts'
import { readPageTool } from '#platform/reader/read-page-tool.ts'
import { searchTool } from '#platform/search/search-tool.ts'
import { type Sandbox, startSandbox } from '#sandbox/sandbox.ts'

const log = pino({ level: 'silent' })
const servers = new ToolServers(log)
const { signal } = new AbortController()
let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await startSandbox()
})
afterAll(async () => {
  servers.close()
  await sandbox.stop()
})

test('the small web is searched, and the page that was found is read', async () => {
  const server = { service: 'searxng', url: sandbox.searchUrl, apiKey: '', microDollars: 0 } as const
  const found = await searchTool(server, log).run({ query: 'когда открылся мост через Светлую' }, signal)
  expect(found.sources[0]!.title).toBe('Новый мост через Светлую открылся 21 ноября')
  expect(found.text).toContain('на 18 минут')
  const address = found.sources[0]!.url
  const tools = { files: new FileReader({ ms: 120_000 }), reach: publicWebAnd(sandbox.url) }
  const read = await readPageTool([address], tools).run({ address }, signal)
  expect(read).toMatchObject({ isError: false })
  expect(read.text).toContain('1 240 метров')
  expect((await searchTool(server, log).run({ query: 'xyzzy' }, signal)).text).toBe('Nothing was found.')
})

describe('the server of tools', () => {
  const entry = () => ({
    id: 'everyday',
    url: sandbox.toolsUrl,
    headers: {},
    allowedTools: ['exchange_rate', 'holidays', 'convert_units'],
    timeoutMs: 20_000,
    maxBytes: 100_000,
    costMicros: 0,
  })

  test.each<[string, object, string, boolean]>([
    ['exchange_rate', { from: 'usd', to: 'RUB', amount: 10 }, '10 USD = 815.00 RUB', false],
    ['exchange_rate', { from: 'USD', to: 'XYZ' }, 'There is no rate', true],
    ['exchange_rate', { from: 'dollars' }, 'Wrong input', true],
    ['holidays', { country: 'RU', year: 2027 }, '2027-05-09 День Победы', false],
    ['holidays', { country: 'XX', year: 2027 }, 'not known', true],
    ['convert_units', { value: 10, from: 'mi', to: 'km' }, '10 mi = 16.09344 km', false],
    ['convert_units', { value: 1, from: 'kg', to: 'km' }, 'cannot be converted', true],
  ])('answers %s %j', async (name, input, words, isError) => {
    const tools = await servers.tools([entry()], () => 'Справочник')
    expect(tools).toHaveLength(3)
    const result = await tools.find((tool) => tool.name === `everyday_${name}`)!.run(input, signal)
    expect(result).toMatchObject({ isError })
    expect(result.text).toContain(words)
  })
})
