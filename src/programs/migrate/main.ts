import { tables } from '#modules/modules.ts'
import { migrate, migrateDown } from '#platform/database/migrate.ts'
import { findDatabase } from '#programs/postgres/find.ts'
import { type Environment, loadEnvironment, postgresUrl, readSettings } from '#platform/runtime/environment.ts'
import { explain, readCommon } from '#platform/runtime/lifetime.ts'
import { createLog, type Log } from '#platform/runtime/log.ts'
import { output } from '#platform/runtime/output.ts'
import { checkAll, StartError } from '#platform/runtime/start-error.ts'

/**
 * `npm run migrate` applies what is missing; `npm run migrate -- down 1` undoes the newest. With MIGRATE_DATABASE_URL that
 * is who does it, and the programs, as DATABASE_URL, are given no more than they need.
 */
export async function main(): Promise<void> {
  let log = createLog('migrate', { level: 'info' })
  try {
    const given = loadEnvironment()
    const [level] = checkAll(
      () => readCommon(given),
      () => readSettings(given, { DATABASE_URL: postgresUrl.optional(), MIGRATE_DATABASE_URL: postgresUrl.optional() }),
    )
    log = createLog('migrate', { level, pretty: process.stdout.isTTY })
    const found = await findDatabase(given, log)
    try {
      await migrateAsTold(found.environment, log)
    } finally {
      await found.leave()
    }
  } catch (error) {
    explain(error, log)
    process.exitCode = 1
  }
}

async function migrateAsTold(environment: Environment, log: Log): Promise<void> {
  const [direction, steps = '1'] = process.argv.slice(3)
  const programUrl = environment['DATABASE_URL']!.trim()
  const url = environment['MIGRATE_DATABASE_URL']?.trim() || programUrl
  if (direction === 'down') say('undone', (await migrateDown({ url, log, steps: wholeNumber(steps) })).undone)
  else if (direction === undefined || direction === 'up')
    say('applied', (await migrate({ url, programUrl, tables, log })).applied)
  else throw new StartError(`Say nothing, "up" or "down N"; "${direction}" is none of these.`)
}

function say(done: string, names: string[]) {
  output.write(
    names.length === 0
      ? 'Nothing to do: the database is as it should be.\n'
      : names.map((name) => `${name} ${done}\n`).join(''),
  )
}

function wholeNumber(text: string): number {
  const number = Number(text)
  if (!Number.isInteger(number) || number < 1) throw new StartError(`"${text}" is not a number of migrations.`)
  return number
}
