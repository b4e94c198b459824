/**
 * The inbox by itself: `node bench/inbox.ts`, a part of `npm run bench`. How many updates a second it takes and finishes, and
 * what taking one and claiming lanes costs while more and more waits.
 */
import { randomUUID } from 'node:crypto'
import { parseArgs } from 'node:util'
import type { Sql } from '#platform/database/sql.ts'
import { accept } from '#platform/inbox/accept.ts'
import { claim } from '#platform/inbox/claim.ts'
import { startConsumer } from '#platform/inbox/consumer.ts'
import { giveUpUnsettled } from '#platform/inbox/give-up.ts'
import { laneOf } from '#platform/inbox/lane.ts'
import { releaseAll } from '#platform/inbox/lease.ts'
import { stats } from '#platform/inbox/stats.ts'
import { createLog } from '#platform/runtime/log.ts'
import { startDatabase } from './database.ts'
import { describe, print } from './figures.ts'

const { values: wish } = parseArgs({ options: { waiting: { type: 'string', default: '0,10000,1000000' } } })
const updates = 20_000
const perLane = 5
const atOnce = 10
const claims = 50
const database = await startDatabase()
const program = database.program(atOnce)
const { sql } = program
const update = (id: number, chat: number) =>
  laneOf({
    update_id: id,
    message: { message_id: id, date: 0, chat: { id: chat, type: 'private' }, text: 'a question' },
  })!
let nextId = 2_000_000

print('| | a second |\n|---|---:|')
print(`| updates accepted one by one, ${atOnce} at once, as by webhook | ${await acceptAll(1)} |`)
print(`| a hundred at a time, as by long polling | ${await acceptAll(100)} |`)
print(`| claimed, handled by nobody and finished | ${await finishAll()} |`)

print(`\n| waiting | accepting one | claiming ten lanes with ${perLane} updates each |\n|---:|---|---|`)
for (const count of wish.waiting.split(',').map(Number)) {
  await fill(database.owner, count)
  print(`| ${count.toLocaleString('en')} | ${describe(await timeAccepting())} | ${describe(await timeClaiming())} |`)
}
await program.close()
await database.stop()

/** In a second, so many updates of as many people. */
async function acceptAll(batch: number): Promise<number> {
  const begun = performance.now()
  let left = updates
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while ((left -= batch) >= 0)
        await accept(
          sql,
          Array.from({ length: batch }, () => update((nextId += 1), nextId % 10_000)),
        )
    }),
  )
  return Math.round(updates / ((performance.now() - begun) / 1000))
}

/** In a second, so many of those that wait now; nothing is done with them. */
async function finishAll(): Promise<number> {
  const { waiting } = await stats(sql)
  const begun = performance.now()
  const done = Promise.withResolvers<void>()
  let left = waiting
  const consumer = await startConsumer({
    database: program,
    owner: randomUUID(),
    log: createLog('bench', { level: 'error' }),
    giveUp: (_update, _error, given) => giveUpUnsettled(sql, given),
    async handle() {
      if ((left -= 1) === 0) done.resolve()
    },
  })
  await done.promise
  await consumer.stop({ timeoutMs: 10_000 })
  return Math.round(waiting / ((performance.now() - begun) / 1000))
}

async function fill(owner: Sql, count: number) {
  await owner`truncate inbox, lanes, seen_updates`
  await owner`
    insert into inbox (update_id, lane, payload)
    select n, 'chat:' || n / ${perLane}::integer, jsonb_build_object('update_id', n, 'message', jsonb_build_object('text', repeat('x', 200)))
    from generate_series(0, ${count}::integer - 1) as n`
  await owner`
    insert into lanes (lane, kind, waiting, ready_at)
    select lane, 'message', count(*), now() - make_interval(secs => random() * 1000) from inbox group by lane`
  await owner`insert into seen_updates (update_id) select update_id from inbox`
  await owner`vacuum analyze inbox`
  await owner`vacuum analyze lanes`
  await owner`vacuum analyze seen_updates`
}

async function timeAccepting(): Promise<number[]> {
  const took: number[] = []
  for (let n = 0; n < claims * 4; n += 1)
    took.push(await time(() => accept(sql, [update((nextId += 1), 3_000_000 + nextId)])))
  return took
}

async function timeClaiming(): Promise<number[]> {
  const took: number[] = []
  const options = { kind: 'message', lanes: 10, perLane, leaseMs: 60_000, owner: 'bench' } as const
  for (let n = 0; n < claims; n += 1) took.push(await time(() => claim(sql, options)))
  await releaseAll(sql, ['bench'])
  return took
}

async function time(act: () => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  await act()
  return performance.now() - begun
}
