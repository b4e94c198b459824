import type { FastifyInstance } from 'fastify'
import type { Sql } from '#platform/database/sql.ts'
import { Refusal } from '#platform/http/refusal.ts'
import { serveRequest } from '#platform/http/serve.ts'
import { change } from '#modules/cabinet/audit/change.ts'
import { healthEndpoints } from '#modules/cabinet/browser/health.ts'
import type { SessionKeeper } from '#modules/cabinet/session/session-keeper.ts'
import { runNow } from '#modules/maintenance/jobs.ts'
import { sendAgain } from '#modules/notifications/unsent.ts'

/** What is done by hand when something went wrong. */
export async function healthRoutes(
  app: FastifyInstance,
  { sql, keeper }: { sql: Sql; keeper: SessionKeeper },
): Promise<void> {
  serveRequest(app, healthEndpoints.retryNotice, (input, request) =>
    change(sql, keeper.sessionOf(request), 'notice_retry', input, {
      async act(sql) {
        const again = await sendAgain(sql, input.id)
        if (!again) throw new Refusal('notice_not_found')
        const { telegramId, attempts, kind } = again
        const subject = `${kind} ${input.id}`
        return { about: telegramId ?? undefined, subject, before: { attempts }, after: { waiting: true }, reply: {} }
      },
    }),
  )

  serveRequest(app, healthEndpoints.runJob, (input, request) =>
    change(sql, keeper.sessionOf(request), 'job_run', input, {
      async act(sql) {
        if (!(await runNow(sql, input.name))) throw new Refusal('job_not_found')
        return { subject: input.name, before: {}, after: { waiting: true }, reply: {} }
      },
    }),
  )
}
