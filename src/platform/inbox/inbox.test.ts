import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { eventually } from '#tests/world/eventually.ts'
import { connect } from '#platform/database/connect.ts'
import type { Database } from '#platform/database/sql.ts'
import { createTestDatabase } from '#platform/database/testing.ts'
import { accept } from './accept.ts'
import { giveUpUnsettled } from './give-up.ts'
import { claim } from './claim.ts'
import { finish } from './finish.ts'
import { type Kind, laneOf } from './lane.ts'
import { heartbeat, releaseAll } from './lease.ts'
import { deleteSeen } from './delete-seen.ts'
import { postpone } from './postpone.ts'
import { recount } from './recount.ts'
import { stats } from './stats.ts'

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
    expect(await accept(sql, [message(1)])).toMatchObject({ accepted: [1], duplicates: [] })
    expect(await accept(sql, [message(1), message(2)])).toMatchObject({ accepted: [2], duplicates: [1] })
    expect(idsOf(await take())).toEqual([1, 2])
  })

  test('keeps it once when it comes fifty times at the same moment', async () => {
    const results = await Promise.all(Array.from({ length: 50 }, () => accept(sql, [message(7)])))
    expect(results.flatMap((r) => r.accepted)).toEqual([7])
    expect(idsOf(await take())).toEqual([7])
    await expectConsistent()
  })

  test('knows it again after it was finished, until its id is deleted', async () => {
    await accept(sql, [message(1)])
    const [lane] = await take()
    await finish(sql, [{ ...lane!, updateIds: [1], release: true }])
    expect((await accept(sql, [message(1)])).duplicates).toEqual([1])
    expect(await deleteSeen(sql, { keepHours: 48 })).toBe(0)
    await sql`update seen_updates set accepted_at = now() - interval '3 days'`
    expect(await deleteSeen(sql, { keepHours: 48 })).toBe(1)
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

describe('accepting and claiming at once', () => {
  const taking = (...lanes: number[]) => ({
    lanes: new Set(lanes.map((chat) => `chat:${chat}`)),
    perLane: 2,
    leaseMs: 30_000,
    owner: 'a',
  })

  test('claims empty lanes with the updates that came for them, as a claim by itself would; no other owner gets them', async () => {
    const { claims } = await accept(sql, [message(1), message(2, 2), message(3)], taking(1, 2))
    expect(claims.map(({ lane, fence, attempts }) => ({ lane, fence, attempts }))).toEqual([
      { lane: 'chat:1', fence: 1, attempts: 1 },
      { lane: 'chat:2', fence: 1, attempts: 1 },
    ])
    expect(idsOf(claims)).toEqual([1, 3, 2])
    expect(claims[0]!.updates[0]!.payload).toEqual(message(1).payload)
    expect(await take('message', 'b')).toEqual([])
    expect(await finish(sql, [{ ...claims[0]!, updateIds: [1, 3], release: true }])).toEqual({ lost: [], waiting: [] })
    expect((await accept(sql, [message(4)], taking(1))).claims).toMatchObject([{ fence: 2, attempts: 1 }])
    await expectConsistent()
  })

  test('leaves what was not asked for, what something waits before, and what came a second time', async () => {
    await accept(sql, [message(1)])
    const { accepted, claims } = await accept(sql, [message(2), message(3, 2), message(4, 3)], taking(1, 3))
    expect(accepted).toEqual([2, 3, 4])
    expect(idsOf(claims)).toEqual([4])
    expect((await accept(sql, [message(4, 3)], taking(3))).claims).toEqual([])
    expect(idsOf(await take())).toEqual([1, 2, 3])
    await expectConsistent()
  })

  test('hands out a batch in its order, and the same id twice in it once', async () => {
    const batch = [message(9), message(3), message(9), message(5)]
    const { claims } = await accept(sql, batch, { ...taking(1), perLane: 10 })
    expect(idsOf(claims)).toEqual([9, 3, 5])
  })

  test('hands out no more of a lane than is wanted; the rest comes when the lane is given back', async () => {
    const { claims } = await accept(sql, [message(1), message(2), message(3)], taking(1))
    expect(idsOf(claims)).toEqual([1, 2])
    const done = { ...claims[0]!, updateIds: [1, 2], release: true }
    expect(await finish(sql, [done])).toEqual({ lost: [], waiting: [done] })
    expect(idsOf(await take())).toEqual([3])
  })

  test('gives the lane to another owner when the lease has ended, and what was handed out does nothing any more', async () => {
    const { claims } = await accept(sql, [message(1)], { ...taking(1), leaseMs: 0 })
    expect(await take('message', 'b')).toMatchObject([{ fence: 2, attempts: 2 }])
    const late = { ...claims[0]!, updateIds: [1], release: true }
    expect(await finish(sql, [late])).toEqual({ lost: [late], waiting: [] })
  })

  test('hands out an update once when it comes fifty times at the same moment', async () => {
    const results = await Promise.all(Array.from({ length: 50 }, () => accept(sql, [message(7)], taking(1))))
    expect(idsOf(results.flatMap(({ claims }) => claims))).toEqual([7])
    await expectConsistent()
  })

  test('notifies no consumer of the lanes that it has claimed', async () => {
    const heard: string[] = []
    const listening = await database.listen('inbox', (kind) => void heard.push(kind))
    await accept(sql, [message(1)], taking(1))
    await accept(sql, [message(2, 2)])
    await eventually(() => expect(heard).toContain('message'))
    expect(heard.filter((kind) => kind !== '')).toEqual(['message'])
    await listening.stop()
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
    const late = { ...lost!, updateIds: [1], release: true }
    expect(await finish(sql, [late])).toEqual({ lost: [late], waiting: [] })
    const lease = () => sql`select ready_at from lanes`
    const before = await lease()
    expect(await heartbeat(sql, [lost!], { leaseMs: 3_600_000, owner: 'a' })).toEqual({ lost: [lost] })
    expect(await lease()).toEqual(before)
    expect(await postpone(sql, { ...lost!, delayMs: 0, countsAsAttempt: true })).toBe(false)
    expect(await giveUpUnsettled(sql, { ...lost!, updateId: 1, error: 'x', release: true })).toBe('lost')
    expect(await finish(sql, [{ ...won!, updateIds: [1], release: true }])).toEqual({ lost: [], waiting: [] })
    expect(await stats(sql)).toMatchObject({ waiting: 0, givenUp: 0 })
  })

  test('leaves a lane alone while its owner is alive', async () => {
    await accept(sql, [message(1)])
    const [lane] = await take('message', 'a', 0)
    expect(await heartbeat(sql, [lane!], { leaseMs: 30_000, owner: 'a' })).toEqual({ lost: [] })
    expect(await take('message', 'b')).toEqual([])
    await releaseAll(sql, ['a'])
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

  test('goes on behind an update that was given up', async () => {
    await accept(sql, [message(1), message(2)])
    const [lane] = await take()
    expect(await giveUpUnsettled(sql, { ...lane!, updateId: 1, error: 'Error: no', release: true })).toBe('given_up')
    expect(idsOf(await take())).toEqual([2])
    expect(await sql`select update_id, attempts, error from dead_updates`).toEqual([
      { updateId: 1, attempts: 1, error: 'Error: no' },
    ])
    await expectConsistent()
  })

  test.each([true, false])(
    'gives an update up once, however often it is told to (lane given back: %s)',
    async (release) => {
      await accept(sql, [message(1), message(2)])
      const [lane] = await take()
      const update = { ...lane!, updateId: 1, error: 'Error: no', release }
      const outcomes = await Promise.all(Array.from({ length: 5 }, () => giveUpUnsettled(sql, update)))
      expect(outcomes.toSorted()).toEqual(['already', 'already', 'already', 'already', 'given_up'])
      expect(await sql`select update_id from dead_updates`).toEqual([{ updateId: 1 }])
      expect(await stats(sql)).toMatchObject({ waiting: 1 })
      await expectConsistent()
      if (!release) return expect(await take()).toEqual([])
      expect(idsOf(await take())).toEqual([2])
      // The next process has the lane, which nothing late may touch.
      expect(await giveUpUnsettled(sql, update)).toBe('lost')
      expect(await giveUpUnsettled(sql, { ...update, updateId: 2 })).toBe('lost')
    },
  )

  test('never hands out what another finished while it looked', async () => {
    await accept(sql, [message(1, 1)])
    await accept(sql, [message(2, 2), message(3, 2)])
    await sql`
      create function wait_for_the_test() returns trigger language plpgsql as $$ begin
        if new.owner = 'slow' and new.lane = 'chat:1' then perform pg_advisory_xact_lock(1); end if;
        return new;
      end $$`
    await sql`create trigger wait before update on lanes for each row execute function wait_for_the_test()`
    // One lane after the other, so that the first can be held while the second is finished by another process.
    const oneByOne = '?options=-c%20enable_hashjoin%3Doff%20-c%20enable_mergejoin%3Doff'
    const slow = connect({ url: test_.url + oneByOne, applicationName: 'slow' })
    try {
      const late = await sql.transaction(async (sql) => {
        await sql`select pg_advisory_xact_lock(1)`
        const late = claim(slow.sql, { kind: 'message', lanes: 10, perLane: 10, leaseMs: 30_000, owner: 'slow' })
        await eventually(async () => {
          const waiting = await database.sql`
            select 1 from pg_locks join pg_database d on d.oid = database
            where datname = current_database() and locktype = 'advisory' and not granted`
          expect(waiting).toHaveLength(1)
        })
        const [quick] = await claim(database.sql, {
          kind: 'message',
          lanes: 9,
          perLane: 1,
          leaseMs: 30_000,
          owner: 'b',
        })
        expect(quick!.updates).toMatchObject([{ updateId: 2 }])
        await finish(database.sql, [{ ...quick!, updateIds: [2], release: true }])
        return { late } // in an object, or the transaction would wait for it
      })
      const ids = idsOf(await late.late)
      expect([ids, idsOf(await take())].flat()).toEqual([1, 3])
    } finally {
      await slow.close()
      await sql`drop function wait_for_the_test cascade`
    }
  })

  test('two claims of one lane that are finished together do not finish for each other', async () => {
    await accept(sql, [message(1), message(2)])
    const [old] = await take('message', 'a', 0)
    const [current] = await take('message', 'a')
    const late = { ...old!, updateIds: [1, 2], release: true }
    const now = { ...current!, updateIds: [1], release: true }
    expect(await finish(sql, [late, now])).toEqual({ lost: [late], waiting: [now] })
    expect(idsOf(await take())).toEqual([2])
    await expectConsistent()
  })

  test('a heartbeat that comes late does not hold a lane that was given back', async () => {
    await accept(sql, [message(1)])
    const [lane] = await take()
    await postpone(sql, { ...lane!, delayMs: 0, countsAsAttempt: false })
    expect(await heartbeat(sql, [lane!], { leaseMs: 30_000, owner: 'a' })).toEqual({ lost: [lane] })
    const [again] = await take()
    await finish(sql, [{ ...again!, updateIds: [1], release: false }])
    expect(await heartbeat(sql, [again!], { leaseMs: 30_000, owner: 'a' })).toEqual({ lost: [again] })
    expect(await take()).toEqual([])
  })

  test('does not look at lanes in which nothing waits, however many there are', async () => {
    await sql`insert into lanes (lane, kind, waiting, ready_at) select 'idle:' || n, 'message', 0, 'infinity' from generate_series(1, 20000) as n`
    await accept(sql, [message(1)])
    await sql`analyze lanes`
    const read = async () => {
      await sql`select pg_stat_force_next_flush()`
      const [row] = await sql<{ read: number }>`
        select idx_tup_read as read from pg_stat_user_indexes where indexrelname = 'lanes_ready'`
      return row!.read
    }
    const quiet = connect({ url: test_.url, applicationName: 'quiet', poolSize: 1 })
    const before = await read()
    expect(
      idsOf(await claim(quiet.sql, { kind: 'message', lanes: 100, perLane: 1, leaseMs: 30_000, owner: 'a' })),
    ).toEqual([1])
    await claim(quiet.sql, { kind: 'message', lanes: 100, perLane: 1, leaseMs: 30_000, owner: 'a' })
    await quiet.close() // says what it has read when it goes
    await eventually(async () => expect(await read()).toBeGreaterThan(before))
    expect((await read()) - before).toBeLessThan(100)
  })

  test('a lane from which somebody removed an update by hand is counted again', async () => {
    await accept(sql, [message(1), message(2), message(3, 2)])
    await sql`delete from inbox where update_id in (1, 3)`
    for (const lane of await take()) await recount(sql, lane)
    await expectConsistent()
    expect(idsOf(await take())).toEqual([2])
  })
})

describe('the figures', () => {
  const waits = async () => {
    const { oldestSeconds, oldestWaitingSeconds } = await stats(sql)
    return [Math.round(oldestSeconds), Math.round(oldestWaitingSeconds)]
  }
  const age = (seconds: number) =>
    sql`with older as (update inbox set accepted_at = accepted_at - make_interval(secs => ${seconds}))
      update lanes set ready_at = case when owner is null then ready_at - make_interval(secs => ${seconds}) else ready_at end`

  test('of an empty inbox are nothing', async () => {
    expect(await waits()).toEqual([0, 0])
  })

  test('count as waiting what could be begun and is not', async () => {
    await accept(sql, [message(1), message(2, 2)])
    await age(42)
    expect(await waits()).toEqual([42, 42])
  })

  test('do not count as waiting what is being answered, nor what comes behind it in the same chat', async () => {
    await accept(sql, [message(1), message(2)])
    await take()
    await age(42)
    expect(await waits()).toEqual([42, 0])
  })

  test('do not count as waiting what was put off, until its time has come', async () => {
    await accept(sql, [message(1)])
    const [claimed] = await take()
    await age(42)
    await postpone(sql, { ...claimed!, delayMs: 60_000, countsAsAttempt: true })
    expect(await waits()).toEqual([42, 0])
    await sql`update lanes set ready_at = now() - interval '7 seconds'`
    expect(await waits()).toEqual([42, 7])
  })

  test('count as waiting what was left by a process that died', async () => {
    await accept(sql, [message(1)])
    await take()
    await sql`update lanes set ready_at = now() - interval '9 seconds'`
    expect((await waits())[1]).toBe(9)
  })
})
