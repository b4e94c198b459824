import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connect } from '#platform/database/connect.ts'
import type { Database, Sql } from '#platform/database/sql.ts'
import { createTestDatabase } from '#platform/database/testing.ts'
import { accept } from './accept.ts'
import { giveUpUnsettled } from './give-up.ts'
import { type Claim, claim } from './claim.ts'
import { finish } from './finish.ts'
import { type Incoming, laneOf } from './lane.ts'
import { heartbeat, releaseAll } from './lease.ts'
import { postpone } from './postpone.ts'

/**
 * Several people write while several processes work, each on connections of its own, all at once and in every order that
 * chance brings: batches that come twice, leases that end under a handler, handlers that come too late, processes that stop.
 */

const chatsEach = 3
let test_: Awaited<ReturnType<typeof createTestDatabase>>
let sql: Sql
let connections: Database[]

beforeAll(async () => {
  test_ = await createTestDatabase()
  sql = test_.database.sql
  connections = Array.from({ length: 6 }, (_, n) => connect({ url: test_.url, applicationName: `p${n}`, poolSize: 2 }))
})
afterAll(async () => {
  await Promise.all(connections.map((connection) => connection.close()))
  await test_.drop()
})

/** What a writer does with one batch: whose chats the messages are for, and how often Telegram brings it. */
const batch = fc.record({
  chats: fc.array(fc.nat(chatsEach - 1), { minLength: 1, maxLength: 6 }),
  copies: fc.constantFrom(1, 1, 2, 3),
  again: fc.boolean(),
  /** What it does with what it claims as it stores it; undefined: it claims nothing. */
  deed: fc.constantFrom(undefined, 'finish', 'finish all', 'keep', 'vanish', 'beat and finish'),
})

/** What a worker does with one claim, and to its lanes: its lanes are treated in turn as `deeds` says. */
interface Turn {
  lanes: number
  perLane: number
  /** The leases end before the work is done. */
  expires: boolean
  stops: boolean
  deeds: string[]
}
const turn: fc.Arbitrary<Turn> = fc.record({
  lanes: fc.integer({ min: 1, max: 6 }),
  perLane: fc.integer({ min: 1, max: 3 }),
  expires: fc.boolean(),
  stops: fc.constantFrom(false, false, false, true),
  deeds: fc.array(
    fc.constantFrom(
      'finish',
      'finish',
      'finish all',
      'keep',
      'postpone',
      'give up',
      'vanish',
      'beat',
      'beat and finish',
    ),
    { minLength: 1, maxLength: 4 },
  ),
})

/** Per lane: which updates were handed out under which fence, and which were done away with under it. */
interface Journal {
  handed: Map<string, { fence: number; ids: number[] }[]>
  done: Map<string, { fence: number; ids: number[] }[]>
}

test('nothing is lost, nothing is done twice, each lane keeps its order and its count, whatever comes together', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(batch, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 3 }),
      fc.array(fc.array(turn, { minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 4 }),
      async (writers, workers) => {
        await sql`truncate inbox, lanes, seen_updates, dead_updates`
        const journal: Journal = { handed: new Map(), done: new Map() }
        const written = writers.map((batches, writer) => plan(writer, batches))
        await Promise.all([
          ...written.map((batches, n) =>
            write(connections[n % connections.length]!.sql, `writer${n}`, batches, journal),
          ),
          ...workers.map((turns, n) => work(connections[(n + 2) % connections.length]!.sql, `w${n}`, turns, journal)),
          watch(),
        ])
        await drain(journal)
        expectAllInOrder(written.flat(), journal)
        expect(await sql`select lane from lanes where waiting <> 0 or owner is not null`).toEqual([])
        expect(await sql`select update_id from inbox`).toEqual([])
      },
    ),
    { numRuns: Number(process.env['INBOX_RUNS'] ?? 30) },
  )
})

interface Batch {
  updates: Incoming[]
  copies: number
  again: boolean
  deed: string | undefined
}

/** A chat has one writer, as at Telegram, so that its order is plain. */
function plan(writer: number, batches: (Omit<Batch, 'updates'> & { chats: number[] })[]): Batch[] {
  let updateId = writer * 1_000
  return batches.map(({ chats, ...batch }) => ({
    ...batch,
    updates: chats.map((chat) => {
      updateId += 1
      return laneOf({ update_id: updateId, message: { chat: { id: writer * chatsEach + chat }, text: 'x' } })!
    }),
  }))
}

async function write(sql: Sql, owner: string, batches: Batch[], journal: Journal) {
  for (const [index, { updates, copies, again, deed }] of batches.entries()) {
    const lanes = new Set(deed ? updates.map(({ lane }) => lane) : [])
    const taking = { lanes, perLane: 2, leaseMs: 60_000, owner }
    const results = await Promise.all(Array.from({ length: copies }, () => accept(sql, updates, taking)))
    const accepted = results.flatMap((result) => result.accepted)
    expect(accepted.toSorted(byNumber)).toEqual(updates.map((update) => update.updateId))
    const claims = results.flatMap((result) => result.claims)
    for (const claimed of claims) note(journal.handed, claimed, idsOf(claimed))
    if (again && index > 0) expect((await accept(sql, batches[index - 1]!.updates, taking)).claims).toEqual([])
    await Promise.all(claims.map((claimed) => treat(sql, claimed, deed, { owner, journal })))
  }
}

async function work(sql: Sql, owner: string, turns: Turn[], journal: Journal) {
  for (const { lanes, perLane, expires, stops, deeds } of turns) {
    const claims = await claimSome(sql, { lanes, perLane, owner })
    for (const claimed of claims) note(journal.handed, claimed, idsOf(claimed))
    if (expires) await heartbeat(sql, claims, { leaseMs: 0, owner })
    if (stops) await releaseAll(sql, [owner])
    await Promise.all(claims.map((claimed, index) => treat(sql, claimed, deeds[index] ?? deeds[0], { owner, journal })))
  }
}

/** Looks more than once, because those who write may be slower. */
async function claimSome(sql: Sql, options: { lanes: number; perLane: number; owner: string }): Promise<Claim[]> {
  for (let look = 0; look < 10; look += 1) {
    const claims = await claim(sql, { kind: 'message', leaseMs: 60_000, ...options })
    if (claims.length > 0) return claims
  }
  return []
}

async function treat(
  sql: Sql,
  claimed: Claim,
  deed: string | undefined,
  { owner, journal }: { owner: string; journal: Journal },
) {
  const ids = idsOf(claimed)
  const [head] = ids
  expect(head).toBeDefined() // our own statements never leave a lane that counts what is not there
  const say = async (updateIds: number[], release: boolean) => {
    const { lost } = await finish(sql, [{ ...claimed, updateIds, release }])
    if (lost.length === 0) note(journal.done, claimed, updateIds)
  }
  if (deed === 'finish') await say([head!], true)
  if (deed === 'finish all') await say(ids, true)
  if (deed === 'keep') for (const id of ids) await say([id], id === ids.at(-1))
  if (deed === 'beat') await heartbeat(sql, [claimed], { leaseMs: 0, owner })
  if (deed === 'beat and finish') {
    const { lost } = await heartbeat(sql, [claimed], { leaseMs: 60_000, owner })
    if (lost.length === 0) await say(ids, true)
  }
  if (deed === 'postpone') await postpone(sql, { ...claimed, delayMs: 0, countsAsAttempt: true })
  const given = { ...claimed, updateId: head!, error: 'x', release: true }
  if (deed === 'give up' && (await giveUpUnsettled(sql, given)) === 'given_up') note(journal.done, claimed, [head!])
}

/** What must be true at every moment, and not only at the end. */
async function watch() {
  for (let n = 0; n < 10; n += 1)
    expect(
      await sql`
        select coalesce(lanes.lane, stored.lane) as lane, waiting, n
        from lanes full join (select lane, count(*) as n from inbox group by lane) as stored using (lane)
        where coalesce(waiting, 0) <> coalesce(n, 0) or (waiting > 0 and ready_at = 'infinity')`,
    ).toEqual([])
}

/** Everybody has gone, and their leases end: a patient worker does the rest. */
async function drain(journal: Journal) {
  await sql`update lanes set ready_at = now() - interval '1 second' where waiting > 0`
  for (;;) {
    const claims = await claim(sql, { kind: 'message', lanes: 100, perLane: 100, leaseMs: 60_000, owner: 'last' })
    if (claims.length === 0) return
    for (const claimed of claims) {
      note(journal.handed, claimed, idsOf(claimed))
      note(journal.done, claimed, idsOf(claimed))
    }
    expect(
      await finish(
        sql,
        claims.map((c) => ({ ...c, updateIds: idsOf(c), release: true })),
      ),
    ).toMatchObject({ lost: [] })
  }
}

function expectAllInOrder(batches: Batch[], { handed, done }: Journal) {
  const expected = Map.groupBy(
    batches.flatMap((batch) => batch.updates),
    (update) => update.lane,
  )
  expect([...done.keys()].toSorted()).toEqual([...expected.keys()].toSorted())
  for (const [lane, updates] of expected) {
    const order = updates.map((update) => update.updateId)
    const entries = done.get(lane)!.toSorted((a, b) => a.fence - b.fence)
    expect(entries.flatMap((entry) => entry.ids)).toEqual(order)
    // Nothing was handed out that had been done before, and nothing was left out.
    for (const { fence, ids } of handed.get(lane)!) {
      const before = entries.filter((entry) => entry.fence < fence).flatMap((entry) => entry.ids).length
      expect(ids).toEqual(order.slice(before, before + ids.length))
    }
  }
}

function note(where: Journal['done'], { lane, fence }: Claim, ids: number[]) {
  where.set(lane, [...(where.get(lane) ?? []), { fence, ids }])
}

const idsOf = (claimed: Claim) => claimed.updates.map((update) => update.updateId)
const byNumber = (a: number, b: number) => a - b
