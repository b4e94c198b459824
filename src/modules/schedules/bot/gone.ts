import type { BotContext } from '#bot-kit/context.ts'
import type { ScheduleReply } from '#modules/schedules/contract.ts'

/** The messages that say when the next answer comes must not promise one any more. */
export async function sayGone(ctx: BotContext, deleted: Pick<ScheduleReply, 'messageId'>[]): Promise<void> {
  const { t, person } = ctx
  for (const { messageId } of deleted) {
    if (messageId === null) continue
    // The person may have deleted it, and a press under it says the same.
    await ctx.api
      .editMessageText(person.telegramId, messageId, t.schedules.gone)
      .catch((error: unknown) => ctx.log.debug({ err: error }, 'What promises an answer stays'))
  }
}
