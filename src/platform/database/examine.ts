import pg from 'pg'
import { messageOf } from '#platform/runtime/log.ts'
import { StartError } from '#platform/runtime/start-error.ts'
import { schemaFault } from './schema.ts'
import { withSession } from './session.ts'
import { isOutage, type Sql } from './sql.ts'

const oldestVersion = 150_000

interface Facts {
  version: string
  number: number
  encoding: string
  schema: string | null
  standby: boolean
  settings: Record<string, string>
}

/**
 * Asks a database what it is, before anything is stored in it.
 * @throws StartError with one sentence for each property that would lose or falsify what we store
 */
export async function refuseUnfit(ask: (text: string) => Promise<object[]>): Promise<void> {
  const [facts] = (await ask(question).catch((error: unknown) => {
    throw new StartError(unreachable(error), { cause: error })
  })) as [Facts]
  const faults = faultsOf(facts)
  if (faults.length > 0) throw new StartError(faults.join('\n'))
}

/** The same for a program that has a pool. */
export function refuseUnfitDatabase(sql: Sql): Promise<void> {
  return refuseUnfit((text) => sql(Object.assign([text], { raw: [text] })))
}

/** Everything that can be said about the database at an address, for a person; never throws. */
export async function examine(url: string): Promise<{ version?: string; faults: string[] }> {
  const client = new pg.Client({
    connectionString: withSession(url),
    connectionTimeoutMillis: 5_000,
    query_timeout: 5_000,
  })
  client.on('error', () => undefined) // reported by the statement it breaks
  try {
    await client.connect()
    const { rows } = await client.query<Facts>(question)
    const faults = faultsOf(rows[0]!)
    const schema = await schemaFault(async (text) => (await client.query<{ number: number; name: string }>(text)).rows)
    // `npm start` migrates by itself; a database that is newer stays so.
    if (schema?.is === 'newer') faults.push(schema.sentence)
    return { version: rows[0]!.version, faults }
  } catch (error) {
    return { faults: [unreachable(error)] }
  } finally {
    await client.end().catch(() => undefined)
  }
}

const watched = [
  'TimeZone',
  'DateStyle',
  'standard_conforming_strings',
  'default_transaction_isolation',
  'default_transaction_read_only',
  'session_replication_role',
  'search_path',
]

const question = `
  select current_setting('server_version') as version, current_setting('server_version_num')::integer as number,
    current_setting('server_encoding') as encoding, current_schema() as schema, pg_is_in_recovery() as standby,
    (select json_object_agg(name, setting) from pg_settings where name in (${watched.map((name) => `'${name}'`).join(', ')})) as settings`

function faultsOf({ version, number, encoding, schema, standby, settings }: Facts): string[] {
  const faults: string[] = []
  const require = (name: string, right: RegExp, value: string) => {
    const found = settings[name] ?? ''
    if (!right.test(found))
      faults.push(
        `The database has ${name} = ${found}: set it to ${value} (alter database … set ${name} = '${value}').`,
      )
  }
  if (number < oldestVersion) faults.push(`The database is PostgreSQL ${version}: use 15 or later.`)
  if (encoding !== 'UTF8')
    faults.push(
      `The database stores texts in ${encoding}, which has no emoji and not every letter: make one with encoding UTF8 (create database … encoding 'UTF8' template template0).`,
    )
  if (standby) faults.push('The database is a standby and takes no writes: use the address of the primary.')
  if (schema === null)
    faults.push(
      `The database has search_path = ${settings['search_path']}, in which there is no schema: create one, or set it to public.`,
    )
  require('TimeZone', /^(UTC|Etc\/UTC|GMT)$/i, 'UTC')
  require('DateStyle', /^ISO\b/i, 'ISO')
  require('standard_conforming_strings', /^on$/, 'on')
  require('default_transaction_isolation', /^read committed$/, 'read committed')
  require('default_transaction_read_only', /^off$/, 'off')
  require('session_replication_role', /^(origin|local)$/, 'origin')
  return faults
}

function unreachable(error: unknown): string {
  const how = isOutage(error) ? 'cannot be reached' : 'does not let us in'
  return `DATABASE_URL: the database ${how}: ${messageOf(error)}.`
}
