import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { connect } from '#database/connect.ts'
import type { Database } from '#database/sql.ts'
import { createTestDatabase } from '#database/testing.ts'
import { createLog } from '#runtime/log.ts'
import { accept } from './accept.ts'
import { bury } from './bury.ts'
import { claim } from './claim.ts'
import { type ConsumerOptions, startConsumer } from './consumer.ts'
import { finish } from './finish.ts'
import { type Kind, laneOf, type Update } from './lane.ts'
import { heartbeat, releaseAll } from './lease.ts'
import { forgetSeen } from './forget.ts'
import { postpone } from './postpone.ts'
import { Postpone } from './postponement.ts'
import { stats } from './stats.ts'

const log = createLog('tests', { level: 'silent' })
let test_: Awaited<ReturnType<typeof createTestDatabase>>
let database: Database
let sql: Database['sql']

beforeAll(async () => {
  test_ = await createTestDatabase()
  database = test_.database
  sql = database.sql
})
afterAll(() => test_.drop())
beforeEach(async () => {
  await sql`truncate inbox, lanes, seen_updates, dead_updates`
})

function message(updateId: number, chat = 1) {
  return laneOf({
    update_id: updateId,
    message: { message_id: updateId, chat: { id: chat }, text: `text ${updateId}` },
  })!
}

const take = (kind: Kind = 'message', owner = 'a', leaseMs = 30_000) =>
  claim(sql, { kind, lanes: 10, perLane: 10, leaseMs, owner })
const idsOf = (claims: { updates: { updateId: number }[] }[]) => claims.flatMap((c) => c.updates.map((u) => u.updateId))

/** What must hold whatever happens: the counters agree with what is stored. */
async function expectConsistent() {
  const wrong = await sql`
    select lane, waiting, (select count(*) from inbox where inbox.lane = lanes.lane) as stored from lanes
    where waiting <> (select count(*) from inbox where inbox.lane = lanes.lane)`
  expect(wrong).toEqual([])
  expect(await sql`select * from inbox where lane not in (select lane from lanes)`).toEqual([])
}

describe('accepting', () => {
  test('keeps an update once, also when it comes again while it waits', async () => {
    expect(await accept(sql, [message(1)])).toEqual({ accepted: [1], duplicates: [] })
    expect(await accept(sql, [message(1), message(2)])).toEqual({ accepted: [2], duplicates: [1] })
    expect(idsOf(await take())).toEqual([1, 2])
  })

  test('keeps it once when it comes fifty times at the same moment', async () => {
    const results = await Promise.all(Array.from({ length: 50 }, () => accept(sql, [message(7)])))
    expect(results.flatMap((r) => r.accepted)).toEqual([7])
    expect(idsOf(await take())).toEqual([7])
    await expectConsistent()
  })

  test('knows it again after it was finished, until it is forgotten', async () => {
    await accept(sql, [message(1)])
    const [lane] = await take()
    await finish(sql, [{ ...lane!, updateIds: [1], release: true }])
    expect((await accept(sql, [message(1)])).duplicates).toEqual([1])
    expect(await forgetSeen(sql, { keepHours: 48 })).toBe(0)
    await sql`update seen_updates set accepted_at = now() - interval '3 days'`
    expect(await forgetSeen(sql, { keepHours: 48 })).toBe(1)
    expect((await accept(sql, [message(1)])).accepted).toEqual([1])
  })

  test('keeps the order of a batch, and takes the same id twice in one batch once', async () => {
    await accept(sql, [message(9), message(3), message(9), message(5)])
    expect(idsOf(await take())).toEqual([9, 3, 5])
  })

  test('stores what people can send and PostgreSQL cannot: NUL and half a surrogate pair', async () => {
    const update = laneOf({ update_id: 1, message: { chat: { id: 1 }, text: 'a\0b\ud83d' } })!
    await accept(sql, [update])
    expect((await take())[0]!.updates[0]!.payload).toMatchObject({ message: { text: 'ab\ufffd' } })
  })
})

describe('claiming', () => {
  test('gives a lane to one owner only, and its updates in order', async () => {
    await accept(sql, [message(1), message(2), message(3, 2)])
    const [first, second] = await Promise.all([take('message', 'a'), take('message', 'b')])
    expect(idsOf([...first, ...second]).toSorted((a, b) => a - b)).toEqual([1, 2, 3])
    expect(await take()).toEqual([])
  })

  test('takes the lane that has waited longest first', async () => {
    await accept(sql, [message(1, 10)])
    await accept(sql, [message(2, 20)])
    const [lane] = await claim(sql, { kind: 'message', lanes: 1, perLane: 1, leaseMs: 1000, owner: 'a' })
    expect(lane!.lane).toBe('chat:10')
  })

  test('gives a lane whose lease has ended to the next, and the old fence can do nothing any more', async () => {
    await accept(sql, [message(1)])
    const [lost] = await take('message', 'a', 0)
    const [won] = await take('message', 'b')
    expect(won).toMatchObject({ lane: lost!.lane, attempts: 2 })
    expect(await finish(sql, [{ ...lost!, updateIds: [1], release: true }])).toEqual({ lost: ['chat:1'] })
    expect(await postpone(sql, { ...lost!, delayMs: 0, countsAsAttempt: true })).toBe(false)
    expect(await bury(sql, { ...lost!, updateId: 1, error: 'x', release: true })).toBe(false)
    expect(await finish(sql, [{ ...won!, updateIds: [1], release: true }])).toEqual({ lost: [] })
    expect(await stats(sql)).toMatchObject({ waiting: 0, dead: 0 })
  })

  test('leaves a lane alone while its owner is alive', async () => {
    await accept(sql, [message(1)])
    const [lane] = await take('message', 'a', 0)
    expect(await heartbeat(sql, { owner: 'a', leaseMs: 30_000 })).toEqual(new Map([[lane!.lane, lane!.fence]]))
    expect(await take('message', 'b')).toEqual([])
    await releaseAll(sql, 'a')
    expect(await take('message', 'b')).toMatchObject([{ attempts: 1 }])
  })

  test('keeps the order when the head is postponed', async () => {
    await accept(sql, [message(1), message(2)])
    const [lane] = await take()
    await postpone(sql, { ...lane!, delayMs: 0, countsAsAttempt: true })
    const [again] = await take()
    expect(again).toMatchObject({ attempts: 2 })
    expect(idsOf([again!])).toEqual([1, 2])
  })

  test('goes on behind a buried update', async () => {
    await accept(sql, [message(1), message(2)])
    const [lane] = await take()
    expect(await bury(sql, { ...lane!, updateId: 1, error: 'Error: no', release: true })).toBe(true)
    expect(idsOf(await take())).toEqual([2])
    expect(await sql`select update_id, attempts, error from dead_updates`).toEqual([
      { update_id: 1, attempts: 1, error: 'Error: no' },
    ])
    await expectConsistent()
  })
})

describe('a consumer', () => {
  async function consume(options: Partial<ConsumerOptions> & Pick<ConsumerOptions, 'handle'>) {
    const own = connect({ url: test_.url, applicationName: 'consumer' })
    const consumer = await startConsumer({
      database: own,
      owner: `o${Math.random()}`,
      onDead: async () => {},
      log,
      leaseMs: 30_000,
      pollMs: 50,
      ...options,
    })
    return {
      ...consumer,
      async end() {
        await consumer.stop({ timeoutMs: 2_000 })
        await own.close()
      },
    }
  }
  const empty = () =>
    vi.waitFor(async () => expect((await stats(sql)).waiting).toBe(0), { timeout: 15_000, interval: 20 })

  test('two of them share the work: everything once, each lane in order, though some fail on the way', async () => {
    const lanes = 60
    const each = 8
    const seen = new Map<number, number[]>()
    const failed = new Set<number>()
    const handle = async (update: Update) => {
      const chat = (update['message'] as { chat: { id: number } }).chat.id
      if (update.update_id % 37 === 0 && !failed.has(update.update_id)) {
        failed.add(update.update_id)
        throw new Postpone('later', { delayMs: 5, countsAsAttempt: true })
      }
      seen.set(chat, [...(seen.get(chat) ?? []), update.update_id])
    }
    const consumers = [await consume({ handle }), await consume({ handle })]
    for (let n = 0; n < each; n += 1)
      await accept(
        sql,
        Array.from({ length: lanes }, (_, lane) => message(1 + n * lanes + lane, lane + 1)),
      )
    await empty()
    for (const consumer of consumers) await consumer.end()
    for (let lane = 0; lane < lanes; lane += 1)
      expect(seen.get(lane + 1)).toEqual(Array.from({ length: each }, (_, n) => 1 + n * lanes + lane))
    expect(failed.size).toBeGreaterThan(5)
    await expectConsistent()
  })

  test('does not let a checkout wait behind answers that fill every slot', async () => {
    const release = Promise.withResolvers<void>()
    const urgent = Promise.withResolvers<void>()
    const consumer = await consume({
      slots: { message: 1, button: 1, urgent: 1 },
      handle: async (update) => ('pre_checkout_query' in update ? urgent.resolve() : release.promise),
    })
    await accept(sql, [message(1), message(2, 2)])
    await vi.waitFor(() => expect(consumer.busy().message).toBe(1))
    await accept(sql, [laneOf({ update_id: 3, pre_checkout_query: { id: 'q', from: { id: 5 } } })!])
    await urgent.promise
    release.resolve()
    await empty()
    await consumer.end()
  })

  test('is woken by a notification long before it would look by itself', async () => {
    const heard = Promise.withResolvers<void>()
    const consumer = await consume({ pollMs: 3_600_000, handle: async () => heard.resolve() })
    await accept(sql, [message(1)])
    await heard.promise
    await consumer.end()
  })

  test('buries an update after its last attempt, tells of it, and goes on', async () => {
    const dead: number[] = []
    const done: number[] = []
    const consumer = await consume({
      maxAttempts: 3,
      handle: async (update, { attempt, last }) => {
        if (update.update_id !== 1) return void done.push(update.update_id)
        expect(last).toBe(attempt === 3)
        throw new Postpone('poison', { delayMs: 1, countsAsAttempt: true })
      },
      onDead: async (update) => void dead.push(update.update_id),
    })
    await accept(sql, [message(1), message(2)])
    await empty()
    await consumer.end()
    expect({ dead, done }).toEqual({ dead: [1], done: [2] })
  })

  test('does not count an outage as an attempt', async () => {
    let outage = 6
    const consumer = await consume({
      maxAttempts: 2,
      handle: async () => {
        if (outage-- > 0) throw new Postpone('the backend is away', { delayMs: 1, countsAsAttempt: false })
      },
    })
    await accept(sql, [message(1)])
    await empty()
    await consumer.end()
    expect((await stats(sql)).dead).toBe(0)
  })

  test('buries an update that has taken its process down again and again, without trying it once more', async () => {
    await accept(sql, [message(1)])
    await sql`update lanes set attempts = 5`
    const handle = vi.fn()
    const dead = Promise.withResolvers<Update>()
    const consumer = await consume({ maxAttempts: 5, handle, onDead: async (update) => dead.resolve(update) })
    expect((await dead.promise).update_id).toBe(1)
    await consumer.end()
    expect(handle).not.toHaveBeenCalled()
  })

  test('gives unfinished work back at once when it stops, without counting it', async () => {
    const begun = Promise.withResolvers<void>()
    const consumer = await consume({
      handle: async (_update, { signal }) => {
        begun.resolve()
        await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)))
      },
    })
    await accept(sql, [message(1)])
    await begun.promise
    await consumer.stop({ timeoutMs: 10 })
    expect(await take('message', 'next')).toMatchObject([{ attempts: 1, updates: [{ updateId: 1 }] }])
  })

  test('aborts a handler whose lane was taken by another', async () => {
    const aborted = Promise.withResolvers<void>()
    const consumer = await consume({
      leaseMs: 300,
      handle: async (_update, { signal }) => {
        await sql`update lanes set owner = 'thief', fence = fence + 1, ready_at = now() + interval '1 hour'`
        await new Promise<void>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)))
      },
    })
    consumer.busy()
    await accept(sql, [message(1)])
    void vi.waitFor(() => expect(consumer.busy().message).toBe(0), { timeout: 10_000 }).then(() => aborted.resolve())
    await aborted.promise
    await consumer.end()
  })
})
