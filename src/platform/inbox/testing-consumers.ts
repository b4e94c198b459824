import { afterAll, beforeAll, beforeEach, expect } from 'vitest'
import { eventually } from '#tests/world/eventually.ts'
import { connect } from '#platform/database/connect.ts'
import type { Sql } from '#platform/database/sql.ts'
import { createTestDatabase } from '#platform/database/testing.ts'
import { createLog } from '#platform/runtime/log.ts'
import { claim } from './claim.ts'
import { type Consumer, type ConsumerOptions, startConsumer } from './consumer.ts'
import { giveUpUnsettled } from './give-up.ts'
import { laneOf } from './lane.ts'
import { stats } from './stats.ts'

const log = createLog('tests', { level: 'silent' })
/** Of the tests of this file, once `useInbox` has made it. */
export let inboxDatabase: Awaited<ReturnType<typeof createTestDatabase>>
export let sql: Sql
let ends: (() => Promise<void>)[] = []

/** A database of their own for the tests of a file, whose inbox is empty before each; consumers end after it. */
export function useInbox(): void {
  beforeAll(async () => {
    inboxDatabase = await createTestDatabase()
    sql = inboxDatabase.database.sql
  })
  afterAll(() => inboxDatabase.drop())
  beforeEach(async () => {
    await Promise.all(ends.map((end) => end()))
    ends = []
    await sql`truncate inbox, lanes, seen_updates, dead_updates`
    return async () => void (await Promise.all(ends.splice(0).map((end) => end())))
  })
}

export function message(updateId: number, chat = 1) {
  return laneOf({ update_id: updateId, message: { message_id: updateId, chat: { id: chat }, text: `${updateId}` } })!
}

type Some = Partial<ConsumerOptions> & Pick<ConsumerOptions, 'handle'>

export async function consume(options: Some) {
  const database = options.database ?? connect({ url: inboxDatabase.url, applicationName: 'consumer' })
  const consumer = await startConsumer({
    owner: `o${Math.random()}`,
    giveUp: (_update, _error, given) => giveUpUnsettled(sql, given),
    log,
    leaseMs: 30_000,
    pollMs: 50,
    ...options,
    database,
  })
  let ended: Promise<void> | undefined
  const end = () => {
    ended ??= consumer.stop({ timeoutMs: 2_000 }).then(() => database.close())
    return ended
  }
  ends.push(end)
  const stop: Consumer['stop'] = (options) => consumer.stop(options)
  const accept: Consumer['accept'] = (updates) => consumer.accept(updates)
  return { busy: () => consumer.busy(), accept, stop, end }
}

export const take = (owner: string) => claim(sql, { kind: 'message', lanes: 10, perLane: 10, leaseMs: 30_000, owner })
export const empty = () => eventually(async () => expect((await stats(sql)).waiting).toBe(0))
export const untilAborted = (signal: AbortSignal) =>
  new Promise<void>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)))

export async function expectConsistent() {
  expect(
    await sql`
      select lane, waiting from lanes where waiting <> (select count(*) from inbox where inbox.lane = lanes.lane)`,
  ).toEqual([])
}
