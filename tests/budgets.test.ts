import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { readConfig } from '#programs/backend/config.ts'
import { startBackend } from '#programs/backend/main.ts'
import { createLog } from '#platform/runtime/log.ts'
import type { Catalog } from '#modules/catalog/catalog.ts'
import { eventually } from './world/eventually.ts'
import type { Person } from './world/person.ts'
import { runTask } from './world/run-task.ts'
import { backendToken, createWorld, type World } from './world/world.ts'

/** What a question to the standard model reserves, and what its answer costs here: 1,000 tokens in, 200 out. */
const reserved = 5_200
const cost = 200

const folder = mkdtempSync(join(tmpdir(), 'budgets-'))
const shipped = JSON.parse(readFileSync('catalog.json', 'utf8')) as Catalog
let world: World
let owner: Person
let model: GatedModel
beforeAll(async () => {
  model = await GatedModel.start()
})
afterAll(() => {
  model.stop()
  rmSync(folder, { recursive: true })
})
beforeEach(() => model.open())
afterEach(() => world.end())

type Budgets = NonNullable<Catalog['money']['budgets']>

async function open(budgets: Budgets, withoutBot = true): Promise<void> {
  const settings = { ADMIN_IDS: '7000001', CATALOG_FILE: catalogWith(budgets), OPENAI_BASE_URL: model.address }
  world = await createWorld({ withoutBot, ...settings })
  owner = await world.person({ first_name: 'Олег' })
}

function catalogWith(budgets: Budgets): string {
  const file = join(folder, 'catalog.json')
  writeFileSync(file, JSON.stringify({ ...shipped, money: { microDollarsPerStar: 13_000, budgets } }))
  return file
}

let lastId = 5_000_000
async function newUser(credits = 10): Promise<number> {
  const telegramId = (lastId += 1)
  await world.api.register({ telegramId, firstName: 'Аня', languageCode: 'ru' })
  if (credits > 0)
    await world.api.updateCredits({ telegramId, delta: credits, reason: 'test', idempotencyKey: 'start' })
  return telegramId
}

async function askAt(url: string, telegramId: number, more: object = {}) {
  lastId += 1
  const response = await fetch(`${url}/process_message`, {
    method: 'POST',
    headers: { authorization: `Bearer ${backendToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      telegram_id: telegramId,
      chat_id: telegramId,
      message_id: 1,
      update_id: lastId,
      text: 'q',
      ...more,
    }),
  })
  const body = (await response.json()) as {
    model: string
    instead_of: { en: string } | null
    charged: { purse: string; price: number }
    error?: { code: string; details: { reason: string; resumes_at: string; waiting: number } }
  }
  return { status: response.status, body, reason: body.error?.details.reason }
}
const askOnce = (telegramId: number, more: object = {}) => askAt(world.backend().url, telegramId, more)

const periods = () =>
  world.sql<{ budget: string; spent: number; reserved: number; reachedPercent: number }>`
    select budget, spent, reserved, reached_percent from budget_periods order by budget, user_id`

describe('a budget of the day', () => {
  test('lets through exactly as many questions as it has room for, however many come at once to two backends', async () => {
    await open({ day: { microDollars: 5 * reserved, whenUsedUp: 'stop' } })
    const second = await startBackend(
      readConfig({ ...world.environment, BACKEND_PORT: '0' }),
      createLog('second', { level: 'silent' }),
    )
    const people = await Promise.all(Array.from({ length: 40 }, () => newUser()))
    await askOnce(people[0]!)
    model.close()
    const refused: string[] = []
    let asked: Promise<{ status: number }>[] = []
    await world.sql.transaction(async (sql) => {
      await sql`select 1 from budget_periods for update`
      asked = people.map(async (person, index) => {
        const answer = await askAt(index % 2 ? second.url : world.backend().url, person)
        if (answer.status !== 200) refused.push(answer.reason ?? `status ${answer.status}`)
        return answer
      })
      // More than there is room for have seen room, and stand before the budget.
      await eventually(async () => {
        const waiting = await world.sql`
          select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
        expect(waiting.length).toBeGreaterThan(10)
      })
    })

    await eventually(() => expect(refused).toHaveLength(35))
    expect(new Set(refused)).toEqual(new Set(['budget_used_up']))
    expect(await periods()).toEqual([{ budget: 'day', spent: cost, reserved: 5 * reserved, reachedPercent: 0 }])
    expect(await world.sql`select 1 from messages_log where status = 'pending'`).toHaveLength(5)
    model.open()
    const outcomes = await Promise.all(asked)
    expect(outcomes.filter(({ status }) => status === 200)).toHaveLength(5)
    expect(await periods()).toEqual([{ budget: 'day', spent: 6 * cost, reserved: 0, reachedPercent: 0 }])
    expect(await world.sql`select 1 from budget_holds`).toEqual([])
    await second.stop()
  })

  test('stops with the question kept, and nothing charged, when it is spent', async () => {
    await open({ day: { microDollars: cost, whenUsedUp: 'stop' } })
    const person = await newUser()
    expect((await askOnce(person)).status).toBe(200)
    const { reason, body } = await askOnce(person)
    expect(reason).toBe('budget_used_up')
    const midnight = new Date(new Date().setUTCHours(24, 0, 0, 0)).toISOString()
    expect(body.error!.details).toMatchObject({ resumes_at: midnight })
    expect(await world.sql`select 1 from waiting_questions where user_id = ${person}`).toHaveLength(1)
    expect(await world.api.getCredits({ telegramId: person })).toMatchObject({ credits: 9 })
    // The next day has a budget of its own.
    await world.sql`update budget_periods set starts_on = starts_on - 1`
    await world.sql`update costs set day = day - 1`
    expect((await askOnce(person)).status).toBe(200)
  })

  test('counts what was spent before it was set', async () => {
    await open({})
    const person = await newUser()
    await askOnce(person)
    expect(await periods()).toEqual([])
    await world.stopBackend()
    catalogWith({ day: { microDollars: 2 * cost, whenUsedUp: 'stop' } })
    await world.startBackend()
    expect((await askOnce(person)).status).toBe(200)
    expect((await askOnce(person)).reason).toBe('budget_used_up')
    expect(await periods()).toEqual([{ budget: 'day', spent: 2 * cost, reserved: 0, reachedPercent: 100 }])
  })

  test('gives back what a question without an answer had reserved', async () => {
    await open({ day: { microDollars: reserved, whenUsedUp: 'stop' } })
    const person = await newUser()
    model.fail()
    expect((await askOnce(person)).body.error?.code).toBe('answer_failed')
    model.open()
    expect(await periods()).toEqual([{ budget: 'day', spent: 0, reserved: 0, reachedPercent: 0 }])
    expect((await askOnce(person)).status).toBe(200)
  })
})

describe('a budget that is used up', () => {
  test('has the cheapest model answer at its own price, and the person is told', async () => {
    await open({ month: { microDollars: 1, whenUsedUp: 'cheaper' } }, false)
    const person = await world.person()
    await world.api.register({ telegramId: person.id, firstName: 'Аня', languageCode: 'ru' })
    await world.api.updateCredits({ telegramId: person.id, delta: 50, reason: 'test', idempotencyKey: 'start' })
    await world.api.changeProfile({ telegramId: person.id, settings: { model: 'expert' } })
    await person.say('Раз?')
    await person.hears('Готово.')
    await eventually(async () =>
      expect(await world.api.getCredits({ telegramId: person.id })).toMatchObject({ credits: 40 }),
    )
    await person.say('Два?')
    await person.hears('Запас ответов «Эксперт» пока закончился, ответила «Стандартная» по своей цене.')
    await eventually(async () =>
      expect(await world.api.getCredits({ telegramId: person.id })).toMatchObject({ credits: 39 }),
    )
    // The cheapest one goes on, and what it costs is counted.
    await person.say('Три?')
    await eventually(async () =>
      expect(await world.api.getCredits({ telegramId: person.id })).toMatchObject({ credits: 38 }),
    )
    expect(await world.sql`select model, wanted_model from messages_log order by id`).toEqual([
      { model: 'expert', wantedModel: null },
      { model: 'standard', wantedModel: 'expert' },
      { model: 'standard', wantedModel: 'expert' },
    ])
  })

  test('of the trial pauses free answers only: whoever has credits goes on', async () => {
    await open({ trialDay: { microDollars: 1, whenUsedUp: 'no_trial' } })
    const guest = await newUser(0)
    await world.api.startTrial({ telegramId: guest })
    expect((await askOnce(guest)).body.charged).toEqual({ purse: 'trial', price: 1 })
    expect((await askOnce(guest)).reason).toBe('trial_paused')
    await world.api.updateCredits({ telegramId: guest, delta: 5, reason: 'test', idempotencyKey: 'more' })
    expect((await askOnce(guest)).body.charged).toEqual({ purse: 'credits', price: 1 })
    expect((await world.api.getCredits({ telegramId: guest })).trial).toMatchObject({ used: 1 })
  })

  test('of one person stops that person only', async () => {
    await open({ personDay: { microDollars: 1, whenUsedUp: 'stop' } })
    const [one, other] = [await newUser(), await newUser()]
    expect((await askOnce(one)).status).toBe(200)
    expect((await askOnce(one)).reason).toBe('budget_used_up')
    expect((await askOnce(other)).status).toBe(200)
  })

  test('says in the chat that the question is kept and when answers go on', async () => {
    await open({ day: { microDollars: 1, whenUsedUp: 'stop' } }, false)
    const person = await world.person()
    await world.api.register({ telegramId: person.id, firstName: 'Аня', languageCode: 'ru' })
    await world.api.updateCredits({ telegramId: person.id, delta: 50, reason: 'test', idempotencyKey: 'start' })
    await person.say('Раз?')
    await person.hears('Готово.')
    await person.say('Два?')
    await person.hears(
      /мой запас ответов закончился\. Ничего не списано\. Снова отвечу .* в 03:00 по Москве\. Вопрос сохранён/,
    )
    await world.sql`update budget_periods set starts_on = starts_on - 1`
    await world.sql`update costs set day = day - 1`
    await person.press('Ответить · 1 кр.')
    await eventually(async () =>
      expect(await world.api.getCredits({ telegramId: person.id })).toMatchObject({ credits: 48 }),
    )
  })
})

test('the owner is told once each at 50, 80 and 100 %', async () => {
  await open({ day: { microDollars: 10 * cost, whenUsedUp: 'stop' } }, false)
  await owner.say('/start')
  await owner.hears('Попробуйте бесплатно')
  const before = (await owner.heard()).length
  const person = await newUser(50)
  const toldAfter = async (questions: number) => {
    for (let n = 0; n < questions; n += 1) await askOnce(person)
    await runTask(world, 'tell-budgets')
    await runTask(world, 'tell-budgets')
    return (await owner.heard()).length - before
  }
  expect(await toldAfter(4)).toBe(0)
  expect(await toldAfter(1)).toBe(1)
  expect(await toldAfter(2)).toBe(1)
  expect(await toldAfter(1)).toBe(2)
  expect(await toldAfter(3)).toBe(3)
  expect((await owner.heard()).slice(before)).toEqual([
    '⚠️ Бюджет на день: потрачено 50 % (0,001 $ из 0,002 $).',
    '⚠️ Бюджет на день: потрачено 80 % (0,0016 $ из 0,002 $).',
    '⚠️ Бюджет на день: потрачено 100 % (0,002 $ из 0,002 $). Ответов пока не будет: вопросы сохраняются, людям об этом сказано. Изменить бюджет можно в каталоге, в разделе money.budgets.',
  ])
})

test('a budget that was taken out comes to no mark any more, and says nothing', async () => {
  await open({ day: { microDollars: 2 * cost, whenUsedUp: 'stop' } })
  const person = await newUser()
  await askOnce(person)
  await world.stopBackend()
  catalogWith({})
  await world.startBackend()
  for (let n = 0; n < 3; n += 1) expect((await askOnce(person)).status).toBe(200)
  expect(await periods()).toEqual([{ budget: 'day', spent: 4 * cost, reserved: 0, reachedPercent: 50 }])
  expect(await (await fetch(`${world.backend().url}/metrics`)).text()).not.toContain('pomogator_budget_dollars{')
})

/** A server of a model whose answers wait at a gate. */
class GatedModel {
  private readonly server: Server
  private gate = Promise.withResolvers<void>()
  private failing = false

  static async start(): Promise<GatedModel> {
    const model = new GatedModel()
    await new Promise<void>((resolve) => model.server.listen(0, '127.0.0.1', resolve))
    return model
  }

  private constructor() {
    this.server = createServer((request, response) => {
      request.resume()
      void this.gate.promise.then(() => {
        if (this.failing) return response.writeHead(400).end('{}')
        response.writeHead(200, { 'content-type': 'text/event-stream' })
        const usage = { prompt_tokens: 1000, completion_tokens: 200, total_tokens: 1200 }
        const chunks = [
          { choices: [{ index: 0, delta: { content: 'Готово.' }, finish_reason: null }] },
          { choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] },
          { choices: [], usage },
        ]
        return response.end(
          [...chunks.map((chunk) => `data: ${JSON.stringify(chunk)}\n\n`), 'data: [DONE]\n\n'].join(''),
        )
      })
    })
  }

  get address(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/v1`
  }

  open() {
    this.failing = false
    this.gate.resolve()
  }

  close() {
    this.gate = Promise.withResolvers()
  }

  /** It refuses every request as a bad one. */
  fail() {
    this.failing = true
  }

  stop() {
    this.server.closeAllConnections()
    this.server.close()
  }
}
