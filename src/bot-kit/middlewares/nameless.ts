import type { Middleware } from 'grammy'
import type { BotContext } from '#bot-kit/context.ts'
import { say } from '#bot-kit/screen.ts'
import { textsIn } from '#texts/languages.ts'

/**
 * An anonymous administrator, or a person who writes as a channel: Telegram does not say who it is, so there is no person
 * to make known, and nothing that pays.
 */
export function refuseNameless({ groups }: { groups: boolean }): Middleware<BotContext> {
  return async (ctx, next) => {
    const { message, chat, from, tools } = ctx
    if (!message?.sender_chat || !from || chat?.type === 'private') return next()
    const t = textsIn(tools.people.languageOf({ id: from.id, languageCode: from.language_code }))
    await say(ctx, groups ? t.nameless : t.groupsOff, undefined, message.message_id)
  }
}
