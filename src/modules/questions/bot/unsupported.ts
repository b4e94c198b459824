import { Composer } from 'grammy'
import type { BotContext } from '#bot-kit/context.ts'
import { gather } from '#bot-kit/gather.ts'
import { kindOf } from '#bot-kit/message-kind.ts'
import { say } from '#bot-kit/screen.ts'

/** What we cannot read is answered too: silence would look like a fault. */
export const unsupported = new Composer<BotContext>()

unsupported.on('message').filter(
  ({ message }) => kindOf(message) !== undefined,
  (ctx) => ctx.afterwards(() => explain(ctx)),
)

/** Once for a whole album. */
async function explain(ctx: BotContext): Promise<void> {
  if (ctx.message!.media_group_id !== undefined) await gather(ctx)
  await say(ctx, ctx.t.unsupported[kindOf(ctx.message!)!], undefined, ctx.msgId)
}
