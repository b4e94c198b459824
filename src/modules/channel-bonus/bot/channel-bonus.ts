import { GrammyError, InlineKeyboard } from 'grammy'
import { data } from '#bot-kit/callback-data.ts'
import type { BotContext } from '#bot-kit/context.ts'
import { Feature } from '#bot-kit/feature.ts'
import { mainMenu } from '#bot-kit/main-menu.ts'
import { backTo, type Screen, show } from '#bot-kit/screen.ts'
import { findWaitingKeyboard } from '#bot-kit/waiting.ts'

/** Something for joining the owner's channel. It stands before nothing: who does not join loses nothing. */
export const channelBonus = new Feature()

channelBonus.callbackQuery(data.channelBonus, async (ctx) => show(ctx, await offer(ctx)))
channelBonus.callbackQuery(data.checkChannel, async (ctx) => show(ctx, await check(ctx)))

/** The person who presses the button waits for it. */
const waitMs = 5_000

async function offer(ctx: BotContext, said?: string): Promise<Screen> {
  const { t, tools, person } = ctx
  const { bonus, given } = await tools.backend.channelBonus({ telegramId: person.telegramId })
  if (!bonus || given) return { text: given ? t.channel.given : t.channel.off, keyboard: backTo(t) }
  const keyboard = new InlineKeyboard()
    .url(t.buttons.joinChannel, bonus.link)
    .row()
    .add({ text: t.buttons.checkChannel, callback_data: data.checkChannel, style: 'success' })
    .row()
    .text(t.buttons.back, data.menu)
  return { text: said ?? t.channel.offer[bonus.gives.of](bonus.gives.amount), keyboard }
}

async function check(ctx: BotContext): Promise<Screen> {
  const { t, tools, person } = ctx
  const { bonus, given } = await tools.backend.channelBonus({ telegramId: person.telegramId })
  if (!bonus || given) return offer(ctx)
  const isMember = await isMemberOf(ctx, bonus.channel)
  if (!isMember) return offer(ctx, isMember === false ? t.channel.notYet : t.channel.unknown)
  const { gives } = await tools.backend.takeChannelBonus({ telegramId: person.telegramId, channel: bonus.channel })
  if (!gives) return offer(ctx)
  return {
    text: t.channel.thanks[gives.of](gives.amount),
    keyboard: (await findWaitingKeyboard(ctx)).append(await mainMenu(ctx)),
  }
}

/** Undefined: Telegram does not say, for instance because the bot is no administrator of the channel. */
async function isMemberOf({ from, tools, log }: BotContext, channel: string): Promise<boolean | undefined> {
  try {
    const member = await tools.bareApi.getChatMember(channel, from!.id, AbortSignal.timeout(waitMs) as never)
    return member.status === 'restricted' ? member.is_member : !['left', 'kicked'].includes(member.status)
  } catch (error) {
    // Of a person whom the channel has never seen.
    if (
      error instanceof GrammyError &&
      /member not found|user not found|PARTICIPANT_ID_INVALID/.test(error.description)
    )
      return false
    log.error(
      { err: error, channel },
      'Telegram does not say who is a member of the channel: is the bot its administrator?',
    )
    return undefined
  }
}
