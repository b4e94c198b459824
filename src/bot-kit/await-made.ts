import { BackendUnavailable } from './backend-client.ts'
import type { BotContext } from './context.ts'

/** Longer than any provider takes with all who stand in for it. */
const longestMs = 600_000

/** Asks the backend until what was ordered is made, and shows meanwhile that it is on its way. */
export async function awaitMade<Made extends { state: string }>(
  ctx: BotContext,
  work: {
    shows: 'record_voice' | 'upload_photo'
    ask: (during: { signal: AbortSignal; updateId: number }) => Promise<Made>
    /** After each reply that says it is still being made. */
    whilePending?: (made: Made) => Promise<void>
  },
): Promise<Made> {
  const during = { signal: ctx.handling.signal, updateId: ctx.update.update_id }
  for (const begun = performance.now(); performance.now() - begun < longestMs;) {
    await ctx
      .replyWithChatAction(work.shows)
      .catch((error: unknown) => ctx.log.debug({ err: error }, 'No sign of life'))
    const made = await work.ask(during)
    if (made.state !== 'pending') return made
    await work.whilePending?.(made)
  }
  throw new BackendUnavailable('What was ordered is still not made')
}
