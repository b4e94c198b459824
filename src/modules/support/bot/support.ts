import { Composer } from 'grammy'
import type { MessageEntity } from 'grammy/types'
import type { BotContext } from '#bot-kit/context.ts'
import { beginning } from '#bot-kit/plain.ts'
import { backTo, say, show } from '#bot-kit/screen.ts'

/** Questions about payments: they are written down, reach the owners, and their answer comes back by `/answer`. */
export const support = new Composer<BotContext>()

const longestShown = 3_000

support.command('paysupport', async (ctx) => {
  const { t, tools, person } = ctx
  const text = ctx.match.trim()
  const contact = tools.supportContact ? t.contact(tools.supportContact) : undefined
  if (!text) return show(ctx, { text: [t.paysupport, contact].filter(Boolean).join('\n\n'), keyboard: backTo(t) })
  const { id } = await tools.backend.openSupportRequest({
    telegramId: person.telegramId,
    updateId: ctx.update.update_id,
    text,
  })
  const reached = await tellOwners(ctx, id, text)
  await say(ctx, reached ? t.supportOpened(id) : [t.supportKept(id), contact].filter(Boolean).join(' '), backTo(t))
})

/** Whether any owner could be told. The request is on record: `/requests` shows it to one who cannot be reached now. */
async function tellOwners({ tools, person, log }: BotContext, id: number, text: string): Promise<boolean> {
  const name = beginning(person.firstName.replaceAll(/\s+/g, ' '), 64)
  const head = `❓ #${id} ${name}${person.username ? ` @${person.username}` : ''} (${person.telegramId})\n`
  const quoted = beginning(text, longestShown)
  // A quote of its own, so that nothing a person writes looks like a word of the bot's.
  const entities: MessageEntity[] = [{ type: 'blockquote', offset: head.length, length: quoted.length }]
  const sent = await Promise.all(
    tools.adminIds.map((owner) =>
      tools.bareApi.sendMessage(owner, `${head}${quoted}\n/answer ${id} …`, { entities }).then(
        () => true,
        (error: unknown) => (log.warn({ err: error, owner }, 'An owner could not be told of a request'), false),
      ),
    ),
  )
  return sent.includes(true)
}
