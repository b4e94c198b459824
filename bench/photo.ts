/**
 * How soon a person sees that a picture is being answered: `npm run bench:photo`. One after the other sends a photo of a
 * megabyte with a caption; counted is from before its upload to the first draft, with the usual wait for more pieces.
 */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import sharp from 'sharp'
import { startSandbox } from '#sandbox/sandbox.ts'
import { startEverything } from '#programs/start/main.ts'
import { createLog } from '#platform/runtime/log.ts'
import { describe, print } from './figures.ts'

const photos = 50
const longestWaitMs = 30_000

interface Entry {
  at: number
  ms: number
  method: string
  parameters: { chat_id?: number | string; text?: string; draft_id?: number }
}

const dataDir = mkdtempSync(join(tmpdir(), 'pomogator-bench-'))
const sandbox = await startSandbox({})
const product = await startEverything(
  {
    PATH: process.env['PATH'],
    DATA_DIR: dataDir,
    BOT_TOKEN: sandbox.botToken,
    TELEGRAM_API_ROOT: sandbox.telegramApiRoot,
    OPENAI_BASE_URL: sandbox.modelBaseUrl,
    OPENAI_API_KEY: 'bench',
    TRIAL_MESSAGES: '10000',
    TRIAL_FIRST_MESSAGES: '10000',
    FREE_MESSAGES_PER_DAY: '10000000',
    BACKEND_PORT: '0',
  },
  createLog('bench', { level: 'error' }),
)
try {
  const file = { name: 'photo.jpg', base64: (await photoOfAMegabyte()).toString('base64') }
  // One person alone would come to the limit of messages that the bot takes from each.
  const people: number[] = []
  for (let n = 0; n < 10; n += 1) people.push(await newcomer())
  for (const person of people) await soonSeen(person, file) // warm
  const rows: number[] = []
  for (let n = 0; n < photos; n += 1) rows.push(await soonSeen(people[n % people.length]!, file))
  print(
    `${photos} photos of ${Math.round((file.base64.length * 3) / 4 / 1024)} KB, one after the other, GATHER_MS as usual`,
  )
  print(`from before the upload to the first draft: ${describe(rows)}`)
} finally {
  await product.stop()
  await sandbox.stop()
  rmSync(dataDir, { recursive: true, force: true })
}

async function newcomer(): Promise<number> {
  const { id } = (await call('POST', '/person/users', { first_name: 'P', language_code: 'en' })) as { id: number }
  await call('POST', `/person/users/${id}/messages`, { text: '/trial' })
  await firstSign(id, Date.now() - 1)
  return id
}

/** Noise does not compress, so its size is chosen by its width. */
function photoOfAMegabyte(): Promise<Buffer> {
  const [width, height] = [1_560, 1_170]
  return sharp(randomBytes(width * height * 3), { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 75 })
    .toBuffer()
}

async function soonSeen(person: number, file: object): Promise<number> {
  const before = Date.now()
  await call('POST', `/person/users/${person}/photo`, { file, caption: 'What is on it?' })
  const { at, ms } = await firstSign(person, before)
  await finished(person, before)
  return at + ms - before
}

/** The first words of an answer, or a draft of it. */
function firstSign(person: number, since: number): Promise<Entry> {
  return until(async () =>
    (await journalOf(person, since)).find(
      ({ method, parameters }) => /^send\w*(Message|Draft)/.test(method) && 'chat_id' in parameters,
    ),
  )
}

/** The next photo is not to wait for the answer to this one. */
function finished(person: number, since: number): Promise<Entry> {
  return until(async () => (await journalOf(person, since)).find(({ method }) => /^send(Rich)?Message$/.test(method)))
}

async function journalOf(person: number, since: number): Promise<Entry[]> {
  const entries = (await call('GET', '/control/journal')) as Entry[]
  return entries
    .filter((entry) => entry.at >= since && Number(entry.parameters.chat_id) === person)
    .toSorted((a, b) => a.at - b.at)
}

async function until<Found>(look: () => Promise<Found | undefined>): Promise<Found> {
  for (const begun = Date.now(); Date.now() - begun < longestWaitMs;) {
    const found = await look()
    if (found !== undefined) return found
    await sleep(50)
  }
  throw new Error('Nothing came in time')
}

async function call(method: string, path: string, body?: unknown): Promise<unknown> {
  const response = await fetch(sandbox.url + path, {
    method,
    ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  })
  return response.json()
}
