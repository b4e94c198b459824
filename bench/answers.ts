/**
 * How quickly an answer is seen, and with how many calls of Telegram: `npm run bench:answers`. Everything runs in this
 * process against the sandbox; the model writes a token every 20 ms.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { startSandbox } from '#sandbox/sandbox.ts'
import { startEverything } from '#programs/start/main.ts'
import { createLog } from '#platform/runtime/log.ts'
import { startModel } from './model.ts'
import { describe, percentile, print } from './figures.ts'

const tokenMs = 20
const answers = 200
const atOnce = 10
/** Seldom: looking takes time from what is looked at. The times come from the sandbox's journal. */
const lookMs = 100

interface Entry {
  at: number
  ms: number
  method: string
  status: number
  parameters: { chat_id?: number | string; text?: string }
}
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
  const dataDir = mkdtempSync(join(tmpdir(), 'pomogator-bench-'))
  const model = await startModel({ tokenMs })
  const sandbox = await startSandbox({})
  const product = await startEverything(
    {
      PATH: process.env['PATH'],
      DATA_DIR: dataDir,
      BOT_TOKEN: sandbox.botToken,
      TELEGRAM_API_ROOT: sandbox.telegramApiRoot,
      OPENAI_BASE_URL: model.baseUrl,
      OPENAI_API_KEY: 'bench',
      TRIAL_MESSAGES: '10000',
      TRIAL_FIRST_MESSAGES: '10000',
      FREE_MESSAGES_PER_DAY: '10000000',
      PROGRESS: progress,
      GATHER_MS: '0',
      // The bot's own limit is not what is measured here.
      TELEGRAM_CALLS_PER_SECOND: '1000',
      BACKEND_PORT: '0',
    },
    createLog('bench', { level: 'error' }),
  )
  const call = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(sandbox.url + path, {
      method,
      ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    })
    return response.json()
  }
  const people: number[] = []
  for (let n = 0; n < atOnce; n += 1) {
    const { id } = (await call('POST', '/person/users', { first_name: `P${n}`, language_code: 'en' })) as { id: number }
    await call('POST', `/person/users/${id}/start`, {})
    await pressWhenThere(call, id, 'Try for free')
    people.push(id)
  }
  return {
    call,
    model,
    people,
    async stop() {
      await product.stop()
      await sandbox.stop()
      await model.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

async function pressWhenThere(
  call: (method: string, path: string, body?: unknown) => Promise<unknown>,
  id: number,
  label: string,
) {
  for (;;) {
    const { messages } = (await call('GET', `/person/users/${id}/chat`)) as {
      messages: { message_id: number; reply_markup?: { inline_keyboard: { text: string }[][] } }[]
    }
    const message = messages.findLast(({ reply_markup: markup }) =>
      markup?.inline_keyboard.flat().some(({ text }) => text.includes(label)),
    )
    const button = message?.reply_markup?.inline_keyboard.flat().find(({ text }) => text.includes(label))
    if (message && button)
      return call('POST', `/person/users/${id}/press`, { message_id: message.message_id, button: button.text })
    await sleep(20)
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

async function askOne({ call, model }: World, person: number, tokens: number) {
  const name = `q${(named += 1)}`
  const askedAt = Date.now()
  await call('POST', `/person/users/${person}/messages`, { text: `#${name} ${tokens}` })
  await until(async () => model.spoken.get(name)?.hungUpAt || undefined)
  const final = await until(async () => {
    const entries = await journalOf(call, person, askedAt)
    return entries.find(
      ({ method, parameters }) =>
        ['sendMessage', 'editMessageText'].includes(method) && parameters.text?.endsWith(name),
    )
  })
  // The last edit of the growing message may show everything before the final text with its buttons does.
  await sleep(100)
  const spoken = model.spoken.get(name)!
  const entries = await journalOf(call, person, askedAt)
  const first = entries.find(({ method, parameters }) => /sendMessage|editMessageText/.test(method) && parameters.text)!
  const calls: Record<string, number> = {}
  for (const { method } of entries) calls[method] = (calls[method] ?? 0) + 1
  return {
    firstVisibleMs: first.at + first.ms - spoken.firstTokenAt,
    finalMs: final.at + final.ms - spoken.lastTokenAt,
    calls,
  }
}

async function stopOne({ call, model, people }: World): Promise<number> {
  const name = `q${(named += 1)}`
  const person = people[named % people.length]!
  const askedAt = Date.now()
  await call('POST', `/person/users/${person}/messages`, { text: `#${name} 2000` })
  const press = await until(async () => {
    const { drafts, messages } = (await call('GET', `/person/users/${person}/chat`)) as {
      drafts: { draftId: number; text: string }[]
      messages: { message_id: number; reply_markup?: { inline_keyboard: { text: string }[][] } }[]
    }
    if (drafts[0]?.text) return { path: 'stop_draft', body: { draft_id: drafts[0].draftId } }
    const growing = messages.findLast(({ reply_markup: markup }) =>
      markup?.inline_keyboard.flat()[0]?.text.includes('Stop'),
    )
    return growing && { path: 'press', body: { message_id: growing.message_id, button: '■ Stop' } }
  })
  const pressedAt = Date.now()
  await call('POST', `/person/users/${person}/${press.path}`, press.body)
  const { hungUpAt } = await until(async () => {
    const spoken = model.spoken.get(name)
    return spoken?.hungUpAt ? spoken : undefined
  })
  await until(async () =>
    (await journalOf(call, person, askedAt)).find(
      ({ method, parameters }) => method === 'sendMessage' && parameters.text,
    ),
  )
  return hungUpAt - pressedAt
}

async function journalOf(call: World['call'], person: number, since: number): Promise<Entry[]> {
  const entries = (await call('GET', '/control/journal')) as Entry[]
  return entries
    .filter((entry) => entry.at >= since && Number(entry.parameters.chat_id) === person)
    .toSorted((a, b) => a.at - b.at)
}

async function until<Found>(look: () => Promise<Found | undefined>): Promise<Found> {
  for (;;) {
    const found = await look()
    if (found !== undefined) return found
    await sleep(lookMs)
  }
}
