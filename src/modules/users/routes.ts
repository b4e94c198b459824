import type { FastifyInstance } from 'fastify'
import { forgetPerson } from '#modules/my-data/forget.ts'
import { record } from '#modules/events/events.ts'
import { exportPerson } from '#modules/my-data/export.ts'
import { changeProfile, findUser, register, type Settings } from './users.ts'
import type { Context } from '#programs/backend/context.ts'
import { Refusal } from '#platform/http/refusal.ts'
import { profileReply } from '#modules/replies.ts'
import { serve } from '#platform/http/serve.ts'

/** Who a person is and how he wants to be answered. */
export async function peopleRoutes(app: FastifyInstance, { sql }: Context): Promise<void> {
  serve(app, 'register', async (input) => {
    const { user, created } = await register(sql, {
      telegramId: input.telegram_id,
      firstName: input.first_name,
      lastName: input.last_name,
      username: input.username,
      languageCode: input.language_code,
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

  serve(app, 'userProfile', async ({ telegram_id }) => {
    const user = await findUser(sql, telegram_id)
    if (!user) throw new Refusal('user_not_found')
    return profileReply(user)
  })

  serve(app, 'changeProfile', async ({ telegram_id, language, settings }) => {
    const user = await changeProfile(sql, {
      telegramId: telegram_id,
      language,
      settings: settings && settingsOf(settings),
    })
    if (!user) throw new Refusal('user_not_found')
    return profileReply(user)
  })

  serve(app, 'exportData', async ({ telegram_id }) => {
    const data = await exportPerson(sql, telegram_id)
    if (!data) throw new Refusal('user_not_found')
    return { data }
  })

  serve(app, 'deleteData', async ({ telegram_id }) => {
    if (!(await forgetPerson(sql, telegram_id))) throw new Refusal('user_not_found')
    return {}
  })
}

/** Only what was given: an absent setting stays as it is. */
function settingsOf(given: {
  answer_style?: Settings['answerStyle'] | undefined
  remember?: boolean | undefined
  model?: string | null | undefined
  instructions?: string | null | undefined
  rich?: boolean | undefined
  awaits?: Settings['awaits'] | undefined
}) {
  return {
    ...(given.answer_style === undefined ? {} : { answerStyle: given.answer_style }),
    ...(given.remember === undefined ? {} : { remember: given.remember }),
    ...(given.model === undefined ? {} : { model: given.model }),
    ...(given.instructions === undefined ? {} : { instructions: given.instructions }),
    ...(given.rich === undefined ? {} : { rich: given.rich }),
    ...(given.awaits === undefined ? {} : { awaits: given.awaits }),
  }
}
