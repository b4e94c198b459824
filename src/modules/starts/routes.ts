import type { FastifyInstance } from 'fastify'
import type { Sql } from '#platform/database/sql.ts'
import { Refusal } from '#platform/http/refusal.ts'
import { serve } from '#platform/http/serve.ts'
import { noteBotName } from './bot-name.ts'
import { startsEndpoints } from './contract.ts'
import { recordStart } from './record-start.ts'

/** By which links people come. */
export async function startRoutes(app: FastifyInstance, { sql }: { sql: Sql }): Promise<void> {
  serve(app, startsEndpoints.noteBotName, async ({ username }) => {
    await noteBotName(sql, username)
    return {}
  })
  serve(app, startsEndpoints.recordStart, async (start) => {
    if (!(await recordStart(sql, start))) throw new Refusal('user_not_found')
    return {}
  })
}
