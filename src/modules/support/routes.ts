import type { FastifyInstance } from 'fastify'
import type { Sql } from '#platform/database/sql.ts'
import { Refusal } from '#platform/http/refusal.ts'
import { serve } from '#platform/http/serve.ts'
import { listWhoMay } from '#modules/users/roles.ts'
import { findUser } from '#modules/users/users.ts'
import { supportEndpoints } from './contract.ts'
import { listOpenRequests, openRequest } from './support.ts'

const mostRequests = 10

/** Questions about payments and their answers. */
export async function supportRoutes(app: FastifyInstance, { sql }: { sql: Sql }): Promise<void> {
  serve(app, supportEndpoints.supportRequests, async () => {
    const requests = await listOpenRequests(sql, mostRequests)
    return {
      requests: requests.map(({ telegramId, firstName, at, ...rest }) => ({
        telegramId,
        firstName,
        at: at.toISOString(),
        ...rest,
      })),
    }
  })

  serve(app, supportEndpoints.openSupportRequest, async ({ telegramId, updateId, text, files }) => {
    const by = await findUser(sql, telegramId)
    if (!by) throw new Refusal('user_not_found')
    const { id } = await openRequest(sql, { updateId, text, files, by })
    return { id, reachesOwner: (await listWhoMay(sql, 'answer_support')).length > 0 }
  })
}
