import type { FastifyInstance } from 'fastify'
import type { Sql } from '#platform/database/sql.ts'
import { serve, serveRequest } from '#platform/http/serve.ts'
import { change } from '#modules/cabinet/audit/change.ts'
import { growthEndpoints } from '#modules/cabinet/browser/growth.ts'
import type { SessionKeeper } from '#modules/cabinet/session/session-keeper.ts'
import { latestBursts } from '#modules/free-trial/bursts.ts'
import { pausedLinks, pauseLink } from '#modules/free-trial/links.ts'

/** Accounts that look like a farm's, and the free messages of the links by which they come. */
export async function burstRoutes(
  app: FastifyInstance,
  { sql, keeper }: { sql: Sql; keeper: SessionKeeper },
): Promise<void> {
  serve(app, growthEndpoints.bursts, async () => {
    const [bursts, paused] = await Promise.all([latestBursts(sql), pausedLinks(sql)])
    return {
      bursts: bursts.map(({ beganAt, lastAt, ...rest }) => ({
        ...rest,
        beganAt: beganAt.toISOString(),
        lastAt: lastAt.toISOString(),
      })),
      paused: paused.map(({ link, pausedAt }) => ({ link, pausedAt: pausedAt.toISOString() })),
    }
  })

  serveRequest(app, growthEndpoints.pauseFreeMessages, (input, request) =>
    change(sql, keeper.sessionOf(request), 'free_messages_paused', input, {
      async act(sql) {
        const { link, paused } = input
        const before = await pauseLink(sql, { link, paused })
        return { subject: `${link.kind}:${link.name}`, before: { paused: before }, after: { paused }, reply: {} }
      },
    }),
  )
}
