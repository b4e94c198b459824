import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { eventually } from '#tests/world/eventually.ts'
import { connect } from '#platform/database/connect.ts'
import type { Presence } from '#platform/database/presence.ts'
import type { Database, Sql } from '#platform/database/sql.ts'
import { createTestDatabase } from '#platform/database/testing.ts'
import { createLog } from '#platform/runtime/log.ts'
import { accept } from './accept.ts'
import { claim } from './claim.ts'
import { type Consumer, type ConsumerOptions, startConsumer } from './consumer.ts'
import { giveUpUnsettled } from './give-up.ts'
import { laneOf, type Update } from './lane.ts'
import { Postpone } from './postponement.ts'
import { stats } from './stats.ts'

const log = createLog('tests', { level: 'silent' })
let test_: Awaited<ReturnType<typeof createTestDatabase>>
let sql: Sql
let ends: (() => Promise<void>)[] = []

beforeAll(async () => {
  test_ = await createTestDatabase()
  sql = test_.database.sql
})
afterAll(() => test_.drop())
beforeEach(async () => {
  await Promise.all(ends.map((end) => end()))
  ends = []
  await sql`truncate inbox, lanes, seen_updates, dead_updates`
  return async () => void (await Promise.all(ends.splice(0).map((end) => end())))
})

function message(updateId: number, chat = 1) {
  return laneOf({ update_id: updateId, message: { message_id: updateId, chat: { id: chat }, text: `${updateId}` } })!
}

type Some = Partial<ConsumerOptions> & Pick<ConsumerOptions, 'handle'>

async function consume(options: Some) {
  const own = options.database ?? connect({ url: test_.url, applicationName: 'consumer' })
  const consumer = await startConsumer({
    owner: `o${Math.random()}`,
    giveUp: (_update, _error, given) => giveUpUnsettled(sql, given),
    log,
    leaseMs: 30_000,
    pollMs: 50,
    ...options,
    database: own,
  })
  let ended: Promise<void> | undefined
  const end = () => {
    ended ??= consumer.stop({ timeoutMs: 2_000 }).then(() => own.close())
    return ended
  }
  ends.push(end)
  const stop: Consumer['stop'] = (options) => consumer.stop(options)
  return { busy: () => consumer.busy(), stop, end }
}

const take = (owner: string) => claim(sql, { kind: 'message', lanes: 10, perLane: 10, leaseMs: 30_000, owner })
const empty = () => eventually(async () => expect((await stats(sql)).waiting).toBe(0))
const untilAborted = (signal: AbortSignal) =>
  new Promise<void>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)))

async function expectConsistent() {
  expect(
    await sql`
      select lane, waiting from lanes where waiting <> (select count(*) from inbox where inbox.lane = lanes.lane)`,
  ).toEqual([])
}

describe('consumers', () => {
  test('two share 300 chats: everything once, each chat in order, though some updates fail on the way', async () => {
    const chats = 300
    const each = 8
    const seen = new Map<number, number[]>()
    const failed = new Set<number>()
    const busy = new Set<number>()
    const handle = async (update: Update) => {
      const chat = (update['message'] as { chat: { id: number } }).chat.id
      expect(busy.has(chat)).toBe(false)
      busy.add(chat)
      await sql`select 1` // gives the others the word
      busy.delete(chat)
      if (update.update_id % 37 === 0 && !failed.has(update.update_id)) {
        failed.add(update.update_id)
        throw new Postpone('later', { delayMs: 5, countsAsAttempt: true })
      }
      seen.set(chat, [...(seen.get(chat) ?? []), update.update_id])
    }
    await consume({ handle })
    await consume({ handle })
    const round = (n: number) => Array.from({ length: chats }, (_, chat) => message(1 + n * chats + chat, chat + 1))
    for (let n = 0; n < each; n += 1) await accept(sql, round(n))
    await empty()
    for (let chat = 0; chat < chats; chat += 1)
      expect(seen.get(chat + 1)).toEqual(Array.from({ length: each }, (_, n) => 1 + n * chats + chat))
    expect(failed.size).toBe(Math.floor((chats * each) / 37))
    expect((await stats(sql)).givenUp).toBe(0)
    await expectConsistent()
  })

  test('do not let a checkout wait behind answers that fill every slot', async () => {
    const release = Promise.withResolvers<void>()
    const urgent = Promise.withResolvers<void>()
    const consumer = await consume({
      slots: { message: 1, button: 1, urgent: 1 },
      handle: async (update) => ('pre_checkout_query' in update ? urgent.resolve() : release.promise),
    })
    await accept(sql, [message(1), message(2, 2)])
    await eventually(() => expect(consumer.busy().message).toBe(1))
    await accept(sql, [laneOf({ update_id: 3, pre_checkout_query: { id: 'q', from: { id: 5 } } })!])
    await urgent.promise
    expect(consumer.busy().message).toBe(1)
    release.resolve()
    await empty()
  })

  test('are woken by a notification long before they would look by themselves', async () => {
    const own = connect({ url: test_.url, applicationName: 'consumer' })
    let underWay = 0
    const counted = async (strings: TemplateStringsArray, ...values: unknown[]) => {
      underWay += 1
      return own.sql(strings, ...values).finally(() => (underWay -= 1))
    }
    const heard = Promise.withResolvers<void>()
    await consume({
      database: { ...own, sql: Object.assign(counted, own.sql) },
      pollMs: 3_600_000,
      leaseMs: 3_600_000,
      handle: async () => heard.resolve(),
    })
    await eventually(() => expect(underWay).toBe(0)) // the first look has found nothing
    await accept(sql, [message(1)])
    await heard.promise
  })

  test('find what no notification told them of', async () => {
    const own = connect({ url: test_.url, applicationName: 'deaf' })
    const deaf: Database = { ...own, listen: async () => ({ stop: async () => {} }) }
    const heard = Promise.withResolvers<void>()
    await consume({ database: deaf, handle: async () => heard.resolve() })
    await accept(sql, [message(1)])
    await heard.promise
  })

  test('come back by themselves when the database was away', async () => {
    const done: number[] = []
    await consume({ handle: async (update) => void done.push(update.update_id) })
    await accept(sql, [message(1)])
    await empty()
    const name = new URL(test_.url).pathname.slice(1)
    await sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${name} and application_name = 'consumer'`
    await accept(sql, [message(2)])
    await empty()
    expect(done).toEqual([1, 2])
  })
})

describe('an update that fails', () => {
  test('is given up after its last attempt, is told of, and the lane goes on', async () => {
    const givenUp: number[] = []
    const done: number[] = []
    const tries: [number, boolean][] = []
    await consume({
      maxAttempts: 3,
      handle: async (update, { attempt, last }) => {
        if (update.update_id !== 1) return void done.push(update.update_id)
        tries.push([attempt, last])
        throw new Postpone('poison', { delayMs: 1, countsAsAttempt: true })
      },
      giveUp: async (update, _error, given) => {
        givenUp.push(update.update_id)
        return giveUpUnsettled(sql, given)
      },
    })
    await accept(sql, [message(1), message(2)])
    await empty()
    await eventually(() => expect({ givenUp, done }).toEqual({ givenUp: [1], done: [2] }))
    expect(tries).toEqual([
      [1, false],
      [2, false],
      [3, true],
    ])
    expect(await sql`select update_id, attempts, error from dead_updates`).toEqual([
      { updateId: 1, attempts: 3, error: 'Postpone: poison' },
    ])
  })

  test('because of an outage is not counted as an attempt', async () => {
    let outage = 6
    const attempts: number[] = []
    await consume({
      maxAttempts: 2,
      handle: async (_update, { attempt }) => {
        attempts.push(attempt)
        if (outage-- > 0) throw new Postpone('the backend is away', { delayMs: 1, countsAsAttempt: false })
      },
    })
    await accept(sql, [message(1)])
    await empty()
    expect(attempts).toEqual([1, 1, 1, 1, 1, 1, 1])
    expect((await stats(sql)).givenUp).toBe(0)
  })

  test('because of a long outage waits long, while one of them tries; when that one succeeds all are tried at once', async () => {
    const chats = 30
    let away = true
    const done: number[] = []
    await consume({
      handle: async (update) => {
        if (away) throw new Postpone('Telegram is away', { countsAsAttempt: false })
        done.push(update.update_id)
      },
    })
    const updates = Array.from({ length: chats }, (_, chat) => message(chat + 1, chat + 1))
    await accept(sql, updates)
    await eventually(async () =>
      expect(await sql`select from lanes where owner is null and ready_at > now()`).toHaveLength(chats),
    )
    await sql`update inbox set accepted_at = now() - interval '1 hour'`
    const waitLong = () => sql`select from lanes where owner is null and ready_at > now() + interval '20 s'`
    await eventually(async () => expect(await waitLong()).toHaveLength(chats - 1))
    // Nothing but a success of the one that tries ends these pauses.
    await sql`update lanes set ready_at = ready_at + interval '1 hour' where owner is null and ready_at > now() + interval '20 s'`
    away = false
    await empty()
    expect(done.toSorted((a, b) => a - b)).toEqual(updates.map(({ updateId }) => updateId))
  })

  test('because of an outage of the database, which cannot take it back at once either, is not counted', async () => {
    const attempts: number[] = []
    await consume({
      handle: async (_update, { attempt }) => {
        attempts.push(attempt)
        if (attempts.length > 1) return
        await sql`alter table lanes rename to lanes_away`
        setTimeout(() => void sql`alter table lanes_away rename to lanes`, 100)
        throw new Postpone('the database is away', { delayMs: 1, countsAsAttempt: false })
      },
    })
    await accept(sql, [message(1)])
    await eventually(() => expect(attempts).toEqual([1, 1]))
    await empty()
  })

  test('by taking its process down again and again is given up without being tried once more', async () => {
    await accept(sql, [message(1)])
    await sql`update lanes set attempts = 5`
    const handle = vi.fn()
    const givenUp = Promise.withResolvers<Update>()
    const giveUp: ConsumerOptions['giveUp'] = async (update, _error, given) => {
      givenUp.resolve(update)
      return giveUpUnsettled(sql, given)
    }
    await consume({ maxAttempts: 5, handle, giveUp })
    expect((await givenUp.promise).update_id).toBe(1)
    expect(handle).not.toHaveBeenCalled()
  })

  test('does not hold up its lane when giving it up is refused again and again', async () => {
    const done = Promise.withResolvers<void>()
    let refused = 0
    await consume({
      maxAttempts: 2,
      handle: async (update) => {
        if (update.update_id === 1) throw new Postpone('poison', { delayMs: 1, countsAsAttempt: true })
        done.resolve()
      },
      giveUp: async () => {
        refused += 1
        throw new Postpone('the backend has a fault', { delayMs: 1, countsAsAttempt: true })
      },
    })
    await accept(sql, [message(1), message(2)])
    await done.promise
    await empty()
    expect(refused).toBe(2)
    expect(await sql`select update_id from dead_updates`).toEqual([{ updateId: 1 }])
  })

  test('is never given up by an outage of what gives it up', async () => {
    let outage = 12
    await consume({
      maxAttempts: 2,
      handle: async () => {
        throw new Postpone('poison', { delayMs: 1, countsAsAttempt: true })
      },
      giveUp: async (_update, _error, given) => {
        if (outage === 0) return giveUpUnsettled(sql, given)
        outage -= 1
        expect(await sql`select 1 from dead_updates`).toEqual([])
        throw new Postpone('the backend is away', { delayMs: 1, countsAsAttempt: false })
      },
    })
    await accept(sql, [message(1)])
    await empty()
    expect(outage).toBe(0)
    expect(await sql`select update_id from dead_updates`).toEqual([{ updateId: 1 }])
  })

  test('leaves its lane alone when another process has it by now', async () => {
    const done: number[] = []
    const lost = Promise.withResolvers<void>()
    const { end } = await consume({
      maxAttempts: 1,
      handle: async (update) => {
        if (update.update_id === 1) throw new Error('poison')
        done.push(update.update_id)
      },
      giveUp: async (_update, _error, given) => {
        await sql`update lanes set fence = fence + 1`
        const outcome = await giveUpUnsettled(sql, given)
        lost.resolve()
        return outcome
      },
    })
    await accept(sql, [message(1), message(2)])
    await lost.promise
    await end()
    expect(done).toEqual([])
    expect(await sql`select update_id from inbox order by 1`).toEqual([{ updateId: 1 }, { updateId: 2 }])
    expect(await sql`select 1 from dead_updates`).toEqual([])
  })
})

describe('a lease', () => {
  test('that ends lets the next process finish what a killed one had begun, and counts the attempt', async () => {
    await accept(sql, [message(1), message(2)])
    // A process that was killed: it claimed and was never heard of again.
    await claim(sql, { kind: 'message', lanes: 1, perLane: 10, leaseMs: 300, owner: 'killed' })
    const done: [number, number][] = []
    await consume({ handle: async (update, { attempt }) => void done.push([update.update_id, attempt]) })
    await empty()
    expect(done).toEqual([
      [1, 2],
      [2, 1],
    ])
  })

  test('is extended for as long as the handler works', async () => {
    const begun = Promise.withResolvers<void>()
    const goOn = Promise.withResolvers<void>()
    const readyAt = async () => (await sql<{ readyAt: Date }>`select ready_at from lanes`)[0]!.readyAt.getTime()
    const attempts: number[] = []
    await consume({
      leaseMs: 2_000,
      handle: async (_update, { attempt }) => {
        attempts.push(attempt)
        begun.resolve()
        await goOn.promise
      },
    })
    await accept(sql, [message(1)])
    await begun.promise
    const first = await readyAt()
    // Three times the lease, and nobody has taken it: neither this consumer itself nor another one.
    await eventually(async () => expect(await readyAt()).toBeGreaterThan(first + 6_000))
    expect(await take('other')).toEqual([])
    goOn.resolve()
    await empty()
    expect(attempts).toEqual([1])
  })

  test('that was lost to another process aborts the handler, and nothing it did or would do counts', async () => {
    const begun = Promise.withResolvers<void>()
    const aborted = Promise.withResolvers<unknown>()
    const handled: number[] = []
    const consumer = await consume({
      leaseMs: 300,
      handle: async (update, { signal }) => {
        handled.push(update.update_id)
        begun.resolve()
        await untilAborted(signal).catch(aborted.resolve) // and returns as if all were well
      },
    })
    await accept(sql, [message(1), message(2)])
    await begun.promise
    await sql`update lanes set owner = 'thief', fence = fence + 1, ready_at = now() + interval '1 hour'`
    expect(await aborted.promise).toEqual(new Error('The lane was lost'))
    await eventually(() => expect(consumer.busy().message).toBe(0))
    expect(handled).toEqual([1])
    expect(await sql`select owner, waiting from lanes`).toEqual([{ owner: 'thief', waiting: 2 }])
    expect(await sql`select update_id from inbox order by seq`).toEqual([{ updateId: 1 }, { updateId: 2 }])
  })

  test('that ended under a handler is not taken by the same process until that handler is over', async () => {
    const begun = Promise.withResolvers<void>()
    const sending = Promise.withResolvers<void>()
    const told = Promise.withResolvers<void>()
    let atOnce = 0
    let most = 0
    const aborted: boolean[] = []
    await consume({
      handle: async (_update, { signal }) => {
        atOnce += 1
        most = Math.max(most, atOnce)
        if (aborted.length === 0) {
          signal.addEventListener('abort', () => told.resolve())
          begun.resolve()
          await sending.promise // a call under way to Telegram cannot be taken back
        }
        aborted.push(signal.aborted)
        atOnce -= 1
      },
    })
    await accept(sql, [message(1)])
    await begun.promise
    await sql`update lanes set ready_at = now()`
    await told.promise
    sending.resolve()
    await empty()
    expect({ most, aborted }).toEqual({ most: 1, aborted: [true, false] })
  })

  test('is extended before anything is claimed when the database comes back after longer than the lease', async () => {
    const own = connect({ url: test_.url, applicationName: 'consumer' })
    const statements: string[] = []
    let away = false
    const database: Database = {
      ...own,
      sql: Object.assign(<Row extends object>(strings: TemplateStringsArray, ...values: unknown[]) => {
        if (away) return Promise.reject(Object.assign(new Error('away'), { code: 'ECONNREFUSED' }))
        statements.push(strings.join('?'))
        return own.sql<Row>(strings, ...values)
      }, own.sql),
    }
    const begun = Promise.withResolvers<void>()
    const goOn = Promise.withResolvers<void>()
    const attempts: number[] = []
    await consume({
      database,
      leaseMs: 300,
      handle: async (_update, { attempt }) => {
        attempts.push(attempt)
        begun.resolve()
        await goOn.promise
      },
    })
    await accept(sql, [message(1)])
    await begun.promise
    away = true
    const hasEnded = async () => (await sql`select from lanes where ready_at < now() - interval '300 ms'`).length
    await eventually(async () => expect(await hasEnded()).toBe(1))
    statements.length = 0
    away = false
    await eventually(() => expect(statements.join()).toContain('claim_lanes'))
    const first = (words: string) => statements.findIndex((statement) => statement.includes(words))
    expect(first('lanes.owner is not null')).toBeGreaterThanOrEqual(0)
    expect(first('lanes.owner is not null')).toBeLessThan(first('claim_lanes'))
    goOn.resolve()
    await empty()
    expect(attempts, 'its own lane was not taken from itself').toEqual([1])
  })

  test('that may have ended is asked for before what cannot be repeated: whoever has lost the lane does not do it', async () => {
    const own = connect({ url: test_.url, applicationName: 'consumer' })
    const goOn = Promise.withResolvers<void>()
    let refused = 0
    const withoutHeartbeats = <Row extends object>(strings: TemplateStringsArray, ...values: unknown[]) => {
      if (refused === 5 || !strings.join('').includes('lanes.owner is not null'))
        return own.sql<Row>(strings, ...values)
      refused += 1
      if (refused === 5) goOn.resolve()
      return Promise.reject(new Error('away'))
    }
    const over = Promise.withResolvers<string>()
    await consume({
      database: { ...own, sql: Object.assign(withoutHeartbeats, own.sql) },
      leaseMs: 300,
      handle: async (_update, handling) => {
        await sql`update lanes set owner = 'thief', fence = fence + 1, ready_at = now() + interval '1 hour'`
        await goOn.promise // five heartbeats are longer than the lease
        over.resolve(
          await handling.stillOurs().then(
            () => 'sent',
            (error: Error) => error.message,
          ),
        )
      },
    })
    await accept(sql, [message(1)])
    expect(await over.promise).toBe('The lane was lost')
  })

  test('that our own clock knows to hold is asked for nowhere', async () => {
    const own = connect({ url: test_.url, applicationName: 'consumer' })
    let asked = 0
    const counted = <Row extends object>(strings: TemplateStringsArray, ...values: unknown[]) => {
      asked += 1
      return own.sql<Row>(strings, ...values)
    }
    const over = Promise.withResolvers<number>()
    await consume({
      database: { ...own, sql: Object.assign(counted, own.sql) },
      pollMs: 3_600_000,
      handle: async (_update, handling) => {
        const before = asked
        for (let part = 0; part < 5; part += 1) await handling.stillOurs()
        over.resolve(asked - before)
      },
    })
    await accept(sql, [message(1)])
    expect(await over.promise).toBe(0)
  })

  test('whose claim was never heard of ends though its owner lives and works', async () => {
    await accept(sql, [message(1)])
    await claim(sql, { kind: 'message', lanes: 1, perLane: 1, leaseMs: 300, owner: 'me' }) // the reply was lost on the way
    const other = Promise.withResolvers<void>()
    const orphan = Promise.withResolvers<void>()
    await consume({
      owner: 'me',
      leaseMs: 300,
      handle: async (update) => (update.update_id === 1 ? orphan.resolve() : other.promise),
    })
    await accept(sql, [message(2, 2)]) // keeps the heart beating
    await orphan.promise
    other.resolve()
    await empty()
  })
})

describe('a process that is gone', () => {
  const oneHourMs = 3_600_000
  const claimAs = (owner: string) =>
    claim(sql, { kind: 'message', lanes: 1, perLane: 10, leaseMs: oneHourMs, owner: `session:${owner}:1` })

  test('is known by its session: its lanes go on long before its leases end, those of the living stay where they are', async () => {
    await accept(sql, [message(1, 1)])
    await claimAs('killed')
    await accept(sql, [message(2, 2)])
    await claimAs('alive')
    const alive = new pg.Client({ connectionString: test_.url })
    await alive.connect()
    await alive.query(`select pg_advisory_lock(hashtextextended('session:alive:1', 0))`)
    const done: [number, number][] = []
    await consume({ handle: async (update, { attempt }) => void done.push([update.update_id, attempt]) })
    await eventually(() => expect(done).toEqual([[1, 2]]))
    expect(
      await sql`select lane from lanes where owner = 'session:alive:1' and ready_at > now() + interval '1 minute'`,
    ).toEqual([{ lane: 'chat:2' }])
    await alive.end()
    await empty()
    expect(done).toEqual([
      [1, 2],
      [2, 2],
    ])
  })

  test('is told from one whose connections have ended: that one keeps its lanes and goes on', async () => {
    const begun = Promise.withResolvers<void>()
    const goOn = Promise.withResolvers<void>()
    const attempts: number[] = []
    const handle: ConsumerOptions['handle'] = async (_update, { attempt }) => {
      attempts.push(attempt)
      begun.resolve()
      await goOn.promise
    }
    const own = connect({ url: test_.url, applicationName: 'cut off' })
    await consume({ handle, database: own, leaseMs: oneHourMs })
    await accept(sql, [message(1)])
    await begun.promise
    const owner = async () => (await sql<{ owner: string }>`select owner from lanes`)[0]!.owner
    expect(await owner()).toMatch(/^session:.*:1$/)
    await consume({ handle })
    await sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'cut off'`
    await eventually(async () => expect(await owner()).toMatch(/^session:.*:2$/))
    expect(await sql`select from lanes where ready_at > now() + interval '1 minute'`).toHaveLength(1)
    goOn.resolve()
    await empty()
    expect(attempts).toEqual([1])
  })

  test('may be this one, as far as it knows: it asks before what cannot be repeated when its session may have ended', async () => {
    const own = connect({ url: test_.url, applicationName: 'consumer' })
    const unconfirmed = { name: 'session:cut off:1', heldAtMs: () => -Infinity, mayJudge: false } as unknown as Presence
    const over = Promise.withResolvers<void>()
    await consume({
      database: { ...own, showAlive: async () => unconfirmed },
      leaseMs: oneHourMs,
      handle: async (_update, handling) => {
        await sql`update lanes set owner = 'thief', fence = fence + 1, ready_at = now() + interval '1 hour'`
        await eventually(() => expect(handling.stillOurs()).rejects.toThrow('The lane was lost'))
        over.resolve()
      },
    })
    await accept(sql, [message(1)])
    await over.promise
  })
})

describe('a stop', () => {
  test('waits for what is under way, and leaves the rest of the lane to the next', async () => {
    const begun = Promise.withResolvers<void>()
    const goOn = Promise.withResolvers<void>()
    const done: number[] = []
    const consumer = await consume({
      handle: async (update) => {
        begun.resolve()
        await goOn.promise
        done.push(update.update_id)
      },
    })
    await accept(sql, [message(1), message(2)])
    await begun.promise
    const stopped = consumer.end()
    goOn.resolve()
    await stopped
    expect(done).toEqual([1])
    expect(await take('next')).toMatchObject([{ attempts: 1, updates: [{ updateId: 2 }] }])
  })

  test('gives unfinished work back at once, without counting it', async () => {
    const begun = Promise.withResolvers<void>()
    const consumer = await consume({
      handle: async (_update, { signal }) => {
        begun.resolve()
        await untilAborted(signal)
      },
    })
    await accept(sql, [message(1)])
    await begun.promise
    await consumer.stop({ timeoutMs: 10 })
    expect(await take('next')).toMatchObject([{ attempts: 1, updates: [{ updateId: 1 }] }])
  })

  test.each([
    ['says that it had begun', true],
    ['says nothing of one that had not', false],
  ])('%s what must not begin twice', async (_says, hasBegun) => {
    const [first, second] = [Promise.withResolvers<void>(), Promise.withResolvers<boolean>()]
    const consumer = await consume({
      handle: async (_update, handling) => {
        if (hasBegun) handling.begins()
        first.resolve()
        await untilAborted(handling.signal)
      },
    })
    await accept(sql, [message(1)])
    await first.promise
    await consumer.stop({ timeoutMs: 10 })
    await consume({ handle: async (_update, { wasBegun }) => second.resolve(wasBegun) })
    expect(await second.promise).toBe(hasBegun)
  })

  test('does not wait for a handler that will not listen', async () => {
    const begun = Promise.withResolvers<void>()
    const never = Promise.withResolvers<void>()
    const consumer = await consume({
      handle: async () => {
        begun.resolve()
        await never.promise
      },
    })
    await accept(sql, [message(1)])
    await begun.promise
    await consumer.stop({ timeoutMs: 10 })
    const [next] = await take('next')
    expect(next).toMatchObject({ attempts: 1, updates: [{ updateId: 1 }] })
    never.resolve() // too late: the lane has a new fence
    await eventually(() => expect(consumer.busy().message).toBe(0))
    expect(await sql`select owner, waiting from lanes`).toEqual([{ owner: 'next', waiting: 1 }])
  })
})
