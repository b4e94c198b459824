import type { FastifyInstance } from 'fastify'
import type { Sql } from '#platform/database/sql.ts'
import { Refusal } from '#platform/http/refusal.ts'
import { serve } from '#platform/http/serve.ts'
import type { LiveCatalog } from '#modules/catalog/versions/live-catalog.ts'
import { channelCause, wasGiven } from '#modules/entitlements/was-given.ts'
import { findUser } from '#modules/users/users.ts'
import { channelBonusEndpoints } from './contract.ts'
import { takeChannelBonus } from './take-channel-bonus.ts'

/** What joining the channel gives. */
export async function channelBonusRoutes(
  app: FastifyInstance,
  { sql, catalogs }: { sql: Sql; catalogs: Pick<LiveCatalog, 'present'> },
): Promise<void> {
  serve(app, channelBonusEndpoints.channelBonus, async ({ telegramId }) => {
    if (!(await findUser(sql, telegramId))) throw new Refusal('user_not_found')
    return { bonus: catalogs.present().channelBonus ?? null, given: await wasGiven(sql, telegramId, channelCause) }
  })

  serve(app, channelBonusEndpoints.takeChannelBonus, async (member) => {
    const taken = await takeChannelBonus(sql, catalogs.present(), member)
    if ('refused' in taken) throw new Refusal(taken.refused)
    return taken
  })
}
