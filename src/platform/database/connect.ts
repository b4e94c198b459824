import pg from 'pg'
import { type Log, messageOf } from '#platform/runtime/log.ts'
import { within } from '#platform/runtime/pass.ts'
import { Listener } from './listen.ts'
import { Presence } from './presence.ts'
import { withSession } from './session.ts'
import type { Rank } from '#platform/runtime/turns.ts'
import { Connections } from './connections.ts'
import { parserOf, RowsQuery } from './rows-query.ts'
import type { Database, Sql } from './sql.ts'
import { statementOf } from './statement.ts'

export interface ConnectOptions {
  url: string
  /** Past a PgBouncer, which can neither pass notifications on nor hold a session's lock; absent: the same. */
  listenUrl?: string | undefined
  /** Shown in pg_stat_activity. */
  applicationName: string
  poolSize?: number
  /** How many connections, once opened, stay open while nothing is asked. Absent: none. */
  keptOpen?: number
  /** Off for a PgBouncer older than 1.21 in transaction mode, which loses prepared statements. */
  preparedStatements?: boolean
  statementTimeoutMs?: number
  log?: Log
}

const connectTimeoutMs = 5_000
const usualPoolSize = 10
/**
 * Of a program that people wait for. On a new connection PostgreSQL plans every statement again, which takes a question
 * some 50 ms; two are what one person needs at a time.
 */
export const keptWarm = 2
/** How long after the server should have given a statement up we stop believing that it will ever answer. */
const silenceMs = 5_000

/** A connection that the server has cut may never say that it has ended; a program that stops does not wait for it longer. */
const closingLimitMs = 4_000

/** A pool of connections that comes back by itself after an outage; nothing is connected before the first statement. */
export function connect(options: ConnectOptions): Database {
  const { poolSize = usualPoolSize, keptOpen = 0, statementTimeoutMs = 15_000 } = options
  const settings: pg.PoolConfig = {
    // Behind a PgBouncer the role's own settings must be right; `examine` says which are not.
    connectionString: options.listenUrl === undefined ? withSession(options.url) : options.url,
    application_name: options.applicationName,
    max: poolSize,
    min: keptOpen,
    connectionTimeoutMillis: connectTimeoutMs,
    // Programs share the server's connections: what one does not need, another may.
    idleTimeoutMillis: 10_000,
    statement_timeout: statementTimeoutMs,
    // The server's own limit cannot reach us when the network drops everything, so we count as well.
    query_timeout: statementTimeoutMs + silenceMs,
    idle_in_transaction_session_timeout: 30_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    types: { getTypeParser: parserOf },
  }
  const pool = new pg.Pool(settings)
  // An idle connection that breaks is replaced by the pool; the next statement tells whether the database is there.
  pool.on('error', (error) => options.log?.warn(`A connection to the database broke. ${messageOf(error)}`))
  const prepare = options.preparedStatements ?? true
  const ownSession = { ...settings, connectionString: withSession(options.listenUrl ?? options.url) }
  const listener = new Listener(ownSession, options.log)
  const sessions = new Set<{ stop(): Promise<void> }>([listener])
  return {
    sql: pooledSql(new Connections(pool, poolSize), prepare),
    listen: (channel, heard) => listener.listen(channel, heard),
    async showAlive(owner, renamed) {
      const presence = new Presence(ownSession, owner, renamed, options.log)
      sessions.add(presence)
      return presence.start()
    },
    async close() {
      const ended = Promise.all([...sessions].map((session) => session.stop())).then(() => pool.end())
      await within(closingLimitMs, ended)
    },
  }
}

function pooledSql(connections: Connections, prepare: boolean, rank: Rank = 'usual'): Sql {
  const onPool = (statement: pg.QueryConfig) => connections.run(rank, (pool) => ask(pool, statement))
  const run = runOn(onPool, prepare, { isAlone: true })
  return Object.assign(run, {
    behind: () => pooledSql(connections, prepare, 'last'),
    async transaction<Result>(work: (sql: Sql) => Promise<Result>) {
      const client = await connections.borrow(rank)
      let broken: Error | undefined
      // While a connection is lent out the pool does not listen to it; one that broke between two statements would end the process.
      const breaks = (error: Error) => void (broken = error)
      client.on('error', breaks)
      try {
        await client.query('begin')
        const result = await work(sqlInside(client, prepare))
        await commit(client)
        return result
      } catch (error) {
        broken ??= await rollBack(client)
        if (isPlanOutdated(error)) broken ??= error
        throw error
      } finally {
        client.off('error', breaks)
        // A connection that could not even roll back is thrown away.
        connections.giveBack(client, broken)
      }
    },
  })
}

function sqlInside(client: pg.PoolClient, prepare: boolean): Sql {
  const onClient = (statement: pg.QueryConfig) => ask(client, statement)
  const sql: Sql = Object.assign(runOn(onClient, prepare, { isAlone: false }), {
    behind: () => sql,
    transaction: <Result>(work: (sql: Sql) => Promise<Result>) => work(sql),
  })
  return sql
}

function ask(connection: pg.Pool | pg.PoolClient, statement: pg.QueryConfig): Promise<RowsQuery> {
  return new Promise((resolve, reject) => {
    const query = new RowsQuery(statement)
    const done = (error?: Error) => {
      const failed = error ?? query.fault
      if (failed) reject(failed)
      else resolve(query)
    }
    // By its types there is no callback beside a query of one's own.
    const send = connection.query as (query: RowsQuery, values: undefined, done: (error?: Error) => void) => void
    send.call(connection, query, undefined, done)
  })
}

function runOn(
  run: (statement: pg.QueryConfig) => Promise<RowsQuery>,
  prepare: boolean,
  { isAlone }: { isAlone: boolean },
) {
  return async <Row extends object>(strings: TemplateStringsArray, ...values: unknown[]): Promise<Row[]> => {
    const { text, name, values: encoded } = statementOf(strings, values)
    const statement = { text, values: encoded }
    const { found } = await run(prepare ? { ...statement, name } : statement).catch((error: unknown) => {
      // Where it was asked tells more than where its reply was read.
      if (error instanceof Error) Error.captureStackTrace(error)
      // Inside a transaction the error has ended it: the caller begins it again, on another connection.
      if (!isAlone || !isPlanOutdated(error)) throw error
      return run(statement)
    })
    return found as Row[]
  }
}

/** A migration has changed a table since this connection prepared a statement about it, while our program goes on. */
function isPlanOutdated(error: unknown): error is Error {
  return error instanceof Error && error.message === 'cached plan must not change result type'
}

/** PostgreSQL answers a commit after a failed statement with a rollback and no error; to us that must not look like success. */
async function commit(client: pg.PoolClient) {
  const { command } = await client.query('commit')
  if (command !== 'COMMIT')
    throw new Error(
      'The transaction was rolled back: one of its statements had failed and the failure was not passed on',
    )
}

async function rollBack(client: pg.PoolClient): Promise<Error | undefined> {
  try {
    await client.query('rollback')
    return undefined
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}
