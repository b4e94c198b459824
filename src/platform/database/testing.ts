import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import { connect } from './connect.ts'
import type { Database } from './sql.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** A server of this run, with the migrated database `template_pomogator`. */
    postgresUrl: string
    /** The servers that such a database lies on: that one, and what Citus has beside it. */
    postgresNodes: string[]
    /** Where the tests of this run make theirs; it is removed after them. */
    folder?: string
    /** A data folder with a migrated database, to be copied; absent where the server is an outside one. */
    migratedData?: string
  }
}

export const templateName = 'template_pomogator'

/** A database of one's own, cloned from the migrated template in some 40 ms. */
export async function createTestDatabase(): Promise<{ url: string; database: Database; drop(): Promise<void> }> {
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await onEachServer(`create database ${name} template ${templateName}${isOurs() ? ' strategy file_copy' : ''}`)
  const url = urlOf(inject('postgresUrl'), name)
  const database = connect({ url, applicationName: 'tests' })
  return {
    url,
    database,
    async drop() {
      await database.close()
      await onEachServer(`drop database if exists ${name} with (force)`)
    },
  }
}

/** The server that this run has started: nothing has to reach a disk there, so files are copied more cheaply than pages. */
const isOurs = () => inject('migratedData') !== undefined

export function urlOf(serverUrl: string, databaseName: string): string {
  const url = new URL(serverUrl)
  url.pathname = `/${databaseName}`
  return url.href
}

async function onEachServer(statement: string) {
  for (const connectionString of inject('postgresNodes')) await onServer(connectionString, statement)
}

async function onServer(connectionString: string, statement: string) {
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
