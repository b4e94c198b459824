import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { Log } from '#runtime/log.ts'
import type { Database, Sql } from './sql.ts'

export interface ConnectOptions {
  url: string
  /** Shown in pg_stat_activity. */
  applicationName: string
  poolSize?: number
  /** Off for a PgBouncer older than 1.21 in transaction mode, which loses prepared statements. */
  preparedStatements?: boolean
  statementTimeoutMs?: number
  log?: Log
}

const connectTimeoutMs = 5_000

/** A pool of connections that comes back by itself after an outage; nothing is connected before the first statement. */
export function connect(options: ConnectOptions): Database {
  const settings: pg.PoolConfig = {
    connectionString: options.url,
    application_name: options.applicationName,
    max: options.poolSize ?? 10,
    connectionTimeoutMillis: connectTimeoutMs,
    idleTimeoutMillis: 30_000,
    statement_timeout: options.statementTimeoutMs ?? 15_000,
    idle_in_transaction_session_timeout: 30_000,
    keepAlive: true,
    types: { getTypeParser: parserOf },
  }
  const pool = new pg.Pool(settings)
  // An idle connection that breaks is replaced by the pool; the next statement tells whether the database is there.
  pool.on('error', (error) => options.log?.warn({ err: error }, 'A connection to the database broke'))
  const prepare = options.preparedStatements ?? true
  const listeners = new Set<{ stop(): Promise<void> }>()
  return {
    sql: pooledSql(pool, prepare),
    async listen(channel, heard) {
      const listener = await startListening(settings, channel, heard, options.log)
      listeners.add(listener)
      return {
        async stop() {
          listeners.delete(listener)
          await listener.stop()
        },
      }
    },
    async close() {
      await Promise.all([...listeners].map((listener) => listener.stop()))
      await pool.end()
    },
  }
}

function pooledSql(pool: pg.Pool, prepare: boolean): Sql {
  return Object.assign(runOn(pool, prepare), {
    async transaction<Result>(work: (sql: Sql) => Promise<Result>) {
      const client = await pool.connect()
      let broken: Error | undefined
      try {
        await client.query('begin')
        const result = await work(sqlInside(client, prepare))
        await client.query('commit')
        return result
      } catch (error) {
        broken = await rollBack(client)
        throw error
      } finally {
        // A connection that could not even roll back is thrown away.
        client.release(broken)
      }
    },
  })
}

function sqlInside(client: pg.PoolClient, prepare: boolean): Sql {
  const sql: Sql = Object.assign(runOn(client, prepare), {
    transaction: <Result>(work: (sql: Sql) => Promise<Result>) => work(sql),
  })
  return sql
}

function runOn(connection: pg.Pool | pg.PoolClient, prepare: boolean) {
  return async <Row extends object>(strings: TemplateStringsArray, ...values: unknown[]): Promise<Row[]> => {
    const { text, name } = statementOf(strings)
    const result = await connection.query<Row>({ text, values: values.map(encode), ...(prepare ? { name } : {}) })
    return result.rows
  }
}

async function rollBack(client: pg.PoolClient): Promise<Error | undefined> {
  try {
    await client.query('rollback')
    return undefined
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}

const statements = new WeakMap<TemplateStringsArray, { text: string; name: string }>()

function statementOf(strings: TemplateStringsArray) {
  let statement = statements.get(strings)
  if (!statement) {
    const text = strings.reduce((text, part, index) => `${text}$${index}${part}`)
    statement = { text, name: createHash('sha1').update(text).digest('base64url') }
    statements.set(strings, statement)
  }
  return statement
}

/** Objects travel as JSON; arrays as PostgreSQL arrays. */
function encode(value: unknown): unknown {
  if (value === undefined) return null
  const plain =
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Date) &&
    !Buffer.isBuffer(value)
  return plain ? JSON.stringify(value) : value
}

const bigintArray = 1016

/** Whole numbers as numbers: Telegram's ids and our counts are far below 2^53, and one that is not must not be rounded. */
const parserOf: pg.CustomTypesConfig['getTypeParser'] = (id, format) => {
  if (id === pg.types.builtins.INT8) return wholeNumber
  const usual = pg.types.getTypeParser(id, format)
  return (id as number) === bigintArray ? (text: string) => (usual(text) as string[]).map(wholeNumber) : usual
}

function wholeNumber(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} does not fit a JavaScript number`)
  return value
}

const reconnectPausesMs = [100, 250, 500, 1000, 2000, 5000]

async function startListening(
  settings: pg.PoolConfig,
  channel: string,
  heard: (payload: string) => void,
  log: Log | undefined,
) {
  let client: pg.Client | undefined
  let stopped = false
  const stopping = new AbortController()

  async function open() {
    const opening = new pg.Client({ ...settings, statement_timeout: 0 })
    opening.on('notification', (message) => heard(message.payload ?? ''))
    opening.on('error', (error) => log?.warn({ err: error, channel }, 'The listening connection broke'))
    await opening.connect()
    await opening.query(`listen ${pg.escapeIdentifier(channel)}`)
    opening.once('end', () => void reopen())
    client = opening
  }

  async function reopen() {
    for (let turn = 0; !stopped; turn += 1) {
      try {
        await sleep(reconnectPausesMs[Math.min(turn, reconnectPausesMs.length - 1)], undefined, {
          signal: stopping.signal,
        })
        await open()
        return heard('')
      } catch (error) {
        if (!stopped) log?.warn({ err: error, channel }, 'Listening again did not succeed yet')
      }
    }
  }

  await open()
  return {
    async stop() {
      stopped = true
      stopping.abort()
      await client?.end().catch(() => undefined)
    },
  }
}
