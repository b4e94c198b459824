import { InlineKeyboard } from 'grammy'
import { data, patterns } from '#bot-kit/callback-data.ts'
import type { BotContext } from '#bot-kit/context.ts'
import { Feature } from '#bot-kit/feature.ts'
import { addOwnerButton, addOwnerCommands, has, mayDo } from '#bot-kit/owner-commands.ts'
import { nameOf, ownerTexts, whoIs } from '#bot-kit/owner-kit.ts'
import { answerTo, askFor } from '#bot-kit/prompts.ts'
import { backTo, say, type Screen } from '#bot-kit/screen.ts'
import { money } from '#texts/money.ts'
import { plain } from '#texts/plain.ts'

/** People: found, and all about one of them with what can be done. */
export const people = new Feature()

const mostListed = 10

addOwnerCommands(people, {
  user: async (ctx, [name]) => personScreen(ctx, (await whoIs(ctx, name, 'user')).telegramId),
})
addOwnerButton(people, data.teamPeople, 'see_people', (ctx) => listScreen(ctx, undefined))
addOwnerButton(people, patterns.teamPerson, 'see_people', (ctx, [, id]) => personScreen(ctx, Number(id)))

people.callbackQuery(data.teamSearch, async (ctx, next) => {
  if (!(await mayDo(ctx, 'see_people'))) return next()
  const { team } = ownerTexts(ctx)
  await askFor(ctx, 'search', team.searchAsk, team.searchPlaceholder)
})
people.on('message:text', async (ctx, next) => {
  const typed = await answerTo(ctx, /^search$/)
  if (!typed || !(await mayDo(ctx, 'see_people'))) return next()
  const { text, keyboard } = await listScreen(ctx, typed.text.slice(0, 255) || undefined)
  await say(ctx, text, keyboard)
})

addOwnerButton(people, patterns.teamMessage, 'message', async (ctx, [, id]) => {
  const { team } = ownerTexts(ctx)
  const whom = await ctx.tools.backend.userProfile({ telegramId: Number(id) })
  await askFor(ctx, `message-${Number(id)}`, team.messageAsk(nameOf(whom)), team.messagePlaceholder)
  return personScreen(ctx, Number(id))
})
people.on('message:text', async (ctx, next) => {
  const typed = await answerTo(ctx, /^message-(\d+)$/)
  if (!typed || !(await mayDo(ctx, 'message'))) return next()
  const { team } = ownerTexts(ctx)
  if (typed.text.length === 0 || typed.text.length > 3_000) return say(ctx, team.messageLength)
  await ctx.tools.backend.cabinet.message({
    telegramId: typed.id,
    text: typed.text,
    reason: team.inBot,
    idempotencyKey: `bot:${ctx.update.update_id}`,
  })
  await say(ctx, team.messageKept, backTo(ctx.t, data.teamPerson(typed.id)))
})

/** Those who are looked for, or the newest; each opens by a button. */
async function listScreen(ctx: BotContext, search: string | undefined): Promise<Screen> {
  const { team } = ownerTexts(ctx)
  const { people } = await ctx.tools.backend.cabinet.people({ limit: mostListed, ...(search ? { search } : {}) })
  if (search && people.length === 1) return personScreen(ctx, people[0]!.telegramId)
  const keyboard = new InlineKeyboard()
  for (const { telegramId, firstName, username } of people.slice(0, mostListed))
    keyboard.text(`${firstName}${username ? ` @${username}` : ''} ${telegramId}`, data.teamPerson(telegramId)).row()
  keyboard.text(team.search, data.teamSearch).text(ctx.t.buttons.back, data.team)
  if (people.length === 0) return { text: team.nobodyFound, keyboard }
  return { text: search ? team.found(people.length > mostListed) : team.newest, keyboard }
}

async function personScreen(ctx: BotContext, telegramId: number): Promise<Screen> {
  const t = ownerTexts(ctx)
  const { entries, payments, ...user } = await ctx.tools.backend.userHistory({ telegramId })
  const keyboard = new InlineKeyboard()
  if (has(ctx, 'refund'))
    for (const payment of payments)
      if (payment.status === 'paid')
        keyboard
          .text(t.refundButton(payment.number, money(ctx.person.language, payment)), data.refund(payment.number))
          .row()
  if (has(ctx, 'grant')) keyboard.text(t.team.grant, data.teamGrant(telegramId))
  if (has(ctx, 'message')) keyboard.text(t.team.message, data.teamMessage(telegramId))
  if (has(ctx, 'block'))
    if (user.blocked) keyboard.text(t.team.unblock, data.teamUnblock(telegramId, ctx.update.update_id))
    else keyboard.text(t.team.block, data.teamBlock(telegramId))
  keyboard.row().text(t.team.openInCabinet, data.teamOpen(telegramId)).text(ctx.t.buttons.back, data.team)
  const lines = [
    `**${plain(user.firstName)}** ${user.username ? `@${plain(user.username)} ` : ''}${user.telegramId}`,
    t.person(user.credits, user.language, user.createdAt.slice(0, 10), user.blocked),
    ...entries.map(
      ({ at, delta, balance, reason }) =>
        `${at.slice(0, 16)} ${delta > 0 ? '+' : ''}${delta} → ${balance} ${plain(reason)}`,
    ),
    ...payments.map(
      ({ number, at, chargeId: charge_id, product, status, ...price }) =>
        `№ ${number} ${at.slice(0, 16)} ${price.amount} ${price.currency} ${plain(product ?? '?')} ${status} \`${charge_id}\``,
    ),
  ]
  return { text: lines.join('\n\n'), keyboard }
}
