import { Composer } from 'grammy'
import type { BotContext } from '#bot/context.ts'
import { backTo, say, show } from '#bot/screen.ts'

/** Questions about payments: they are written down, reach the owner, and his answer comes back by `/answer`. */
export const support = new Composer<BotContext>()

support.command('paysupport', async (ctx) => {
  const { t, tools, person } = ctx
  const text = ctx.match.trim()
  const contact = t.contact(tools.supportContact)
  if (!text) return show(ctx, { text: `${t.paysupport}\n\n${contact}`, keyboard: backTo(t) })
  const { id } = await tools.backend.openSupportRequest({
    telegram_id: person.telegram_id,
    update_id: ctx.update.update_id,
    text,
  })
  const who = `${person.first_name}${person.username ? ` @${person.username}` : ''} (${person.telegram_id})`
  for (const owner of tools.adminIds)
    // The request is on record; an owner who cannot be reached now finds it in the event log.
    await tools.bareApi
      .sendMessage(owner, `❓ #${id} ${who}:\n${text}\n\n/answer ${id} …`.slice(0, 4096))
      .catch((error: unknown) => ctx.log.warn({ err: error, owner }, 'An owner could not be told of a request'))
  await say(ctx, t.supportOpened(id), backTo(t))
})
