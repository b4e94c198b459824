import { afterAll, beforeAll, expect, test } from 'vitest'
import { stats } from '#platform/inbox/stats.ts'
import { type Crew, startCrew } from '#tests/world/crew.ts'
import { eventually } from '#tests/world/eventually.ts'
import { gatherCrowd } from './crowd.ts'
import { faultsOf } from './invariants.ts'
import { randomFrom } from './random.ts'

const hourMs = 3_600_000
const wrongByMs: Record<string, number> = {
  'bot 1': 30 * hourMs,
  'bot 2': -30 * hourMs,
  'backend 1': -hourMs,
  'backend 2': hourMs,
  'worker 1': 0,
  'worker 2': 0,
}

let crew: Crew
beforeAll(async () => {
  crew = await startCrew({
    modelTokenDelayMs: 15,
    more: (name) => ({
      NODE_OPTIONS: '--import=./tests/world/wrong-clock.ts',
      CLOCK_WRONG_BY_MS: String(wrongByMs[name]),
    }),
  })
  await crew.complete()
})
afterAll(() => crew?.end())

test('clocks that are hours wrong and jump mean nothing: leases, pauses and ages are measured without them', async () => {
  const crowd = await gatherCrowd(crew, randomFrom(2), 8)
  const asked = (count: number) => eventually(() => expect(crowd.deeds.questions.length).toBeGreaterThanOrEqual(count))
  const trouble = (what: object) => crew.call('POST', '/control/trouble/telegram', { method: 'sendMessage', ...what })
  // What fails is put off, and must not be taken for older than it is.
  await trouble({ kind: 'error', status: 502, times: 12 })
  await asked(12)
  for (const member of crew.members) member.signal('SIGUSR2')
  await trouble({ kind: 'flood', retryAfter: 1, times: 3 })
  await asked(30)
  await crowd.goHome()
  await eventually(async () => {
    expect(await crew.waitingAtTelegram()).toBe(0)
    expect(await stats(crew.database.sql)).toMatchObject({ waiting: 0 })
    expect(await crew.database.sql`select key, error from outbox where state = 'waiting'`).toEqual([])
  })
  expect(await faultsOf(crew.database.sql, { deeds: crowd.deeds, botKills: [], workerKills: [] })).toEqual([])
  const taken = await crew.database.sql`select 1 from messages_log where attempt > 1`
  expect(taken, 'nobody was taken for silent').toEqual([])
})
