import { createHash } from 'node:crypto'
import type { Sql } from '#platform/database/sql.ts'
import { Refusal } from '#platform/http/refusal.ts'
import { addEntry, type Deed } from './audit.ts'
import { type Changer, confirm, type Question } from './confirm.ts'

/** What every change brings. */
export interface Asked {
  reason: string
  idempotencyKey: string
  confirmation?: string | undefined
}

export interface Done<Reply> extends Deed {
  reply: Reply
}

/**
 * The only way in which the cabinet changes anything: in one transaction with its record, once for each key of the person who acts.
 * The same again answers the same. What is dangerous is asked twice: the second call brings what the first one was given.
 * @throws Refusal
 */
export async function change<Reply extends object>(
  sql: Sql,
  changer: Changer,
  action: string,
  { reason, idempotencyKey, confirmation, ...input }: Asked & Record<string, unknown>,
  steps: { question?: (sql: Sql) => Promise<Question | undefined>; act: (sql: Sql) => Promise<Done<Reply>> },
): Promise<Reply> {
  const { telegramId: by } = changer
  const request = createHash('sha256')
    .update(JSON.stringify([action, reason, input]))
    .digest()
  return sql.transaction(async (sql) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`cabinet:${by}:${idempotencyKey}`}, 0))`
    const [before] = await sql<{ request: Buffer; reply: Reply }>`
      select request, reply from audit_log where actor_id = ${by} and idempotency_key = ${idempotencyKey}`
    if (before && !before.request.equals(request)) throw new Refusal('idempotency_key_reused')
    if (before) return before.reply
    confirm(changer, { request, idempotencyKey, given: confirmation }, await steps.question?.(sql))
    const done = await steps.act(sql)
    await addEntry(sql, { ...done, by, action, reason, idempotencyKey, request })
    return done.reply
  })
}
