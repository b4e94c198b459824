import { Feature } from '#bot-kit/feature.ts'
import { backTo, say, show } from '#bot-kit/screen.ts'

/** Questions about payments: they are written down, reach the owners, and their answer comes back by `/answer`. */
export const support = new Feature()

support.command('paysupport', async (ctx) => {
  const { t, tools, person } = ctx
  const text = ctx.match.trim()
  const reach = tools.settings.supportContact()
  const contact = reach ? t.contact(reach) : undefined
  if (!text) return show(ctx, { text: [t.paysupport, contact].filter(Boolean).join('\n\n'), keyboard: backTo(t) })
  const { id, reachesOwner } = await tools.backend.openSupportRequest({
    telegramId: person.telegramId,
    updateId: ctx.update.update_id,
    text,
  })
  await say(ctx, reachesOwner ? t.supportOpened(id) : [t.supportKept(id), contact].filter(Boolean).join(' '), backTo(t))
})
