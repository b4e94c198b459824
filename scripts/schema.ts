/** Writes the schema that all migrations together make into one file, to be read: `npm run schema`. */
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect } from '#platform/database/connect.ts'
import { describeSchema } from '#platform/database/describe-schema.ts'
import { startEmbedded } from '#programs/postgres/embedded.ts'
import { migrate } from '#platform/database/migrate.ts'
import { tables } from '#modules/modules.ts'
import { createLog } from '#platform/runtime/log.ts'

const head =
  '-- The schema as all migrations make it. Written by `npm run schema`; a test compares it with the database.\n\n'

async function main(): Promise<void> {
  const log = createLog('schema', { level: 'error' })
  const dataDir = mkdtempSync(join(tmpdir(), 'pomogator-schema-'))
  chmodSync(dataDir, 0o755) // PostgreSQL may have to run as another user
  const postgres = await startEmbedded({ dataDir, log, durable: false })
  try {
    await migrate({ url: postgres.url, tables, log })
    const database = connect({ url: postgres.url, applicationName: 'schema', log })
    writeFileSync(
      join(import.meta.dirname, '../src/platform/database/schema.sql'),
      head + (await describeSchema(database.sql)),
    )
    await database.close()
  } finally {
    await postgres.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

await main()
