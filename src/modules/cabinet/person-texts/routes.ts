import type { FastifyInstance } from 'fastify'
import type { Sql } from '#platform/database/sql.ts'
import { Refusal } from '#platform/http/refusal.ts'
import { serveRequest } from '#platform/http/serve.ts'
import { change } from '#modules/cabinet/audit/change.ts'
import { peopleEndpoints } from '#modules/cabinet/browser/people.ts'
import type { SessionKeeper } from '#modules/cabinet/session/session-keeper.ts'
import { lastQuestionOf, textsOf } from '#modules/questions/texts-of.ts'
import { lastScheduleOf, scheduledWordsOf } from '#modules/schedules/schedules-of.ts'
import { findUser } from '#modules/users/users.ts'

const mostShown = 50

/** The only way to the words of a person: with a reason, and with a record before they are read. */
export async function personTextsRoutes(
  app: FastifyInstance,
  { sql, keeper }: { sql: Sql; keeper: SessionKeeper },
): Promise<void> {
  serveRequest(app, peopleEndpoints.personTexts, async (input, request) => {
    const { telegramId } = input
    // The record says up to which question; the same key later shows nothing newer, and no text is in the record.
    const { upTo, scheduledUpTo } = await change(sql, keeper.sessionOf(request), 'texts', input, {
      async act(sql) {
        if (!(await findUser(sql, telegramId))) throw new Refusal('user_not_found')
        const upTo = await lastQuestionOf(sql, telegramId)
        const scheduledUpTo = await lastScheduleOf(sql, telegramId)
        return { about: telegramId, before: {}, after: { upTo }, reply: { upTo, scheduledUpTo } }
      },
    })
    const [texts, scheduled] = await Promise.all([
      textsOf(sql, { telegramId, upTo, limit: mostShown }),
      scheduledWordsOf(sql, { telegramId, upTo: scheduledUpTo }),
    ])
    return { texts: texts.map(({ at, ...rest }) => ({ ...rest, at: at.toISOString() })), scheduled }
  })
}
