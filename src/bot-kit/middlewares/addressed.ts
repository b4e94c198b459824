import type { Middleware } from 'grammy'
import type { Message } from 'grammy/types'
import type { BotContext } from '#bot-kit/context.ts'
import { commandIn, isToBot, type Me, questionIn } from '#bot-kit/question.ts'
import { isBlank } from '#platform/http/blank.ts'

/**
 * What is not said to the bot ends here, before a person is made known or counted: the talk of a group, and edits of anything but
 * questions and, in a private chat, commands.
 */
export const onlyAddressed: Middleware<BotContext> = async ({ me, message, editedMessage }, next) => {
  if (editedMessage && !isSpoken(me, editedMessage)) return
  if (message && message.chat.type !== 'private' && !isForBot(me, message)) return
  await next()
}

function isSpoken(me: Me, edited: Message): boolean {
  return Boolean(questionIn(me, edited)) || (edited.chat.type === 'private' && commandIn(edited) !== undefined)
}

/** What a channel posts stands in its group too, by itself: no person speaks to us there, whatever it says. */
function isForBot(me: Me, message: Message): boolean {
  if (message.is_automatic_forward || isBlank(message.text ?? 'none')) return false
  return isToBot(me, message)
}
