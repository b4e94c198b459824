import { Composer } from 'grammy'
import type { BotContext } from '#bot/context.ts'
import { say } from '#bot/screen.ts'
import type { Texts } from '#bot/texts/dictionaries.ts'

/** What we cannot read is answered too: silence would look like a fault. */
export const unsupported = new Composer<BotContext>()

unsupported.on('message').filter(
  (ctx) => ctx.chat.type === 'private' && kindOf(ctx) !== undefined,
  (ctx) => say(ctx, ctx.t.unsupported[kindOf(ctx)!], undefined, ctx.msgId),
)

function kindOf({ message }: BotContext): keyof Texts['unsupported'] | undefined {
  if (!message) return undefined
  if (message.photo) return 'photo'
  if (message.sticker || message.animation || message.dice) return 'sticker'
  if (message.voice || message.audio || message.video_note) return 'voice'
  if (message.video) return 'video'
  if (message.document) return 'document'
  if (message.location || message.venue) return 'location'
  if (message.contact || message.poll || message.story || message.checklist || message.game || message.paid_media)
    return 'other'
  return undefined // service messages, such as a pinned message, expect no answer
}
