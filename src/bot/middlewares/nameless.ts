import type { Middleware } from 'grammy'
import type { BotContext } from '#bot/context.ts'
import { say } from '#bot/screen.ts'
import { textsIn } from '#bot/texts/dictionaries.ts'

/**
 * An anonymous administrator, or somebody who writes as a channel: Telegram does not say who it is, so there is nobody to
 * make known, and nothing that pays.
 */
export function refuseNameless({ groups }: { groups: boolean }): Middleware<BotContext> {
  return async (ctx, next) => {
    const { message, chat } = ctx
    if (!message?.sender_chat || chat?.type === 'private') return next()
    const t = textsIn('ru')
    await say(ctx, groups ? t.nameless : t.groupsOff, undefined, message.message_id)
  }
}
