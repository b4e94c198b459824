import type { FastifyInstance } from 'fastify'
import type { Sql } from '#platform/database/sql.ts'
import { Refusal } from '#platform/http/refusal.ts'
import { serve } from '#platform/http/serve.ts'
import { broadcastsEndpoints } from './contract.ts'
import { refuseNews } from './recipients.ts'

/** What the bot says of broadcasts; owners work with them in the cabinet. */
export async function broadcastRoutes(app: FastifyInstance, { sql }: { sql: Sql }): Promise<void> {
  serve(app, broadcastsEndpoints.refuseNews, async (said) => {
    if (!(await refuseNews(sql, said))) throw new Refusal('user_not_found')
    return {}
  })
}
