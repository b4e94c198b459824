import type { Sql } from '#platform/database/sql.ts'
import type { Log } from '#platform/runtime/log.ts'
import { type Incoming, laneOf } from './lane.ts'

export interface Receiver {
  sql: Sql
  log: Log
  /** Stores updates: `accept`, or that of a consumer which may begin with them at once. */
  accept: (updates: Incoming[]) => Promise<unknown>
}

/**
 * Stores what Telegram has brought, in its order. An update that PostgreSQL will never take is given up at once, so that
 * it neither comes again nor holds up those behind it. What is no update is left out.
 * @throws when the database is away; then nothing may be confirmed to Telegram
 */
export async function receive(receiver: Receiver, brought: unknown[]): Promise<void> {
  const updates = brought.flatMap((value) => laneOf(value) ?? [])
  try {
    await receiver.accept(updates)
  } catch (error) {
    if (!isUnstorable(error)) throw error
    for (const update of updates) await storeOrNote(receiver, update)
  }
}

async function storeOrNote({ sql, log, accept }: Receiver, update: Incoming): Promise<void> {
  try {
    await accept([update])
  } catch (error) {
    if (!isUnstorable(error)) throw error
    log.error({ err: error, updateId: update.updateId }, 'An update cannot be stored; only its id is kept')
    await noteUnstorable(sql, update, error)
  }
}

/** Nothing of its contents is kept: whatever it is that cannot be stored may be anywhere in them. */
async function noteUnstorable(sql: Sql, { updateId, kind }: Incoming, error: unknown): Promise<void> {
  const reason = `It cannot be stored: ${String(error)}`.replaceAll(/[^ -~]/g, '?').slice(0, 1_000)
  await sql`
    with seen as (insert into seen_updates (update_id) values (${updateId}) on conflict do nothing)
    insert into dead_updates (update_id, lane, payload, attempts, error, accepted_at)
    values (${updateId}, ${`unstorable:${kind}`}, jsonb_build_object('update_id', ${updateId}::bigint), 0, ${reason}, now())
    on conflict (update_id) do nothing`
}

/** PostgreSQL's classes 22, the data is wrong, and 54, it is beyond a limit: the same again would fail again. */
function isUnstorable(error: unknown): boolean {
  const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined
  return typeof code === 'string' && /^(22|54)\w{3}$/.test(code)
}
