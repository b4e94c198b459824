import type { Middleware } from 'grammy'
import type { Chat, User } from 'grammy/types'
import type { BotContext } from '#bot-kit/context.ts'
import { textsIn } from '#texts/languages.ts'
import { BackendRefusal } from '#bot-kit/backend-client.ts'
import { ownNumberIn } from '#platform/telegram/own-message.ts'

/** Finds out who it is, and makes a newcomer known. An update without a person ends here. */
export const identify: Middleware<BotContext> = async (ctx, next) => {
  const { tools } = ctx
  const from = senderOf(ctx)
  if (!from || from.is_bot) return
  // What we wrote ourselves does not show that they are there, and has no newer names.
  const isOwn = ownNumberIn(ctx.message) !== undefined
  ctx.person = isOwn
    ? await tools.backend.userProfile({ telegramId: from.id })
    : await tools.people.meet(from, ctx.update.update_id)
  ctx.tools = { ...tools, backend: tools.backend.as({ kind: 'person', telegramId: from.id }) }
  ctx.t = textsIn(ctx.person.language)
  ctx.refresh = () => tools.people.expire(from.id)
  try {
    await next()
  } catch (error) {
    // Another process knows better by now, for example that the person was blocked: the next attempt asks again.
    if (error instanceof BackendRefusal) ctx.refresh()
    throw error
  }
}

/** A refund and a stopped draft name no sender, but come in the person's own chat. */
function senderOf(ctx: BotContext): User | undefined {
  const { message, chat, stoppedMessageGeneration } = ctx
  if ((message?.refunded_payment ?? stoppedMessageGeneration) && chat?.type === 'private')
    return { id: chat.id, is_bot: false, ...namesIn(chat) }
  return ctx.from
}

function namesIn({ first_name, last_name, username }: Chat.PrivateChat) {
  return { first_name, ...(last_name ? { last_name } : {}), ...(username ? { username } : {}) }
}
