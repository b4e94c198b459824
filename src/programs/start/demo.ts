import type { BackendConfig } from '#programs/backend/config.ts'
import { connect } from '#platform/database/connect.ts'
import { SettingsError } from '#platform/runtime/environment.ts'
import type { Log } from '#platform/runtime/log.ts'
import { type Filled, fillDemo, hasDemo } from '#modules/demo/fill.ts'
import { letSchedulesPass } from '#modules/schedules/let-time-pass.ts'
import { onDatabase, runOrder } from './order.ts'

/** The same business for everybody. */
const seed = 90

/** `npm start -- demo`: ninety days of an example business, on the database that `npm start` has made for the sandbox. */
export async function runDemo(): Promise<void> {
  await runOrder('demo', async ({ given, plan, log }) => {
    if (!plan.atHome.telegram)
      throw new SettingsError('BOT_TOKEN is set: demo data are for the sandbox only, never for a real bot.')
    const { people, questions, payments } = await onDatabase({ given, plan, log }, (config) =>
      fillDatabase(config, log),
    )
    if (people === 0) return 'The example business is there already.\n'
    return `Made: ${people} people, ${questions} questions, ${payments} payments.\n`
  })
}

/** The caller has made sure that there is no real Telegram. */
export async function fillDatabase(
  { database, catalog, defaultSettings: { trialMessages } }: DemoConfig,
  log: Log,
): Promise<Filled> {
  const program = connect({ ...database, applicationName: 'pomogator-demo', poolSize: 2, log })
  try {
    return await fillDemo(program.sql, seed, { catalog, trialMessages: Math.max(trialMessages, 1), now: new Date() })
  } finally {
    await program.close()
  }
}

export async function isFilled({ database }: DemoConfig, log: Log): Promise<boolean> {
  const program = connect({ ...database, applicationName: 'pomogator-demo', poolSize: 1, log })
  try {
    return await hasDemo(program.sql)
  } finally {
    await program.close()
  }
}

/** What people of the sandbox would wait for comes now. */
export async function letTimePass({ database }: DemoConfig, seconds: number, log: Log): Promise<void> {
  const program = connect({ ...database, applicationName: 'pomogator-demo', poolSize: 1, log })
  try {
    await letSchedulesPass(program.sql, seconds)
  } finally {
    await program.close()
  }
}

type DemoConfig = Pick<BackendConfig, 'database' | 'catalog' | 'defaultSettings'>
