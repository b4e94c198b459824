import type { Message } from 'grammy/types'
import type { AskedQuestion } from '#bot-kit/asked-question.ts'
import { BackendRefusal } from '#bot-kit/backend-client.ts'
import type { BotContext } from '#bot-kit/context.ts'
import { Feature } from '#bot-kit/feature.ts'
import { createFloodLimit } from '#bot-kit/middlewares/flood.ts'
import { pointedAt, saidToGuest } from '#bot-kit/question.ts'
import { type ReplyTo, replyIn } from '#bot-kit/reply-in.ts'
import { openPrivateChat } from '#bot-kit/screen.ts'
import { GrowingAnswer, type Outcome } from '#modules/questions/bot/answer.ts'
import { failureText } from '#modules/questions/bot/outcome.ts'
import { fileIn } from '#platform/telegram/file-in.ts'
import type { Texts } from '#texts/languages.ts'
import { changeMessage, closeMessage, openMessage, pacedAs, postMessage, type Said, saying } from './guest-message.ts'
import { showToGuest } from './show-to-guest.ts'

/** A query cannot wait for the next minute: what is more than that is left unanswered. */
const flood = createFloodLimit()

/** Questions in chats where the bot is no member. Telegram brings the message that names it and the one that this replies to. */
export const guests = new Feature()

guests.on('guest_message:guest_query_id', async (ctx) => {
  const { person, t, handling } = ctx
  if (person.blocked) return void (await postMessage(ctx, saying(t.blocked)))
  if (handling.attempt === 1 && flood.check(person.telegramId, Date.now()) !== 'fine') return
  const asked = askedIn(ctx, ctx.guestMessage)
  if ('hint' in asked) return void (await postMessage(ctx, saying(asked.hint, openPrivateChat(ctx))))
  const inlineMessageId = await openMessage(ctx)
  if (inlineMessageId === undefined) return
  const outcome = await follow(ctx, { ...asked, guest: { inlineMessageId, pacedAs: pacedAs(ctx) } })
  if ('type' in outcome && outcome.type === 'done') return showToGuest(ctx, inlineMessageId, outcome)
  await changeMessage(ctx, inlineMessageId, 'type' in outcome ? explain(ctx, outcome) : outcome)
  await closeMessage(ctx)
})

/** The words beside our name, and those of the message that they reply to. Files are for the private chat. */
function askedIn(ctx: BotContext, message: Message): AskedQuestion | { hint: string } {
  const { t, me } = ctx
  const replyTo = quotedIn(message, t)
  const words = saidToGuest(me, message) || (replyTo ? t.answerThat : '')
  if (words === '') {
    const isFile = fileIn(message) ?? fileIn(pointedAt(message) ?? {})
    return { hint: isFile ? t.guest.onlyWords : t.guest.empty(me.username) }
  }
  // A message that is yet to be sent has no number.
  const messageId = Math.max(1, message.message_id)
  return { parts: [{ type: 'text', text: words }], replyTo, messageId, inOneMessage: false }
}

/** Messages of other chats have no numbers that mean anything here. */
function quotedIn(message: Message, t: Texts): ReplyTo | undefined {
  const { text, quote } = replyIn(message, t) ?? {}
  if (text === undefined && quote === undefined) return undefined
  return { ...(text === undefined ? {} : { text }), ...(quote === undefined ? {} : { quote }) }
}

async function follow(ctx: BotContext, question: AskedQuestion): Promise<Outcome | Said> {
  try {
    const { outcome } = await new GrowingAnswer(ctx, question, { chatId: pacedAs(ctx) }).watch()
    return outcome
  } catch (error) {
    if (!(error instanceof BackendRefusal)) throw error
    if (error.code === 'agreement_needed') return saying(ctx.t.agreement.inGroup, openPrivateChat(ctx, 'agree'))
    // Blocked since we last asked.
    if (error.code !== 'user_blocked') throw error
    ctx.refresh()
    return saying(ctx.t.blocked)
  }
}

/** Why there is no answer, with the way to where there is one. */
function explain(ctx: BotContext, outcome: Exclude<Outcome, { type: 'done' }>): Said {
  const { t } = ctx
  if (outcome.type === 'failed') {
    const paidBack = outcome.givenBack ? [t.nothingCharged] : []
    return saying([failureText(t, outcome.reason), ...paidBack, t.guest.askAgain].join(' '), openPrivateChat(ctx))
  }
  if (outcome.type !== 'refused') return saying(t.guest.dearer, openPrivateChat(ctx))
  const { reason } = outcome
  if (reason === 'price_changed') return saying(t.guest.dearer, openPrivateChat(ctx))
  const isNew = reason === 'trial_not_started'
  return saying(isNew ? t.guest.comeOver : t.refused[reason], openPrivateChat(ctx, isNew ? 'guest_come' : undefined))
}
