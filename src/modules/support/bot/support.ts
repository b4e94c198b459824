import type { BotContext } from '#bot-kit/context.ts'
import { Feature } from '#bot-kit/feature.ts'
import { gatherAlbum } from '#bot-kit/gather.ts'
import { answerTo, askFor } from '#bot-kit/prompts.ts'
import { backTo, say } from '#bot-kit/screen.ts'
import { fileIn } from '#platform/telegram/file-in.ts'

/** Those of an album. */
const mostFiles = 10

/** Questions about payments: they are written down, reach the owners, and their answer comes back by `/answer`. */
export const support = new Feature()

support.command('paysupport', async (ctx) => {
  const { t } = ctx
  const text = ctx.match.trim()
  if (text) return open(ctx, text)
  await askFor(ctx, 'support', [t.paysupport, contactIn(ctx)].filter(Boolean).join('\n\n'), t.paysupportPlaceholder)
})
// Also in reply to what the owner has answered or written.
support.on(['message:text', 'message:caption'], async (ctx, next) => {
  const asked = await answerTo(ctx, /^support$/)
  return asked ? open(ctx, asked.text) : next()
})

async function open(ctx: BotContext, text: string): Promise<void> {
  const { t, tools, person } = ctx
  const { id, reachesOwner } = await tools.backend.openSupportRequest({
    telegramId: person.telegramId,
    updateId: ctx.update.update_id,
    text,
    files: (await gatherAlbum(ctx))
      .filter((piece) => fileIn(piece))
      .map(({ message_id: id }) => id)
      .slice(0, mostFiles),
  })
  const opened = reachesOwner ? [t.supportOpened(id)] : [t.supportKept(id), contactIn(ctx)]
  await say(ctx, opened.filter(Boolean).join(' '), backTo(t))
}

function contactIn({ t, tools }: BotContext): string | undefined {
  const reach = tools.settings.supportContact()
  return reach ? t.contact(reach) : undefined
}
