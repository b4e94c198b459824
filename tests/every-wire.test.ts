import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { costOf } from '#modules/catalog/cost-of.ts'
import { type WireName, wireNames } from '#platform/models/provider.ts'
import { type Reply, TestServer } from '#platform/models/testing-server.ts'
import { speakers } from '#platform/models/testing-speakers.ts'
import { createWorld, type World } from './world/world.ts'

const folder = mkdtempSync(join(tmpdir(), 'pomogator-every-wire-'))
const price = { from: '2026-01-01', input: 1_000_000, cachedInput: 100_000, output: 5_000_000, perSearch: 5_000 }
const priceCredits = 3
const server = new TestServer()
let world: World
beforeAll(async () => {
  await server.start()
  world = await createWorld({ withoutBot: true, CATALOG_FILE: writeCatalog() })
})
afterAll(async () => {
  await world.end()
  server.stop()
  rmSync(folder, { recursive: true })
})

/** An entry for each wire, each standing in for the one before it. */
function writeCatalog(): string {
  const models = wireNames.map((wire) => ({
    id: wire,
    title: { ru: wire, en: wire },
    description: { ru: wire, en: wire },
    baseUrl: server.address(wire),
    model: 'm',
    wire,
    prices: [price],
    priceCredits,
    fallback: nextOf(wire),
  }))
  const { packs, plans } = JSON.parse(readFileSync('catalog.json', 'utf8')) as { packs: object; plans: object }
  const file = join(folder, 'catalog.json')
  writeFileSync(file, JSON.stringify({ models, packs, plans }))
  return file
}

function nextOf(wire: WireName): WireName {
  return wireNames[(wireNames.indexOf(wire) + 1) % wireNames.length]!
}

const whole =
  (wire: WireName): Reply =>
  (response, asked) =>
    speakers[wire].answer('Сорок', ' два')(response, asked)
/** As a model says it that has searched twice. */
const found =
  (wire: WireName): Reply =>
  (response) => {
    const { grammar } = speakers[wire]
    const end = grammar.end('stop', { input: 20, cached: 15, output: 9, reasoning: 0, searches: 2 })
    response.writeHead(200).end(speakers[wire].lines(grammar.begin, grammar.text('Сорок два'), end))
  }
/** Its beginning, and then nothing or the end of the connection. */
const beginning =
  (wire: WireName, then: 'silence' | 'cut'): Reply =>
  (response) => {
    const { grammar } = speakers[wire]
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.write(speakers[wire].lines(grammar.begin, grammar.text('Сорок')), () => {
      if (then === 'cut') response.destroy()
    })
  }

interface Cost {
  model: string
  outcome: string
  inputTokens: number
  cachedInputTokens: number
  outputTokens: number
  reasoningTokens: number
  searches: number
  estimated: boolean
  microDollars: number
}

let lastId = 6_000_000
/** Asks once by a wire. Returns what its tries cost, and what was charged for them. */
async function ask(wire: WireName, { stops }: { stops: boolean }) {
  const telegramId = (lastId += 1)
  await world.api.register({ telegramId, firstName: 'Аня', languageCode: 'ru' })
  await world.api.updateCredits({ telegramId, delta: 10, reason: 'test', idempotencyKey: 'start' })
  const updateId = (lastId += 1)
  const events = world.api.streamAnswer(
    { telegramId, chatId: telegramId, messageId: 1, updateId, text: 'Сколько?', model: wire },
    { signal: new AbortController().signal, updateId },
  )
  const deltas: string[] = []
  for await (const event of events)
    if (event.type === 'delta') {
      deltas.push(event.text)
      if (stops) await world.api.stopAnswer({ telegramId, chatId: telegramId })
    }
  const costs = await world.sql<Cost>`
    select model, outcome, input_tokens, cached_input_tokens, output_tokens, reasoning_tokens, searches, estimated, micro_dollars
    from costs where user_id = ${telegramId} order by try`
  for (const cost of costs) expect(cost.microDollars).toBe(costOf(cost, price))
  const { credits } = await world.api.getCredits({ telegramId })
  return { said: deltas.join(''), costs, charged: 10 - credits }
}

/** What the servers report: 20 tokens in, of which 15 were cached, and 9 out. Perplexity has no word for its cache. */
const reportedBy = (wire: WireName) =>
  wire === 'perplexity'
    ? { inputTokens: 20, cachedInputTokens: 0, outputTokens: 9, estimated: false, microDollars: 65 }
    : { inputTokens: 20, cachedInputTokens: 15, outputTokens: 9, estimated: false, microDollars: 52 }

/** In the words of its library, or in ours. */
const broken = expect.stringMatching(/^(?:cut|unavailable)$/) as string

const line = (wire: string, story: string, { costs, charged }: { costs: Cost[]; charged: number }) =>
  [
    wire,
    story,
    costs
      .map(({ model, outcome, searches, estimated, ...cost }) => {
        const tokens = `${cost.inputTokens} in (${cost.cachedInputTokens} cached), ${cost.outputTokens} out (${cost.reasoningTokens} reasoning)`
        return `${model} ${outcome}: ${tokens}${searches > 0 ? `, ${searches} searches` : ''}${estimated ? ', counted here' : ''}`
      })
      .join('; '),
    `${costs.reduce((sum, { microDollars }) => sum + microDollars, 0)}`,
    `${charged}`,
  ].join(' | ')

describe.each(wireNames)('a question by the wire %s', (wire) => {
  test('costs what its provider counts and is charged once, whether it is streamed, searched for, stopped or failed over', async ({
    annotate,
  }) => {
    server.clear(whole(wire))
    const streamed = await ask(wire, { stops: false })
    expect(streamed).toMatchObject({ said: 'Сорок два', charged: priceCredits })
    expect(streamed.costs).toMatchObject([{ model: wire, outcome: 'answered', ...reportedBy(wire) }])

    server.clear(beginning(wire, 'silence'))
    const stopped = await ask(wire, { stops: true })
    expect(stopped).toMatchObject({ said: 'Сорок', charged: priceCredits })
    expect(stopped.costs).toMatchObject([{ model: wire, outcome: 'stopped', estimated: true }])
    expect(stopped.costs[0]!.microDollars).toBeGreaterThan(0)

    const next = nextOf(wire)
    server.clear(beginning(wire, 'cut'), beginning(wire, 'cut'), whole(next))
    const failedOver = await ask(wire, { stops: false })
    expect(failedOver).toMatchObject({ charged: priceCredits })
    expect(failedOver.costs).toMatchObject([
      { model: wire, outcome: broken, estimated: true },
      { model: wire, outcome: broken, estimated: true },
      { model: next, outcome: 'answered', ...reportedBy(next) },
    ])

    server.clear(found(wire))
    const searched = await ask(wire, { stops: false })
    expect(searched).toMatchObject({ said: 'Сорок два', charged: priceCredits })
    const { microDollars } = reportedBy(wire)
    expect(searched.costs).toMatchObject([{ searches: 2, microDollars: microDollars + 2 * price.perSearch }])
    const stories = Object.entries({ streamed, searched, stopped, 'failed over': failedOver })
    await annotate(stories.map(([story, told]) => line(wire, story, told)).join('\n'))
  })
})
