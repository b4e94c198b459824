import { randomUUID } from 'node:crypto'
import { version } from '#platform/runtime/version.ts'
import { knownMigration } from './schema.ts'
import type { Sql } from './sql.ts'

const everyMs = 30_000
/** Three times in a row that a program did not say it. */
const goneAfterSeconds = 100

export interface AtWork {
  id: string
  program: string
  version: string
  /** The last one that it knows. */
  migration: number
  startedAt: Date
}

/** Says that this program is at work, with its version, until it is stopped. It is only shown: an outage is ignored here. */
export async function showAtWork(sql: Sql, program: 'backend' | 'bot' | 'worker'): Promise<{ stop(): Promise<void> }> {
  const id = randomUUID()
  const migration = knownMigration()
  const say = async () => {
    await sql`
      insert into programs_at_work (id, program, version, migration) values (${id}, ${program}, ${version}, ${migration})
      on conflict (id) do update set seen_at = now()`
    await sql`delete from programs_at_work where seen_at < now() - make_interval(secs => ${goneAfterSeconds})`
  }
  let saying = say().catch(() => undefined)
  await saying
  const clock = setInterval(() => {
    saying = saying.then(say).catch(() => undefined)
  }, everyMs)
  clock.unref()
  return {
    async stop() {
      clearInterval(clock)
      await saying
      await sql`delete from programs_at_work where id = ${id}`.catch(() => undefined)
    },
  }
}

/** Those that are at work now. */
export async function listAtWork(sql: Sql): Promise<AtWork[]> {
  return sql<AtWork>`
    select id, program, version, migration, started_at from programs_at_work
    where seen_at > now() - make_interval(secs => ${goneAfterSeconds}) order by program, started_at, id`
}
