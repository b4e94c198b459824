import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Person } from './world/person.ts'
import { settled } from './world/settled.ts'
import { createWorld, type World } from './world/world.ts'

const folder = mkdtempSync(join(tmpdir(), 'pomogator-wires-'))
const wires = ['chat', 'responses', 'anthropic'] as const
let world: World
beforeAll(async () => {
  world = await createWorld({ withoutBot: true, PROGRESS: 'drafts', modelTokenDelayMs: 10 })
  await world.stopBackend()
  world.environment['CATALOG_FILE'] = writeCatalog(`${world.sandbox.url}/v1`)
  await world.startBackend()
  await world.startBot()
})
afterEach(() => world.sandbox.control('DELETE', '/trouble'))
afterAll(async () => {
  await world.end()
  rmSync(folder, { recursive: true })
})

/** The demo model by three wires, each standing in for the one before it. */
function writeCatalog(baseUrl: string): string {
  const models = wires.map((wire, index) => ({
    id: wire,
    title: { ru: wire, en: wire },
    description: { ru: wire, en: wire },
    baseUrl,
    apiKeyVariable: 'OPENAI_API_KEY',
    model: 'demo',
    wire,
    reasoning: 'low',
    priceCredits: 1,
    fallback: wires[(index + 1) % wires.length],
  }))
  const file = join(folder, 'catalog.json')
  const { packs, plans } = JSON.parse(readFileSync('catalog.json', 'utf8')) as object & { packs: object; plans: object }
  writeFileSync(file, JSON.stringify({ models, packs, plans }))
  return file
}

async function customer(model: string): Promise<Person> {
  const person = await world.person()
  await world.api.register({ telegramId: person.id, firstName: 'Аня', languageCode: 'ru' })
  await world.api.updateCredits({ telegramId: person.id, delta: 50, reason: 'test', idempotencyKey: `${person.id}` })
  await world.api.changeProfile({ telegramId: person.id, settings: { model } })
  return person
}
const stored = async (person: Person) => {
  await settled(world)
  return world.sql<{ answer: string; answeredBy: string; inputTokens: number; outputTokens: number; price: number }>`
    select answer, answered_by, input_tokens, output_tokens, price from messages_log
    where user_id = ${person.id} and status = 'answered' order by id`
}

describe.each(wires)('a question by the wire %s', (wire) => {
  test('shows that the model thinks, then its answer, and stores the answer alone', async () => {
    await world.sandbox.control('POST', '/trouble/model', { kind: 'slow', ms: 70, times: 1 })
    const person = await customer(wire)
    await person.say('Сколько будет 2 + 3?')
    const thinking = wire === 'chat' ? 'Думаю…' : /^Думаю…\n\nСмотрю/
    expect((await person.watches(thinking)).text).not.toContain('**')
    await person.hears('2 + 3 = 5')
    const [first] = await stored(person)
    expect(first).toMatchObject({ answeredBy: wire, price: 1 })
    expect(first!.answer).toMatch(/^\*\*2 \+ 3 = 5\*\*/)
    expect(first!.inputTokens).toBeGreaterThan(10)
    expect(first!.outputTokens).toBeGreaterThan(10)
  })

  test('goes on to the next wire when its server fails, and is charged once', async () => {
    await world.sandbox.control('POST', '/trouble/model', { kind: 'error', status: 404, times: 1 })
    const person = await customer(wire)
    await person.say('2 + 4')
    await person.hears('2 + 4 = 6')
    const next = wires[(wires.indexOf(wire) + 1) % wires.length]
    expect(await stored(person)).toMatchObject([{ answeredBy: next, price: 1 }])
    expect((await world.api.getCredits({ telegramId: person.id })).credits).toBe(49)
  })

  test('is begun anew when its stream breaks', async () => {
    await world.sandbox.control('POST', '/trouble/model', { kind: 'cut', times: 1 })
    const person = await customer(wire)
    await person.say('2 + 5')
    await person.hears('2 + 5 = 7')
    expect(await stored(person)).toMatchObject([{ answeredBy: wire, price: 1 }])
  })

  test('can be stopped, and keeps what was said', async () => {
    // Slow enough that a stop comes before the second sentence, however busy the machine is.
    await world.sandbox.control('POST', '/trouble/model', { kind: 'slow', ms: 200, times: 1 })
    const person = await customer(wire)
    await person.say('медленный ответ')
    const { draftId } = await person.watches('Отвечаю')
    await person.stopsDraft(draftId)
    const [kept] = await stored(person)
    expect(kept!.answer).toMatch(/^Отвечаю/)
    expect(kept!.answer).not.toContain('Слово за словом, строка за строкой. Слово за словом')
  })
})

test('what was said before comes from the cache of the model', async () => {
  const person = await customer('responses')
  await person.say('меня зовут Аня')
  await person.hears('Приятно познакомиться')
  await person.say('как меня зовут')
  await person.hears('Вас зовут')
  await settled(world)
  const requests = (await world.sandbox.control('GET', '/model/requests')) as { body: Record<string, unknown> }[]
  const [second, first] = requests.map(({ body }) => body)
  expect(second!['prompt_cache_key']).toBe(first!['prompt_cache_key'])
  const beginning = (body: Record<string, unknown>) => (body['input'] as unknown[]).slice(0, 2)
  expect(beginning(second!)).toEqual(beginning(first!))
  expect(second).toMatchObject({ store: false, safety_identifier: first!['safety_identifier'] })
  expect(JSON.stringify(second)).not.toContain(String(person.id))
})
