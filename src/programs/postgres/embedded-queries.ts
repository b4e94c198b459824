import pg from 'pg'
import { pass } from '#platform/runtime/pass.ts'

/** Whether a server answers at this address. */
export async function answers(url: string): Promise<boolean> {
  return (await query(url, 'select 1').catch(() => undefined)) !== undefined
}

/** Makes a database where there is none of this name. */
export async function createDatabase(url: string, name: string) {
  const known = await query(url, `select from pg_database where datname = '${name}'`)
  if (known.length > 0) return
  await query(url, `create database ${name}`).catch(async (error: unknown) => {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code !== '42P04' && code !== '23505') throw error // made by another program in this moment
  })
}

/** Whether other programs are connected. A connection of ours that was just closed is on the list for a moment more. */
export async function othersConnected(url: string): Promise<boolean> {
  for (let looks = 0; looks < mostLooks; looks += 1) {
    const rows = await query(
      url,
      `select from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()`,
    ).catch(() => [])
    if (rows.length === 0) return false
    await pass(lookPauseMs)
  }
  return true
}
const mostLooks = 10
const lookPauseMs = 50

async function query(url: string, statement: string): Promise<unknown[]> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'pomogator-launcher',
    connectionTimeoutMillis: 2_000,
    query_timeout: 10_000,
  })
  client.on('error', () => undefined) // reported by the statement it breaks
  try {
    await client.connect()
    return (await client.query(statement)).rows
  } finally {
    await client.end().catch(() => undefined)
  }
}
