import type { FastifyInstance } from 'fastify'
import type { Sql } from '#platform/database/sql.ts'
import { Refusal } from '#platform/http/refusal.ts'
import { serve } from '#platform/http/serve.ts'
import type { LiveCatalog } from '#modules/catalog/versions/live-catalog.ts'
import { findUser } from '#modules/users/users.ts'
import { acceptReferral } from './accept-referral.ts'
import { referralsEndpoints } from './contract.ts'
import { ownCode, referralFigures } from './referral-of.ts'

/** People who bring others. */
export async function referralRoutes(
  app: FastifyInstance,
  { sql, catalogs }: { sql: Sql; catalogs: Pick<LiveCatalog, 'present'> },
): Promise<void> {
  serve(app, referralsEndpoints.acceptReferral, async (start) => {
    const accepted = await acceptReferral(sql, catalogs.present(), start)
    if ('refused' in accepted) throw new Refusal(accepted.refused)
    return accepted
  })
  serve(app, referralsEndpoints.referral, async ({ telegramId }) => {
    if (!(await findUser(sql, telegramId))) throw new Refusal('user_not_found')
    const { trialMessages, inviterCredits: credits, mostPerMonth } = catalogs.present().referral
    const [code, { nextAt, ...figures }] = await Promise.all([
      ownCode(sql, telegramId),
      referralFigures(sql, telegramId),
    ])
    return { code, trialMessages, credits, mostPerMonth, ...figures, nextAt: nextAt?.toISOString() ?? null }
  })
}
