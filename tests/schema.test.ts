import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createLog } from '#platform/runtime/log.ts'
import { readConfig } from '#programs/worker/config.ts'
import { startWorker } from '#programs/worker/main.ts'
import { freePort } from '#platform/runtime/ports.ts'
import { eventually } from './world/eventually.ts'
import { createWorld, type World } from './world/world.ts'

let world: World
let doors: string[]
let worker: Awaited<ReturnType<typeof startWorker>>
beforeAll(async () => {
  world = await createWorld({ withoutBot: true })
  const [bot, timetable] = [String(await freePort()), String(await freePort())]
  await world.startBot({ HEALTH_PORT: bot })
  worker = await startWorker(
    readConfig({ ...world.environment, HEALTH_PORT: timetable }),
    createLog('worker', { level: 'silent' }),
  )
  doors = [world.backend().url, `http://127.0.0.1:${bot}`, `http://127.0.0.1:${timetable}`]
})
afterAll(async () => {
  await worker.stop()
  await world.end()
})

const ready = () =>
  Promise.all(
    doors.map(async (door) => {
      const response = await fetch(`${door}/ready`)
      return { status: response.status, text: await response.text() }
    }),
  )
const allReady = () =>
  eventually(async () => expect((await ready()).map(({ status }) => status)).toEqual([200, 200, 200]))

describe('a program whose database has another schema is not ready, and says which', () => {
  test('older: a migration has not been applied', async () => {
    const [last] = await world.sql<{ number: number; name: string; checksum: string }>`
      delete from migrations where number = (select max(number) from migrations) returning number, name, checksum`
    for (const { status, text } of await ready()) {
      expect(status).toBe(503)
      expect(text).toContain(`The database is older than this program: migration ${last!.name} has not been applied`)
    }
    await world.sql`insert into migrations (number, name, checksum) values (${last!.number}, ${last!.name}, ${last!.checksum})`
    await allReady()
  })

  test('newer: it has a migration that the program does not know', async () => {
    await world.sql`insert into migrations (number, name, checksum) values (9999, '9999_of_tomorrow', 'x')`
    for (const { status, text } of await ready()) {
      expect(status).toBe(503)
      expect(text).toContain('The database is newer than this program, which does not know migration 9999_of_tomorrow')
    }
    await world.sql`delete from migrations where number = 9999`
    await allReady()
  })

  test('none at all: the migrations have not been applied', async () => {
    await world.sql`alter table migrations rename to migrations_away`
    for (const { status, text } of await ready()) {
      expect(status).toBe(503)
      expect(text).toContain('The migrations have not been applied')
    }
    await world.sql`alter table migrations_away rename to migrations`
    await allReady()
  })
})
