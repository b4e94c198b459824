import { PgBoss } from 'pg-boss'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { tasks } from '#modules/tasks.ts'
import { createLog } from '#platform/runtime/log.ts'
import { createWorld, type World } from '#tests/world/world.ts'
import { readConfig } from './config.ts'
import { startWorker } from './main.ts'

let world: World
beforeAll(async () => {
  world = await createWorld({ withoutBot: true })
})
afterAll(() => world.end())

const names = async (what: 'queue' | 'schedule') => {
  const rows =
    what === 'queue'
      ? await world.sql<{
          name: string
        }>`select name from pgboss.queue where name not like '\\_\\_pgboss%' order by name`
      : await world.sql<{ name: string }>`select name from pgboss.schedule order by name`
  return rows.map(({ name }) => name)
}

async function startAndStop() {
  const worker = await startWorker(readConfig(world.environment), createLog('worker', { level: 'silent' }))
  await worker.stop()
}

test('a task of the release before whose name is gone leaves neither an appointment nor a queue behind', async () => {
  await startAndStop()
  const present = Object.keys(tasks).toSorted()
  const boss = new PgBoss({ connectionString: world.environment['DATABASE_URL']!, createSchema: false })
  await boss.start()
  for (const name of ['forget-texts', 'forget-budgets']) {
    await boss.createQueue(name, { policy: 'exclusive' })
    await boss.schedule(name, '41 3 * * *', null, { tz: 'UTC' })
    await boss.send(name, {})
  }
  await boss.stop()
  expect(await names('schedule')).toEqual([...present, 'forget-budgets', 'forget-texts'].toSorted())
  await startAndStop()
  expect(await names('schedule')).toEqual(present)
  expect(await names('queue')).toEqual(present)
  expect(await world.sql`select 1 from pgboss.job where name like 'forget-%'`).toEqual([])
})

test('one that cannot start stops what it has begun', async () => {
  const sessions = () => world.sql`
    select 1 from pg_stat_activity
    where datname = current_database() and application_name in ('pomogator-worker', 'pomogator-timetable')`
  // The tables of the timetable are there once a worker has begun.
  await startAndStop()
  await world.sql`alter table pgboss.schedule rename to elsewhere`
  await expect(startAndStop()).rejects.toThrow('schedule')
  await expect.poll(sessions).toEqual([])
  await world.sql`alter table pgboss.elsewhere rename to schedule`
  await startAndStop()
  await expect.poll(sessions).toEqual([])
})
