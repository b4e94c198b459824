import { afterAll, beforeAll, expect, test } from 'vitest'
import { stats } from '#platform/inbox/stats.ts'
import { type Crew, startCrew } from '#tests/world/crew.ts'
import { eventually } from '#tests/world/eventually.ts'
import { gatherCrowd } from './crowd.ts'
import { faultsOf } from './invariants.ts'
import { randomFrom } from './random.ts'

let crew: Crew
beforeAll(async () => {
  crew = await startCrew({ modelTokenDelayMs: 15 })
  await crew.complete()
})
afterAll(() => crew?.end())

test('every program is restarted in turn under load: nothing is lost, nothing comes twice, nobody notices', async () => {
  const crowd = await gatherCrowd(crew, randomFrom(1), 8)
  // Answers that take longer than a stop may. One that begins when its backend has been restarted already is waited for.
  await crew.call('POST', '/control/trouble/model', { kind: 'slow', ms: 500, times: 3 })
  await eventually(async () =>
    expect(await crew.database.sql`select 1 from messages_log where status = 'pending'`).not.toEqual([]),
  )
  for (const member of crew.members) {
    // A program that does not stop within its limit ends itself with another code.
    expect(await member.restart(), `${member.name}: ${member.said().slice(-2000)}`).toBe(0)
  }
  await crowd.goHome()
  await eventually(async () => {
    expect(await crew.waitingAtTelegram()).toBe(0)
    expect(await stats(crew.database.sql)).toMatchObject({ waiting: 0 })
    expect(await crew.database.sql`select key, error from outbox where state = 'waiting'`).toEqual([])
  })

  expect(await faultsOf(crew.database.sql, { deeds: crowd.deeds, botKills: [], workerKills: [] })).toEqual([])
  const said = (await Promise.all(crowd.deeds.people.map((person) => person.heard()))).flat()
  expect(said.filter((text) => text.includes('answers are delayed'))).toEqual([])
  expect(
    await crew.database.sql`select 1 from messages_log where attempt > 1`,
    'an answer in progress was handed over',
  ).not.toEqual([])
  expect(await crew.database.sql`select kind, data from events where level = 'error'`).toEqual([])
})
