import { connect, type ConnectOptions } from '#platform/database/connect.ts'
import { type Log, messageOf } from '#platform/runtime/log.ts'
import { longestGraceMs } from './held-lanes.ts'
import { shortenOfGone } from './lease.ts'

/**
 * For a process that starts: the grace of what a killed one held begins now, and passes while this one loads and warms itself.
 * Without it the grace would begin with the first look of its consumer. What fails here is done there; it never throws.
 */
export async function beginGrace(at: Omit<ConnectOptions, 'applicationName'>, log: Log): Promise<void> {
  const database = connect({ ...at, applicationName: 'pomogator-bot', poolSize: 1 })
  try {
    await shortenOfGone(database.sql, { graceMs: longestGraceMs })
  } catch (error) {
    log.debug(`What a killed process held is looked for later. ${messageOf(error)}`)
  }
  await database.close().catch(() => undefined)
}
