import type { BotContext } from '#bot-kit/context.ts'
import { Feature } from '#bot-kit/feature.ts'
import { answer } from '#modules/questions/bot/answer.ts'
import type { Refused } from '#modules/charging/contract.ts'
import { ownNumberIn } from '#platform/telegram/own-message.ts'

/** A question whose time has come, which the worker has put into the inbox. It stands before whatever takes messages. */
export const scheduled = new Feature()

scheduled.on('message').filter(
  ({ message }) => ownNumberIn(message) !== undefined,
  (ctx) => ctx.afterwards(() => askDue(ctx, ownNumberIn(ctx.message)!)),
)

/** The answer replies to the message in which it was agreed to. */
async function askDue(ctx: BotContext, runId: number): Promise<void> {
  const { tools, person } = ctx
  const run = { telegramId: person.telegramId, runId }
  const { due } = await tools.backend.beginScheduled(run)
  if (!due) return
  const messageId = ctx.msgId!
  await answer(ctx, {
    parts: [{ type: 'text', text: due.question }],
    messageId,
    answerTo: messageId,
    inOneMessage: false,
    scheduled: {
      shown: { purse: 'credits', price: due.agreedCredits },
      async whenRefused({ reason }) {
        const why = reasonToPause(reason)
        if (why) await tools.backend.scheduledRefused({ ...run, why })
        return why !== undefined
      },
    },
  })
}

const isForNow = new Set<Refused['reason']>([
  'budget_used_up',
  'trial_paused',
  'trial_continues',
  'daily_limit',
  'question_too_long',
])

/** Undefined: the next time may be better, and the person is told why there is no answer now. */
function reasonToPause(reason: Refused['reason']): 'no_access' | 'price_changed' | undefined {
  if (reason === 'price_changed') return reason
  return isForNow.has(reason) ? undefined : 'no_access'
}
