/**
 * How quickly an answer is seen, and with how many calls of Telegram: `npm run bench:answers`. Everything runs in this
 * process against the sandbox; the model writes a token every 20 ms.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Person } from '#tests/world/person.ts'
import { describe, percentile, print } from './figures.ts'
import { startInProcess } from './in-process.ts'
import { startModel } from './model.ts'
import { until } from './until.ts'

const tokenMs = 20
const answers = 200
const atOnce = 10
/** Seldom: looking takes time from what is looked at. The times come from the sandbox's journal. */
const lookMs = 100

type World = Awaited<ReturnType<typeof startWorld>>

let named = 0
for (const progress of ['drafts', 'edits']) await measure(progress)

async function measure(progress: string) {
  const world = await startWorld(progress)
  try {
    print(`\nPROGRESS=${progress}, a token every ${tokenMs} ms`)
    await askAll(world, 20, 60) // warm
    const rows = await askAll(world, answers, 120)
    print(`  ${answers} answers of 120 tokens, ${atOnce} at once`)
    print(`  first token to first visible text: ${describe(rows.map((row) => row.firstVisibleMs))}`)
    print(`  last token to final message:       ${describe(rows.map((row) => row.finalMs))}`)
    for (const tokens of [120, 1_200]) {
      const [row] = await askAll(world, 1, tokens)
      print(
        `  calls for an answer of ${tokens} tokens: ${Object.entries(row!.calls)
          .map(([m, n]) => `${n} ${m}`)
          .join(', ')}`,
      )
    }
    const stops: number[] = []
    for (let n = 0; n < 50; n += 1) stops.push(await stopOne(world))
    print(`  Stop pressed to the model hung up on: median ${percentile(stops, 50)} ms, p99 ${percentile(stops, 99)} ms`)
  } finally {
    await world.stop()
  }
}

async function startWorld(progress: string) {
  const model = await startModel({ tokenMs })
  const product = await startInProcess({
    OPENAI_BASE_URL: model.baseUrl,
    PROGRESS: progress,
    GATHER_MS: '0',
    // The bot's own limit is not what is measured here.
    TELEGRAM_CALLS_PER_SECOND: '1000',
  })
  const people: Person[] = []
  for (let n = 0; n < atOnce; n += 1) {
    const person = await product.newcomer()
    await person.post('/start')
    await person.press('Try for free')
    people.push(person)
  }
  return {
    ...product,
    model,
    people,
    async stop() {
      await product.stop()
      await model.stop()
    },
  }
}

async function askAll(world: World, count: number, tokens: number) {
  const rows: Awaited<ReturnType<typeof askOne>>[] = []
  let left = count
  await Promise.all(
    world.people.map(async (person) => {
      while (left-- > 0) rows.push(await askOne(world, person, tokens))
    }),
  )
  return rows
}

async function askOne(world: World, person: Person, tokens: number) {
  const name = `q${(named += 1)}`
  const askedAt = Date.now()
  await person.say(`#${name} ${tokens}`)
  await until(lookMs, async () => world.model.spoken.get(name)?.hungUpAt || undefined)
  const final = await until(lookMs, async () => {
    const entries = await world.journalOf(person.id, askedAt)
    return entries.find(
      ({ method, parameters }) =>
        ['sendMessage', 'editMessageText'].includes(method) && parameters.text?.endsWith(name),
    )
  })
  // The last edit of the growing message may show everything before the final text with its buttons does.
  await sleep(100)
  const spoken = world.model.spoken.get(name)!
  const entries = await world.journalOf(person.id, askedAt)
  const first = entries.find(({ method, parameters }) => /sendMessage|editMessageText/.test(method) && parameters.text)!
  const calls: Record<string, number> = {}
  for (const { method } of entries) calls[method] = (calls[method] ?? 0) + 1
  return {
    firstVisibleMs: first.at + first.ms - spoken.firstTokenAt,
    finalMs: final.at + final.ms - spoken.lastTokenAt,
    calls,
  }
}

async function stopOne(world: World): Promise<number> {
  const name = `q${(named += 1)}`
  const person = world.people[named % world.people.length]!
  const askedAt = Date.now()
  await person.say(`#${name} 2000`)
  const press = await until(lookMs, async () => {
    const { drafts, messages } = (await world.call('GET', `/person/users/${person.id}/chat`)) as {
      drafts: { draftId: number; text: string }[]
      messages: { message_id: number; reply_markup?: { inline_keyboard: { text: string }[][] } }[]
    }
    if (drafts[0]?.text) return { path: '/stop_draft', body: { draft_id: drafts[0].draftId } }
    const growing = messages.findLast(({ reply_markup: markup }) =>
      markup?.inline_keyboard.flat()[0]?.text.includes('Stop'),
    )
    return growing && { path: '/press', body: { message_id: growing.message_id, button: '■ Stop' } }
  })
  const pressedAt = Date.now()
  await person.post(press.path, press.body)
  const { hungUpAt } = await until(lookMs, async () => {
    const spoken = world.model.spoken.get(name)
    return spoken?.hungUpAt ? spoken : undefined
  })
  await until(lookMs, async () =>
    (await world.journalOf(person.id, askedAt)).find(
      ({ method, parameters }) => method === 'sendMessage' && parameters.text,
    ),
  )
  return hungUpAt - pressedAt
}
