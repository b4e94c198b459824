import type { BotContext } from './context.ts'
import { pointedAt } from './question.ts'

/** The person's own message that ours, with the button, replies to: the answer stands under that, and does not quote us. */
export function questionOver({ callbackQuery }: BotContext): number | undefined {
  const asked = pointedAt(callbackQuery?.message ?? {})
  return asked?.from?.id === callbackQuery?.from.id ? asked?.message_id : undefined
}

/** In a group everybody sees a button that is meant for the person who asked: anybody else is told so. True for them. */
export async function refuseOthers(ctx: BotContext): Promise<boolean> {
  if (!isSomebodyElses(ctx)) return false
  await ctx.answerCallbackQuery(ctx.t.notYours)
  return true
}

function isSomebodyElses({ callbackQuery, chat }: BotContext): boolean {
  const asker = pointedAt(callbackQuery?.message ?? {})?.from
  return chat?.type !== 'private' && asker !== undefined && asker.id !== callbackQuery?.from.id
}
