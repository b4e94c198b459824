import type { FastifyInstance } from 'fastify'
import type { LiveCatalog } from '#modules/catalog/versions/live-catalog.ts'
import { findUser } from '#modules/users/users.ts'
import type { Sql } from '#platform/database/sql.ts'
import { Refusal } from '#platform/http/refusal.ts'
import { serve } from '#platform/http/serve.ts'
import { receiptsEndpoints } from './contract.ts'
import { decodeCursor } from './cursor.ts'
import { receiptOf, receiptsOf } from './receipts.ts'

/** As many as buttons are looked through at once. */
const limit = 10

/** What each charge, payment, refund, grant and other gift was for. */
export async function receiptRoutes(
  app: FastifyInstance,
  { sql, catalogs }: { sql: Sql; catalogs: Pick<LiveCatalog, 'present'> },
): Promise<void> {
  serve(app, receiptsEndpoints.receipts, async ({ telegramId, after }) => {
    if (!(await findUser(sql, telegramId))) throw new Refusal('user_not_found')
    return receiptsOf(sql, catalogs.present(), {
      telegramId,
      cursor: after === undefined ? null : decodeCursor(after),
      limit,
    })
  })

  serve(app, receiptsEndpoints.receipt, async (asked) => {
    const receipt = await receiptOf(sql, catalogs.present(), asked)
    if (!receipt) throw new Refusal('receipt_not_found')
    return receipt
  })
}
