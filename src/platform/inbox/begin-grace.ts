import { hostname } from 'node:os'
import { connect, type ConnectOptions } from '#platform/database/connect.ts'
import { type Log, messageOf } from '#platform/runtime/log.ts'
import { longestGraceMs } from './held-lanes.ts'
import { shortenOfGone } from './lease.ts'

/**
 * For a process that starts: the grace of what a killed one held begins now, and passes while this one loads and warms itself.
 * Without it the grace would begin with the first look of its consumer. What fails here is done there.
 */
export async function beginGrace(at: Pick<ConnectOptions, 'url' | 'listenUrl'>, log: Log): Promise<void> {
  const database = connect({ ...at, applicationName: 'pomogator-bot', poolSize: 1 })
  try {
    const presence = await database.showAlive(`${hostname()}:${process.pid}:starts`, async () => undefined)
    if (presence.mayJudge) await shortenOfGone(database.sql, { graceMs: longestGraceMs })
  } catch (error) {
    log.debug(`What a killed process held is looked for later. ${messageOf(error)}`)
  } finally {
    await database.close()
  }
}
