import { migrate, migrateDown } from '#database/migrate.ts'
import { loadEnvironment, logLevel, postgresUrl, readSettings } from '#runtime/environment.ts'
import { createLog, withoutSecrets } from '#runtime/log.ts'

/**
 * `npm run migrate` applies what is missing; `npm run migrate -- down 1` undoes the newest. With MIGRATE_DATABASE_URL that
 * is who does it, and the programs, as DATABASE_URL, are given no more than they need.
 */
export async function main(): Promise<void> {
  try {
    const settings = readSettings(loadEnvironment(), {
      DATABASE_URL: postgresUrl,
      MIGRATE_DATABASE_URL: postgresUrl.optional(),
      LOG_LEVEL: logLevel,
    })
    const log = createLog('migrate', { level: settings.LOG_LEVEL, pretty: process.stdout.isTTY })
    const [direction, steps = '1'] = process.argv.slice(3)
    const url = settings.MIGRATE_DATABASE_URL ?? settings.DATABASE_URL
    const programUrl = settings.DATABASE_URL
    if (direction === 'down') say('undone', (await migrateDown({ url, log, steps: wholeNumber(steps) })).undone)
    else if (direction === undefined || direction === 'up')
      say('applied', (await migrate({ url, programUrl, log })).applied)
    else throw new Error(`Say nothing, "up" or "down N"; "${direction}" is none of these.`)
  } catch (error) {
    process.stderr.write(`${withoutSecrets(error instanceof Error ? error.message : String(error))}\n`)
    process.exitCode = 1
  }
}

function say(done: string, names: string[]) {
  process.stdout.write(
    names.length === 0
      ? 'Nothing to do: the database is as it should be.\n'
      : names.map((name) => `${name} ${done}\n`).join(''),
  )
}

function wholeNumber(text: string): number {
  const number = Number(text)
  if (!Number.isInteger(number) || number < 1) throw new Error(`"${text}" is not a number of migrations.`)
  return number
}
