import pg from 'pg'
import { describe, expect, test } from 'vitest'
import { eventually } from '#tests/world/eventually.ts'
import { connect } from '#platform/database/connect.ts'
import type { Presence } from '#platform/database/presence.ts'
import type { Database } from '#platform/database/sql.ts'
import { createLog } from '#platform/runtime/log.ts'
import { accept } from './accept.ts'
import { beginGrace } from './begin-grace.ts'
import { claim } from './claim.ts'
import type { ConsumerOptions } from './consumer.ts'
import { consume, empty, inboxDatabase, message, sql, take, untilAborted, useInbox } from './testing-consumers.ts'

useInbox()

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
    // Three times the lease, and no consumer has taken it, neither this one nor another.
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
    const own = connect({ url: inboxDatabase.url, applicationName: 'consumer' })
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
    const own = connect({ url: inboxDatabase.url, applicationName: 'consumer' })
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
    const own = connect({ url: inboxDatabase.url, applicationName: 'consumer' })
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

const silent = createLog('tests', { level: 'silent' })

describe('a process that is gone', () => {
  const oneHourMs = 3_600_000
  const claimAs = (owner: string) =>
    claim(sql, { kind: 'message', lanes: 1, perLane: 10, leaseMs: oneHourMs, owner: `session:${owner}:1` })

  /** The lane `chat:1` of a process that is gone, and `chat:2` of one that lives while the returned connection is open. */
  async function claimByKilledAndAlive(): Promise<pg.Client> {
    await accept(sql, [message(1, 1)])
    await claimAs('killed')
    await accept(sql, [message(2, 2)])
    await claimAs('alive')
    const alive = new pg.Client({ connectionString: inboxDatabase.url })
    await alive.connect()
    await alive.query(`select pg_advisory_lock(hashtextextended('session:alive:1', 0))`)
    return alive
  }

  test('is known by its session: its lanes go on long before its leases end, those of the living stay where they are', async () => {
    const alive = await claimByKilledAndAlive()
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

  test('has its lanes given the grace by a process that only starts, and those of the living are left', async () => {
    const alive = await claimByKilledAndAlive()
    await beginGrace({ url: inboxDatabase.url }, silent)
    expect(await sql`select lane, ready_at < now() + interval '1 minute' as is_soon from lanes order by lane`).toEqual([
      { lane: 'chat:1', isSoon: true },
      { lane: 'chat:2', isSoon: false },
    ])
    await alive.end()
    await beginGrace({ url: 'postgres://user@127.0.0.1:1/absent' }, silent)
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
    const own = connect({ url: inboxDatabase.url, applicationName: 'cut off' })
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
    const own = connect({ url: inboxDatabase.url, applicationName: 'consumer' })
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
