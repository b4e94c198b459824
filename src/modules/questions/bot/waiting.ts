import type { BotContext } from '#bot-kit/context.ts'
import { mainMenu } from '#bot-kit/main-menu.ts'
import { say } from '#bot-kit/screen.ts'
import { beginningOf, waitingKeyboard } from '#bot-kit/waiting.ts'
import { plain } from '#texts/plain.ts'
import { answer } from './answer.ts'

/**
 * Says what the person has got, and answers the question that waited for it; one of long ago is offered by a button. A
 * price above the usual one is told first, as always. The same update may come again: what it has asked goes on.
 */
export async function sayAndAnswerWaiting(ctx: BotContext, said: string): Promise<void> {
  const { t, tools, person, update } = ctx
  const { waiting } = await tools.backend.waitingQuestion({ telegramId: person.telegramId, askedBy: update.update_id })
  if (!waiting || waiting.next === 'offer')
    return say(ctx, said, waitingKeyboard(t, waiting).append(await mainMenu(ctx)))
  const { updateId, text, messages, next } = waiting
  const begin = beginningOf(text)
  const answering = messages > 1 ? t.answeringAll(messages) : t.answeringWaiting(begin && plain(begin))
  if (next === 'ask') await say(ctx, `${said}\n\n${answering}`, await mainMenu(ctx))
  ctx.afterwards(() => answer(ctx, { waiting: { updateId }, messageId: ctx.msgId!, inOneMessage: false }))
}
