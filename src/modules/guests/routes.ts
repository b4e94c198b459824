import type { FastifyInstance } from 'fastify'
import type { Sql } from '#platform/database/sql.ts'
import { Refusal } from '#platform/http/refusal.ts'
import { serve } from '#platform/http/serve.ts'
import { guestsEndpoints } from './contract.ts'
import { noteGuestMessage, openGuestQuery } from './guest-query.ts'

/** Questions from chats where the bot is no member: which message answers each. */
export async function guestRoutes(app: FastifyInstance, { sql }: { sql: Sql }): Promise<void> {
  serve(app, guestsEndpoints.openGuestQuery, async (query) => {
    const known = await openGuestQuery(sql, query)
    if (!known) throw new Refusal('user_not_found')
    return known
  })

  serve(app, guestsEndpoints.reportGuestMessage, async (message) => {
    await noteGuestMessage(sql, message)
    return {}
  })
}
