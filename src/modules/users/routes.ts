import type { FastifyInstance } from 'fastify'
import type { Sql } from '#platform/database/sql.ts'
import { usersEndpoints } from '#modules/users/contract.ts'
import { record } from '#modules/events/events.ts'
import { setConsent } from './consents.ts'
import { changeProfile, findUser, markReachable, register } from './users.ts'
import { Refusal } from '#platform/http/refusal.ts'
import { profileReply } from './profile-reply.ts'
import { serve } from '#platform/http/serve.ts'

/** Who a person is and how they want to be answered. */
export async function userRoutes(app: FastifyInstance, { sql }: { sql: Sql }): Promise<void> {
  serve(app, usersEndpoints.register, async (input) => {
    const { user, created } = await register(sql, {
      telegramId: input.telegramId,
      firstName: input.firstName,
      lastName: input.lastName,
      username: input.username,
      languageCode: input.languageCode,
    })
    if (created)
      await record(sql, {
        level: 'info',
        kind: 'user_registered',
        userId: user.telegramId,
        data: { language: user.language },
      })
    return { ...profileReply(user), created }
  })

  serve(app, usersEndpoints.userProfile, async ({ telegramId }) => {
    const user = await findUser(sql, telegramId)
    if (!user) throw new Refusal('user_not_found')
    return profileReply(user)
  })

  serve(app, usersEndpoints.changeProfile, async ({ telegramId, language, settings }) => {
    const user = await changeProfile(sql, {
      telegramId,
      language,
      settings,
    })
    if (!user) throw new Refusal('user_not_found')
    return profileReply(user)
  })

  serve(app, usersEndpoints.consent, async (said) => {
    await setConsent(sql, said)
    const user = await findUser(sql, said.telegramId)
    if (!user) throw new Refusal('user_not_found')
    return profileReply(user)
  })

  serve(app, usersEndpoints.reportReachable, async ({ telegramId, reachable }) => {
    await markReachable(sql, telegramId, reachable)
    return {}
  })
}
