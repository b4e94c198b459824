import { outageOf } from '#platform/runtime/outage.ts'
import type { Presence } from './presence.ts'

/** Runs SQL written in place: `` await sql<Row>`select … where id = ${id}` ``. */
export interface Sql {
  /** One statement, prepared once per connection. Values never become part of its text, but for a `fragment` of our own code. */
  <Row extends object = Record<string, unknown>>(strings: TemplateStringsArray, ...values: unknown[]): Promise<Row[]>
  /** All statements of `work` on the sql it receives are one transaction, rolled back when it throws; inside one, this joins it. */
  transaction<Result>(work: (sql: Sql) => Promise<Result>): Promise<Result>
  /** The same for what may wait: it lets others have the next connection, for three seconds at most. Inside a transaction it changes nothing. */
  behind(): Sql
}

export interface Database {
  sql: Sql
  /** Hears what is notified on a channel; an empty payload after a reconnection says that something may have been missed. */
  listen(channel: string, heard: (payload: string) => void): Promise<{ stop(): Promise<void> }>
  /** Shows the others that this process is alive, until `close`; see Presence. */
  showAlive(owner: string, renamed: (name: string) => Promise<unknown>): Promise<Presence>
  close(): Promise<void>
}

/**
 * Whether an error means that the database could not be reached, went away, or has no room, memory or connection left, or
 * that this machine has none: the same call may succeed later, and the caller is not to blame.
 */
export function isOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if (outageOf(error) !== undefined) return true
  const code = 'code' in error ? String(error.code) : ''
  if (outageCodes.has(code) || outageClasses.has(code.slice(0, 2)) || outageMessages.test(error.message)) return true
  return error.cause !== error && isOutage(error.cause)
}

/** Of PostgreSQL: trouble with a connection, insufficient resources. */
const outageClasses = new Set(['08', '53'])
const outageCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENOENT',
  '57P01', // admin_shutdown
  '57P02', // crash_shutdown
  '57P03', // cannot_connect_now
  '25006', // read_only_sql_transaction: a standby that has not taken over yet
])
const outageMessages =
  /connection terminated|query read timeout|timeout exceeded when trying to connect|connection ended|client has encountered a connection error|not queryable|connection marked as essential|cached plan must not change/i
