import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Message } from 'grammy/types'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { answerWith, TestToolServer } from '#platform/mcp/testing-tool-server.ts'
import { eventually } from './world/eventually.ts'
import type { Person } from './world/person.ts'
import { createWorld, type World } from './world/world.ts'

/** What a model asks of the owner's tools, and of pages that a question names. */

const folder = mkdtempSync(join(tmpdir(), 'tools-'))
const catalogFile = join(folder, 'catalog.json')
const server = new TestToolServer()
let world: World
let person: Person
beforeAll(async () => {
  await server.start()
  const shipped = JSON.parse(readFileSync(join(import.meta.dirname, '../catalog.json'), 'utf8')) as {
    toolServers: { id: string }[]
  }
  const bank = {
    id: 'bank',
    title: { ru: 'Банк', en: 'Bank' },
    url: server.url,
    allowedTools: ['exchange_rate'],
    priceCredits: 2,
    timeoutMs: 1_000,
    costMicros: 700,
  }
  writeFileSync(catalogFile, JSON.stringify({ ...shipped, toolServers: [bank, ...shipped.toolServers] }))
  world = await createWorld({ CATALOG_FILE: catalogFile, TRIAL_MESSAGES: '3', modelTokenDelayMs: 1 })
})
afterAll(async () => {
  await world.end()
  await server.stop()
  rmSync(folder, { recursive: true })
})
beforeEach(async () => {
  server.clear()
  server.tools = [{ name: 'exchange_rate', description: 'Rates', inputSchema: { type: 'object' } }]
  server.instead['tools/call'] = (response, rpc) =>
    answerWith(response, rpc, { content: [{ type: 'text', text: 'Доллар стоит 81,50' }] })
  person = await world.person()
  await person.say('/start')
  await person.hears('Здравствуйте')
})

const give = (delta: number) =>
  world.api.updateCredits({ telegramId: person.id, delta, reason: 'test', idempotencyKey: `test:${Math.random()}` })
const credits = async () => (await world.api.getCredits({ telegramId: person.id })).credits
const question = async () => {
  const [row] = await world.sql<{ price: number; toolsPrice: number; status: string }>`
    select price, tools_price, status from messages_log where user_id = ${person.id} order by id desc limit 1`
  return row
}
const linksIn = ({ entities = [] }: Message) =>
  entities.flatMap((entity) => (entity.type === 'text_link' ? [entity.url] : []))

describe('a tool of the owner', () => {
  test('is asked, which is shown and charged, and stands in the receipt', async () => {
    await give(20)
    await person.say('Какой курс доллара?')
    const answer = await person.hears('Доллар стоит 81,50')
    expect(answer.text).toContain('Вопрос был с обращением к справочнику.')
    expect(server.called()).toEqual([{ from: 'USD', to: 'RUB', amount: 1 }])
    await eventually(async () => expect(await question()).toEqual({ price: 3, toolsPrice: 2, status: 'answered' }))
    expect(await credits()).toBe(17)
    const [cost] = await world.sql`
      select outcome, micro_dollars from costs where user_id = ${person.id} and model = 'bank'`
    expect(cost).toMatchObject({ outcome: 'answered', microDollars: 700 })
    const { receipts } = await world.api.receipts({ telegramId: person.id })
    expect(receipts[0]).toMatchObject({ of: 'question', price: 3, search: 0, tools: 2 })
    await person.say('/balance')
    await person.press('История')
    await person.press('Какой курс доллара')
    await person.hears('Из них за справочник')
  })

  test('that was not asked costs nothing', async () => {
    await give(20)
    await person.say('Расскажи о чём-нибудь, пожалуйста')
    await person.hears('Настоящая модель рассказала бы')
    await eventually(async () => expect(await question()).toEqual({ price: 1, toolsPrice: 0, status: 'answered' }))
    expect(await credits()).toBe(19)
    expect(server.called()).toEqual([])
  })

  test.each<[string, TestToolServer['instead']]>([
    ['does not answer', { 'tools/call': () => undefined }],
    ['fails', { 'tools/call': (response) => response.writeHead(500).end() }],
    [
      'answers too much',
      { 'tools/call': (response, rpc) => answerWith(response, rpc, { content: 'x'.repeat(300_000) }) },
    ],
  ])('that %s breaks no answer, and costs nothing', async (_name, instead) => {
    await give(20)
    Object.assign(server.instead, instead)
    await person.say('Какой курс доллара?')
    await person.hears('The tool does not answer now')
    await eventually(async () => expect(await question()).toEqual({ price: 1, toolsPrice: 0, status: 'answered' }))
    expect(await credits()).toBe(19)
  })

  test('is not offered to whom its price cannot be charged: by the trial, or with too few credits', async () => {
    await person.press('Попробовать бесплатно')
    await person.say('Какой курс доллара?')
    await person.hears('Вы спросили')
    expect(server.called()).toEqual([])
    expect(await question()).toMatchObject({ toolsPrice: 0 })
  })
})

describe('a page that a question names', () => {
  const address = () => `${world.sandbox.url}/web/pages/bridge-opening`

  test('is read for nothing, and is the source', async () => {
    await give(20)
    await person.say(`О чём эта страница? ${address()}`)
    const answer = await person.hears('Дорога до аэропорта стала короче')
    expect(answer.text).toContain('Источники')
    expect(new Set(linksIn(answer))).toEqual(new Set([address()]))
    await eventually(async () => expect(await question()).toMatchObject({ price: 1, status: 'answered' }))
    expect(await credits()).toBe(19)
  })

  test('may be read in the trial too', async () => {
    await person.press('Попробовать бесплатно')
    await person.say(`О чём эта страница? ${address()}`)
    await person.hears('Дорога до аэропорта стала короче')
  })

  test('of this machine is not read, wherever else it stands', async () => {
    await give(20)
    const { port } = new URL(server.url)
    await person.say(`Прочитай http://127.0.0.1:${port}/mcp и http://inside.example/`)
    await person.hears('Only the usual ports of the web are opened')
    expect(server.asked).toEqual([])
  })
})
