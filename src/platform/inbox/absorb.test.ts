import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Sql } from '#platform/database/sql.ts'
import { createTestDatabase } from '#platform/database/testing.ts'
import { createLog } from '#platform/runtime/log.ts'
import { absorb, absorbedKey, absorbNothing, type Follower, following } from './absorb.ts'
import { accept } from './accept.ts'
import { claim } from './claim.ts'
import { createFinisher } from './finisher.ts'
import { giveUpUnsettled } from './give-up.ts'
import { laneOf, type Update } from './lane.ts'
import { PutOffLanes } from './put-off.ts'
import { type Hands, workOn } from './work.ts'

const log = createLog('tests', { level: 'silent' })
let database: Awaited<ReturnType<typeof createTestDatabase>>
let sql: Sql
beforeAll(async () => {
  database = await createTestDatabase()
  sql = database.database.sql
})
afterAll(() => database.drop())
beforeEach(() => sql`truncate inbox, lanes, seen_updates, dead_updates`)

const update = (id: number): Update => ({ update_id: id, message: { message_id: id, chat: { id: 1 }, text: `${id}` } })
const arrive = (...ids: number[]) =>
  accept(
    sql,
    ids.map((id) => laneOf(update(id))!),
  )
const take = async (leaseMs = 30_000) => {
  const claims = await claim(sql, { kind: 'message', lanes: 10, perLane: 10, leaseMs, owner: 'o' })
  return claims[0]!
}
const ids = (waiting: Follower[]) => waiting.map(({ update }) => update.update_id)
const hands = (handle: Hands['handle']): Hands => ({
  sql,
  finish: createFinisher(sql, log),
  putOff: new PutOffLanes(sql, () => undefined),
  handle,
  giveUp: (_update, _error, given) => giveUpUnsettled(sql, given),
  maxAttempts: 5,
  begun: new Set(),
  log,
})
const never = new AbortController().signal

describe('updates put into the one being handled', () => {
  test('are finished with it, those before and after them in order, and come no second time', async () => {
    await arrive(1, 2, 3, 4)
    const handled: [number, number[]][] = []
    const work = hands(async (current, handling) => {
      if (current.update_id === 2) {
        const [next] = await handling.following(10)
        await arrive(5)
        await handling.absorb([next!.update])
      }
      handled.push([current.update_id, ids(await handling.following(10))])
    })
    await workOn(work, await take(), never, never, async () => undefined)
    await workOn(work, await take(), never, never, async () => undefined)
    expect(handled).toEqual([
      [1, [2, 3, 4]],
      [2, [4, 5]],
      [4, [5]],
      [5, []],
    ])
    expect(await sql`select waiting, ready_at = 'infinity' as idle from lanes`).toEqual([{ waiting: 0, idle: true }])
    expect(await arrive(3)).toMatchObject({ accepted: [], duplicates: [3] })
  })

  test('are a part of it for whoever takes over after a crash', async () => {
    await arrive(1, 2, 3)
    const first = await take(0)
    expect(await absorb(sql, first, 1, [2])).toBe(true)
    const second = await take()
    expect(second.updates.map(({ updateId }) => updateId)).toEqual([1, 3])
    expect(second.updates[0]!.payload[absorbedKey]).toEqual([update(2)])
  })

  test('are none for ever once the update was alone, whatever comes behind it later', async () => {
    await arrive(1)
    const work = hands(async (current, handling) => {
      if (current.update_id !== 1) return
      expect(await handling.closeIfAlone()).toBe(true)
      await arrive(2)
      expect(await handling.closeIfAlone()).toBe(false)
      throw new Error('the process fails')
    })
    await workOn(work, await take(), never, never, async () => undefined)
    await sql`update lanes set ready_at = now()`
    const again = await take()
    expect(again.updates.map(({ updateId }) => updateId)).toEqual([1, 2])
    expect(again.updates[0]!.payload[absorbedKey]).toEqual([])
  })

  test('are looked for when another process may have taken the lane, which changes nothing', async () => {
    await arrive(1)
    const lost = await take(0)
    await take()
    expect(await absorbNothing(sql, lost, 1, { onlyIfAlone: true })).toBe(false)
    expect(await sql`select 1 from inbox where payload ? ${absorbedKey}`).toEqual([])
  })

  test('leave the lane as it is when it has been lost', async () => {
    await arrive(1, 2)
    const lost = await take(0)
    await take()
    expect(await absorb(sql, lost, 1, [2])).toBe(false)
    expect(ids(await following(sql, lost, 1, 10))).toEqual([2])
  })
})
