/** What a worker does for broadcasts, as a process of its own that can be killed. */
import { readConfig } from '#programs/worker/config.ts'
import { startBroadcaster } from '#programs/worker/main.ts'
import { connect } from '#platform/database/connect.ts'
import { createLog } from '#platform/runtime/log.ts'

const config = readConfig(process.env)
const log = createLog('worker', { level: 'warn' })
await startBroadcaster(config, connect({ url: config.databaseUrl, applicationName: 'pomogator-worker', log }), log)
