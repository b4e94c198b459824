import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import type { Message } from 'grammy/types'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { BackendRefusal } from '#bot-kit/backend-client.ts'
import { eventually } from './world/eventually.ts'
import type { Person } from './world/person.ts'
import { createWorld, type World } from './world/world.ts'

const folder = mkdtempSync(join(tmpdir(), 'search-'))
const shipped = JSON.parse(readFileSync(join(import.meta.dirname, '../catalog.json'), 'utf8')) as {
  models: { id: string }[]
}
const catalogFile = join(folder, 'catalog.json')
const perSearch = 1_000
const models = shipped.models.map((model) =>
  // It searches by itself, as OpenAI's models do by Responses.
  model.id === 'expert' ? { ...model, wire: 'responses', searches: 'itself' } : model,
)
writeFileSync(
  catalogFile,
  JSON.stringify({ ...shipped, models, search: { priceCredits: 1, prices: [{ from: '2026-11-01', perSearch }] } }),
)

/** What a test holds back until it has seen that it is being looked up. */
let openGate: () => void
let gate: Promise<void>

/** A SearXNG with two pages for every query; nothing is found for "ничего", and "сломанный" breaks it. */
let searched: string[] = []
const searchServer = createServer((request, response) => void search(request, response))

async function search(request: IncomingMessage, response: ServerResponse) {
  const query = new URL(request.url!, 'http://x').searchParams.get('q')!
  searched.push(query)
  if (query.includes('медленный')) await gate
  if (query.includes('сломанный')) return void response.writeHead(500).end()
  const pages = [
    { title: `О главном: ${query}`, url: `https://one.example/${searched.length}?a=1&b=2`, content: 'Коротко.' },
    { title: `Подробно: ${query}`, url: `https://two.example/${searched.length}`, content: 'Длинно.' },
  ]
  response.end(JSON.stringify({ results: query.includes('ничего') ? [] : pages }))
}

let world: World
let person: Person
beforeAll(async () => {
  await once(searchServer.listen(0, '127.0.0.1'), 'listening')
  const { port } = searchServer.address() as AddressInfo
  world = await createWorld({
    CATALOG_FILE: catalogFile,
    TRIAL_MESSAGES: '3',
    SEARCH_SERVICE: 'searxng',
    SEARCH_URL: `http://127.0.0.1:${port}`,
  })
})
afterAll(async () => {
  await world.end()
  searchServer.close()
  rmSync(folder, { recursive: true })
})
beforeEach(async () => {
  await world.sandbox.control('DELETE', '/trouble')
  searched = []
  gate = new Promise((resolve) => (openGate = resolve))
  person = await world.person()
  await person.say('/start')
  await person.hears('Здравствуйте')
  await give(20)
})

const give = (delta: number) =>
  world.api.updateCredits({ telegramId: person.id, delta, reason: 'test', idempotencyKey: `test:${Math.random()}` })
const credits = async () => (await world.api.getCredits({ telegramId: person.id })).credits
const trouble = (what: object) => world.sandbox.control('POST', '/trouble/model', what)
const asked = async () =>
  (await world.sandbox.control('GET', '/model/requests')) as { body: { tools?: unknown[]; messages?: object[] } }[]
const labels = ({ reply_markup: keyboard }: Message) => keyboard?.inline_keyboard.flat().map(({ text }) => text)
const linksIn = ({ text = '', entities = [] }: Message) =>
  entities.flatMap((entity) =>
    entity.type === 'text_link' ? [[text.slice(entity.offset, entity.offset + entity.length), entity.url]] : [],
  )
const last = async () => {
  const [row] = await world.sql<{ price: number; searches: number; searchPrice: number | null }>`
    select price, searches, search_price from messages_log where user_id = ${person.id} order by id desc limit 1`
  return row
}

/** Nothing is set aside, and what a person has is what the ledger says. */
async function expectSettled() {
  expect(
    await world.sql`
      select id::text from messages_log where user_id = ${person.id} and status = 'pending' union all
      select work_id::text from budget_holds where user_id = ${person.id} union all
      select telegram_id::text from users u where telegram_id = ${person.id}
        and credits <> (select sum(delta) from credit_entries where user_id = u.telegram_id)`,
  ).toEqual([])
}

test('what the model looks up stands under the answer as links, and costs a credit more', async () => {
  await person.say('найди погоду на Марсе')
  const answer = await person.hears('Вот что нашлось')
  expect(searched).toEqual(['погоду на Марсе'])
  expect(answer.text).toContain('Источники\n\n[1] О главном: погоду на Марсе\n[2] Подробно: погоду на Марсе')
  expect(linksIn(answer).map(([words]) => words)).toEqual([
    '[1]',
    '[2]',
    '[1]',
    'О главном: погоду на Марсе',
    '[2]',
    'Подробно: погоду на Марсе',
  ])
  expect(linksIn(answer)[0]![1]).toBe('https://one.example/1?a=1&b=2')
  expect(answer.text).toContain('Вопрос был с поиском в интернете.\nСписано: 2 кредита, осталось 18.')
  expect(labels(answer)).toContain('↻ Заново · 2 кр.')
  expect(await credits()).toBe(18)
  await eventually(expectSettled)
  const costs = await world.sql`
    select model, outcome, searches, micro_dollars > 0 as costs from costs
    where user_id = ${person.id} and work_kind = 'question' order by try`
  expect(costs).toEqual([
    { model: 'standard', outcome: 'called', searches: 0, costs: true },
    { model: 'searxng', outcome: 'answered', searches: 1, costs: true },
    { model: 'standard', outcome: 'answered', searches: 0, costs: true },
  ])
})

test('while it is looked up the growing answer says so', async () => {
  await person.say('найди медленный поезд; найди быстрый поезд')
  await person.watches('Ищу: медленный поезд\nИщу: быстрый поезд')
  openGate()
  await person.hears('Вот что нашлось')
})

test('a question for which nothing is looked up costs what it always did', async () => {
  await person.say('почему небо голубое?')
  await person.hears('голубое')
  expect((await asked())[0]!.body.tools).toHaveLength(1)
  expect(await credits()).toBe(19)
  expect(await last()).toEqual({ price: 1, searches: 0, searchPrice: 1 })
  await eventually(expectSettled)
})

test('a greeting brings no tools along, and reserves nothing for them', async () => {
  await person.say('Привет!')
  await person.hears('Здравствуйте! О чём хотите поговорить?')
  expect((await asked())[0]!.body).not.toHaveProperty('tools')
  expect(await last()).toMatchObject({ price: 1, searchPrice: null })
})

test.each([
  ['finds nothing', 'найди ничего', 'Ничего не нашлось.'],
  ['does not answer', 'найди сломанный чайник', 'Ничего не нашлось.'],
])('a search that %s costs the person nothing', async (_, question, answer) => {
  await person.say(question)
  await person.hears(answer)
  expect(searched).toHaveLength(1)
  expect(await credits()).toBe(19)
  await eventually(expectSettled)
})

test('at most three searches are made for a question, all for one credit', async () => {
  await person.say('найди раз; найди два; найди три; найди четыре; найди пять')
  await person.hears('Вот что нашлось')
  expect(searched.toSorted()).toEqual(['два', 'раз', 'три'])
  expect(await credits()).toBe(18)
})

test('a model that searches by itself does so, and its pages are named', async () => {
  await world.api.changeProfile({ telegramId: person.id, settings: { model: 'expert' } })
  await person.say('найди рецепт хлеба')
  const answer = await person.hears('Вот что нашлось')
  expect(searched).toEqual([])
  expect((await asked())[0]!.body.tools).toEqual([{ type: 'web_search' }])
  expect(linksIn(answer)[0]).toEqual([
    '[1]',
    'https://example.com/%D1%80%D0%B5%D1%86%D0%B5%D0%BF%D1%82-%D1%85%D0%BB%D0%B5%D0%B1%D0%B0',
  ])
  expect(await credits()).toBe(9)
})

describe('who does not pay for it', () => {
  test('whoever has switched it off is answered without', async () => {
    await person.say('/settings')
    await person.hears('Поиск в интернете: включён, с ним вопрос дороже на 1 кредит')
    await person.press('Без поиска в интернете')
    await person.hears('Поиск в интернете: выключен')
    await person.say('найди погоду на Марсе')
    await eventually(async () => expect(await last()).toMatchObject({ price: 1, searchPrice: null }))
    expect(searched).toEqual([])
  })

  test('the trial pays for none, and whoever has only one credit is answered without', async () => {
    await give(-19)
    await person.say('найди погоду на Марсе')
    await eventually(async () => expect(await last()).toMatchObject({ price: 1, searchPrice: null }))
    await world.api.startTrial({ telegramId: person.id })
    await person.say('/settings')
    await person.hears('Поиск в интернете: в пробный период не входит')
    await person.say('найди погоду на Венере')
    await eventually(async () =>
      expect(
        await world.sql`select purse, search_price from messages_log where user_id = ${person.id} order by id desc limit 1`,
      ).toEqual([{ purse: 'trial', searchPrice: null }]),
    )
    expect(searched).toEqual([])
  })

  test('a press on a button that shows a lower price looks nothing up', async () => {
    await person.say('расскажи про найденную монету')
    await person.hears('монету')
    await world.sql`update messages_log set question = 'найди погоду на Марсе' where user_id = ${person.id}`
    await person.press('↻ Заново')
    await eventually(async () => expect(await last()).toMatchObject({ price: 1, searchPrice: null }))
    expect(searched).toEqual([])
  })
})

test('what a search adds is said where a conversation with an assistant begins', async () => {
  await person.say('/assistants')
  await person.press('Повар')
  await person.hears(/Цена ответа: 1 кредит\nПоиск в интернете: включён, с ним вопрос дороже на 1 кредит/)
  await person.press('Начать разговор · 1 кр.')
  await person.hears('Разговор начат')
  await person.say('найди рецепт борща')
  expect((await person.hears('Вот что нашлось')).text).toContain('Списано: 2 кредита')
})

test('what a question has cost is explained where all charges stand', async () => {
  await person.say('найди погоду на Марсе')
  await person.hears('Вот что нашлось')
  const { receipts } = await world.api.receipts({ telegramId: person.id })
  expect(receipts[0]).toMatchObject({ of: 'question', price: 2, search: 1 })
})

test('a provider that fails after a search leaves its finds to the next try: a search is bought once', async () => {
  await trouble({ kind: 'cut', times: 1 })
  await person.say('найди длинный рассказ о море')
  await person.hears('Вот что нашлось')
  expect(searched).toEqual(['длинный рассказ о море'])
  await eventually(expectSettled)
})

describe('over whatever may happen', () => {
  const plan = fc.record({
    searches: fc.array(fc.constantFrom('погоду', 'курс', 'ничего', 'сломанный чайник'), { maxLength: 4 }),
    troubles: fc.array(fc.constantFrom('error', 'cut', 'empty', 'garbage'), { maxLength: 4 }),
    stops: fc.option(fc.integer({ min: 0, max: 30 }), { nil: undefined }),
    restarts: fc.boolean(),
    credits: fc.constantFrom(1, 2, 20),
  })

  test(
    'nobody pays more than was reserved, and for a search only when it found something',
    { timeout: 240_000 },
    async () => {
      let updateId = 910_000_000
      await fc.assert(
        fc.asyncProperty(plan, async ({ searches, troubles, stops, restarts, credits: has }) => {
          await world.sandbox.control('DELETE', '/trouble')
          searched = []
          const { telegramId } = await world.api.register({ telegramId: (updateId += 1), firstName: 'x' })
          person = { ...person, id: telegramId }
          await give(has)
          for (const kind of troubles) await trouble({ kind, times: 1 })
          const text = `расскажи: ${searches.map((query) => `найди ${query}`).join('; ')} и подумай`
          const place = { telegramId, chatId: telegramId, threadId: 0, messageId: 1, updateId, text }
          const answering = world.api.processMessage(place).catch((error: unknown) => error)
          if (stops !== undefined) {
            await new Promise((resolve) => setTimeout(resolve, stops))
            await world.api.stopAnswer({ telegramId, chatId: telegramId, threadId: 0 })
          }
          if (restarts) {
            await world.stopBackend()
            await world.startBackend()
          }
          await answering
          const again = await world.api.processMessage(place).catch((error: unknown) => error)
          if (again instanceof Error) expect(again).toBeInstanceOf(BackendRefusal)
          const [row] = await world.sql<{
            status: string
            price: number
            searches: number
            searchPrice: number | null
          }>`
          select status, price, searches, search_price from messages_log where user_id = ${telegramId}`
          const most = 1 + (row!.searchPrice ?? 0)
          const charged = has - (await credits())
          expect(charged).toBeLessThanOrEqual(most)
          expect(charged).toBe(row!.status === 'answered' ? row!.price : 0)
          if (row!.status === 'answered') expect(row!.price).toBe(row!.searches > 0 ? 2 : 1)
          if (row!.searchPrice === null) expect(searched).toEqual([])
          await expectSettled()
        }),
        { numRuns: 25, endOnFailure: true },
      )
    },
  )
})
