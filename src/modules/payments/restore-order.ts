import type { Sql } from '#platform/database/sql.ts'
import { registerUnnamed } from '#modules/users/users.ts'
import { readPayload } from './payload.ts'

/**
 * Writes an order down again that a restored database does not know, from its payload. False when the payload is not ours.
 * The person it was made out to may be unknown as well, and gets their names when they write.
 */
export async function restoreOrder(sql: Sql, secrets: readonly string[], payload: string): Promise<boolean> {
  const content = readPayload(payload, secrets)
  if (!content) return false
  const { telegramId, product, currency, amount, orderedAt } = content
  await registerUnnamed(sql, telegramId)
  await sql`
    insert into transactions (user_id, kind, status, product, invoice_payload, currency, amount, details, created_at, expires_at)
    select telegram_id, 'order', 'pending', ${product.id}, ${payload}, ${currency}, ${amount}, ${product}::jsonb, ${orderedAt},
      ${orderedAt}::timestamptz + interval '1 day'
    from users where telegram_id = ${telegramId} and not exists (select 1 from transactions where invoice_payload = ${payload} and kind = 'order')
    on conflict do nothing`
  return true
}
