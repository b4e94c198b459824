import { tables } from '#modules/modules.ts'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { createLog } from '#platform/runtime/log.ts'
import { startEmbedded } from '#programs/postgres/embedded.ts'
import { migrate } from './migrate.ts'
import { asProgram } from './program-role.ts'
import { templateName, urlOf } from './testing.ts'

/** One PostgreSQL for the whole run: TEST_DATABASE_URL's, or an embedded one that leaves nothing behind. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const log = createLog('tests', { level: 'warn' })
  const outside = process.env['TEST_DATABASE_URL']
  const dataDir = mkdtempSync(join(tmpdir(), 'pomogator-tests-'))
  chmodSync(dataDir, 0o755) // PostgreSQL may have to run as another user
  const embedded = outside ? undefined : await startEmbedded({ dataDir, log, durable: false })
  const url = outside ?? embedded!.url
  await makeTemplate(url, log)
  project.provide('postgresUrl', url)
  project.provide('postgresNodes', [url])
  return async () => {
    await embedded?.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

async function makeTemplate(url: string, log: ReturnType<typeof createLog>) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(`drop database if exists ${templateName} with (force)`)
  await client.query(`create database ${templateName}`)
  await client.end()
  const owner = urlOf(url, templateName)
  await migrate({ url: owner, programUrl: asProgram(owner), tables, log })
}
