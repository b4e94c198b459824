import type { FastifyInstance } from 'fastify'
import type { Sql } from '#platform/database/sql.ts'
import { type Documents, usersEndpoints } from '#modules/users/contract.ts'
import { record } from '#modules/events/events.ts'
import { setConsent } from './consents.ts'
import { agree } from './agreement.ts'
import { changeProfile, findUser, markReachable, register, type UserWithRole } from './users.ts'
import { Refusal } from '#platform/http/refusal.ts'
import { agreementReply, profileReply } from './profile-reply.ts'
import { serve } from '#platform/http/serve.ts'

/** Who a person is and how they want to be answered. */
export async function userRoutes(
  app: FastifyInstance,
  { sql, settings }: { sql: Sql; settings: { documents(): Documents } },
): Promise<void> {
  const profileOf = (user: UserWithRole) => profileReply(user, settings.documents())
  const findProfile = async (telegramId: number) => {
    const user = await findUser(sql, telegramId)
    if (!user) throw new Refusal('user_not_found')
    return profileOf(user)
  }

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
    return { ...profileOf(user), created }
  })

  serve(app, usersEndpoints.userProfile, ({ telegramId }) => findProfile(telegramId))

  serve(app, usersEndpoints.changeProfile, async ({ telegramId, language, settings: wished }) => {
    if (wished?.instructions && (await findProfile(telegramId)).agreement !== 'given')
      throw new Refusal('agreement_needed')
    const user = await changeProfile(sql, { telegramId, language, settings: wished })
    if (!user) throw new Refusal('user_not_found')
    return profileOf(user)
  })

  serve(app, usersEndpoints.consent, async (said) => {
    await setConsent(sql, said)
    return findProfile(said.telegramId)
  })

  serve(app, usersEndpoints.agreement, async ({ telegramId }) => {
    const user = await findUser(sql, telegramId)
    if (!user) throw new Refusal('user_not_found')
    return agreementReply(user, settings.documents())
  })

  serve(app, usersEndpoints.agree, async (said) => {
    const outcome = await agree(sql, settings.documents(), said)
    if ('refused' in outcome) throw new Refusal(outcome.refused)
    return findProfile(said.telegramId)
  })

  serve(app, usersEndpoints.reportReachable, async ({ telegramId, reachable }) => {
    await markReachable(sql, telegramId, reachable)
    return {}
  })
}
