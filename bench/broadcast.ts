/**
 * How long answers take beside a broadcast, against without: `npm run bench:broadcast`. The two take turns, so that what else
 * the machine does meets both: one broadcast to a hundred thousand people goes on and is paused again. Telegram's usual limit
 * of 30 calls a second holds. How long the list of its people takes is said apart.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { createDraft, findBroadcast, sendBroadcast, steerBroadcast } from '#modules/broadcasts/broadcasts.ts'
import { openArena } from './arena.ts'
import { percentile, print } from './figures.ts'

const { values: wish } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '60' },
    'at-once': { type: 'string', default: '4' },
    recipients: { type: 'string', default: '100000' },
  },
})
const tokens = 80
const tokenMs = 25
/** No person asks in the same millisecond in which they were answered. */
const readingMs = 100
const people = Number(wish['at-once'])
const recipients = Number(wish.recipients)

const arena = await openArena({ people, tokenMs })
const programs = await arena.startOurs({
  progress: 'drafts',
  worker: true,
  more: { TELEGRAM_CALLS_PER_SECOND: '30' },
})
const sql = arena.sql()
await sql`
  insert into users (telegram_id, first_name, language, takes_news)
  select n, 'P', 'en', true from generate_series(1, ${recipients}::integer) n`
await round(10) // warm

const filledFrom = Date.now()
const id = await begin()
print(`${recipients} rows were written in ${Date.now() - filledFrom} ms`)
const without: number[] = []
const beside: number[] = []
for (let n = 1; n <= Number(wish.rounds); n += 1) {
  await steerBroadcast(sql, { id, act: 'pause' })
  const alone = await round(Number(wish.seconds))
  await steerBroadcast(sql, { id, act: 'resume' })
  const together = await round(Number(wish.seconds))
  without.push(...alone)
  beside.push(...together)
  print(`round ${n}: p95 ${percentile(alone, 95)} ms without, ${percentile(together, 95)} ms beside a broadcast`)
}
const { figures } = (await findBroadcast(sql, id))!
print(`${wish.rounds} rounds of ${wish.seconds} s, ${people} people at once, ${figures.sent} messages of the broadcast`)
print('| | answers | p50 | p95 |')
print('|---|---:|---:|---:|')
for (const [name, took] of [
  ['without', without],
  ['beside a broadcast', beside],
] as const)
  print(`| ${name} | ${took.length} | ${percentile(took, 50)} ms | ${percentile(took, 95)} ms |`)
print(`p95 beside a broadcast: ${(percentile(beside, 95) / percentile(without, 95)).toFixed(2)} of without`)
await programs.stop()
await arena.close()

/** What we add to each answer: from the message to the model's being asked, and from its last word to the final text. */
async function round(seconds: number): Promise<number[]> {
  const until = Date.now() + seconds * 1_000
  const took: number[] = []
  await Promise.all(
    Array.from({ length: people }, async (_, person) => {
      while (Date.now() < until) {
        const { beforeMs, afterMs } = await arena.ask(person, tokens)
        took.push(beforeMs + afterMs)
        await sleep(readingMs)
      }
    }),
  )
  return took
}

/** Resolves when all have their rows. */
async function begin(): Promise<number> {
  const texts = [{ language: 'en', text: '**News** of the day', buttons: [] }]
  const id = await createDraft(sql, { title: 'x', texts, conditions: { news: 'agreed' }, quiet: null, by: 1 })
  await sendBroadcast(sql, { id, revision: 1, beginsAt: null })
  while ((await findBroadcast(sql, id))!.state !== 'sending') await sleep(100)
  return id
}
