import { InlineKeyboard } from 'grammy'
import type { Title } from '#modules/catalog/contract.ts'
import { titleIn } from '#texts/titles.ts'
import { data } from './callback-data.ts'
import type { BotContext } from './context.ts'
import { say } from './screen.ts'

/** The link of a gift that was paid, with a button that sends it on. */
export async function sayGift(ctx: BotContext, gift: { token: string; title: Title }): Promise<void> {
  const { t, person } = ctx
  const keyboard = shareKeyboard(ctx, gift).row().text(t.buttons.menu, data.menu)
  await say(ctx, t.gift.paid(titleIn(gift.title, person.language), giftLink(ctx, gift.token)), keyboard)
}

export function giftLink({ me }: BotContext, token: string): string {
  return `https://t.me/${me.username}?start=g_${token}`
}

export function shareKeyboard(ctx: BotContext, { token, title }: { token: string; title: Title }): InlineKeyboard {
  const { t, person } = ctx
  const words = t.gift.share(titleIn(title, person.language))
  return new InlineKeyboard().url(t.buttons.shareGift, shareAddress(giftLink(ctx, token), words))
}

/** Telegram's page that sends a link to a chat of one's choice. */
export function shareAddress(link: string, words: string): string {
  return `https://t.me/share/url?url=${encodeURIComponent(link)}&text=${encodeURIComponent(words)}`
}
