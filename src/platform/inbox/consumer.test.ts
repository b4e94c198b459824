import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { eventually } from '#tests/world/eventually.ts'
import { connect } from '#platform/database/connect.ts'
import type { Database } from '#platform/database/sql.ts'
import { createLog } from '#platform/runtime/log.ts'
import { accept } from './accept.ts'
import type { ConsumerOptions } from './consumer.ts'
import { giveUpUnsettled } from './give-up.ts'
import { laneOf, type Update } from './lane.ts'
import { Postpone } from './postponement.ts'
import { stats } from './stats.ts'
import {
  consume,
  empty,
  expectConsistent,
  inboxDatabase,
  message,
  sql,
  take,
  untilAborted,
  useInbox,
} from './testing-consumers.ts'

useInbox()

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
    const own = connect({ url: inboxDatabase.url, applicationName: 'consumer' })
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

  test('begin at once with what they accept themselves, without being told of it or looking for it', async () => {
    const own = connect({ url: inboxDatabase.url, applicationName: 'deaf' })
    const deaf: Database = { ...own, listen: async () => ({ stop: async () => {} }) }
    const done: number[] = []
    const consumer = await consume({
      database: deaf,
      pollMs: 3_600_000,
      handle: async (update) => void done.push(update.update_id),
    })
    await consumer.accept([message(1), message(2, 2), message(3)])
    await empty()
    expect(done.toSorted((a, b) => a - b)).toEqual([1, 2, 3])
    await expectConsistent()
  })

  test('accept without beginning while others wait for a slot, and when they are told to stop', async () => {
    const release = Promise.withResolvers<void>()
    const done: number[] = []
    const consumer = await consume({
      slots: { message: 1, button: 1, urgent: 1 },
      handle: async (update) => {
        done.push(update.update_id)
        if (update.update_id === 1) await release.promise
      },
    })
    await consumer.accept([message(1), message(2, 2)])
    await consumer.accept([message(3, 3)])
    expect(consumer.busy().message).toBe(1)
    release.resolve()
    await empty()
    expect(done).toEqual([1, 2, 3])
    await consumer.stop({ timeoutMs: 1_000 })
    await consumer.accept([message(4)])
    expect((await take('other')).map(({ lane }) => lane)).toEqual(['chat:1'])
    expect(done).toEqual([1, 2, 3])
  })

  test('find what no notification told them of', async () => {
    const own = connect({ url: inboxDatabase.url, applicationName: 'deaf' })
    const deaf: Database = { ...own, listen: async () => ({ stop: async () => {} }) }
    const heard = Promise.withResolvers<void>()
    await consume({ database: deaf, handle: async () => heard.resolve() })
    await accept(sql, [message(1)])
    await heard.promise
  })

  test('that are idle do not mistake that for an outage of the database', async () => {
    vi.useFakeTimers({ toFake: ['performance', 'setInterval', 'clearInterval'] })
    onTestFinished(() => void vi.useRealTimers())
    const own = connect({ url: inboxDatabase.url, applicationName: 'idle' })
    let looks = 0
    let underWay = 0
    const counted = async (strings: TemplateStringsArray, ...values: unknown[]) => {
      if (strings[0]!.includes('select kind from unnest')) looks += 1
      underWay += 1
      return own.sql(strings, ...values).finally(() => (underWay -= 1))
    }
    const said = vi.fn<(...given: unknown[]) => void>()
    await consume({
      database: { ...own, sql: Object.assign(counted, own.sql) },
      log: Object.assign(createLog('tests', { level: 'silent' }), { info: said }),
      leaseMs: 12_000,
      pollMs: 1_000,
      handle: async () => undefined,
    })
    // In the time of the first poll it looks more often: the grace of a killed process may end at any moment of it.
    const before = looks
    vi.advanceTimersByTime(250)
    await eventually(() => expect({ looks, underWay }).toEqual({ looks: before + 1, underWay: 0 }))
    vi.advanceTimersByTime(750)
    await eventually(() => expect({ looks, underWay }).toEqual({ looks: before + 2, underWay: 0 }))
    const begun = looks
    for (let second = 1; second <= 30; second += 1) {
      vi.advanceTimersByTime(1_000)
      // A look that is due while one is under way is left out.
      await eventually(() => expect({ looks, underWay }).toEqual({ looks: begun + second, underWay: 0 }))
    }
    await accept(sql, [message(1)])
    await empty()
    expect(said).not.toHaveBeenCalled()
  })

  test('come back by themselves when the database was away', async () => {
    const done: number[] = []
    await consume({ handle: async (update) => void done.push(update.update_id) })
    await accept(sql, [message(1)])
    await empty()
    const name = new URL(inboxDatabase.url).pathname.slice(1)
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
