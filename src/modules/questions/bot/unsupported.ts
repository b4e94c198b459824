import { Feature } from '#bot-kit/feature.ts'
import { kindOf, whyUnsupported } from '#bot-kit/message-kind.ts'
import { say } from '#bot-kit/screen.ts'
import { fileIn } from '#platform/telegram/file-in.ts'

/** What we cannot read is answered too: silence would look like a fault. */
export const unsupported = new Feature()

unsupported.on('message').filter(
  ({ message }) => kindOf(message) !== undefined && !fileIn(message),
  (ctx) => say(ctx, whyUnsupported(ctx.t, kindOf(ctx.message)!), undefined, ctx.msgId),
)
