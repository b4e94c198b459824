import type { Message } from 'grammy/types'
import { isBlank } from '#platform/http/blank.ts'
import { fileIn } from '#platform/telegram/file-in.ts'
import { formatMarkdown } from '#platform/telegram/markdown/format.ts'
import { markIn, withMark } from '#platform/telegram/mark.ts'
import { findNotice, goOnKeyboard, presentNotice, theMessage } from './agreement.ts'
import { BackendRefusal } from './backend-client.ts'
import { data } from './callback-data.ts'
import type { BotContext } from './context.ts'
import { Feature } from './feature.ts'
import { gather, gatherAlbum } from './gather.ts'
import { commandIn, pointedAt } from './question.ts'
import { placeOf, say } from './screen.ts'
import { wholeQuestion, wordsIn } from './whole-question.ts'

/**
 * What the bot asks a person to type. The answer is known by the message that it replies to, which carries an invisible
 * link, whatever its words are; and where an app sent it without a reply, by what the profile says is awaited. So it is
 * never taken for a question to the model.
 */
export type Awaited =
  | 'assistant'
  | `assistant-${'title' | 'prompt'}-${number}`
  | 'instructions'
  | 'image'
  | `image-${number}`
  | `fact-${number}`
  | 'promo'
  | 'schedule'
  | 'search'
  | 'support'
  | `message-${number}`
  | `ticket-${number}`
  | `ticket-more-${number}`
  | `title-${number}`
  | `pages-${number}`

const patienceMs = 3_600_000
/** A picture or a recording that comes later, and is no reply, is about other things. */
const freshMs = 300_000

/** What is typed for these is kept, so the person agrees to the documents first: the button that asks for it once more. */
const keptOnes = new Map<string, (id: number) => string>([
  ['assistant', () => data.newAssistant],
  ['assistant-title', data.assistantTitle],
  ['assistant-prompt', data.assistantPrompt],
  ['fact', data.changeFact],
  ['image', (id) => (Number.isNaN(id) ? data.image : data.changeImage(id))],
  ['instructions', () => data.writeInstructions],
  ['schedule', () => data.newSchedule],
  ['title', data.renameConversation],
])

function askingAgain(what: string): string | undefined {
  const [, kind = '', id] = /^([a-z-]+?)(?:-(\d+))?$/.exec(what) ?? []
  return keptOnes.get(kind)?.(Number(id))
}

export async function askFor(ctx: BotContext, what: Awaited, markdown: string, placeholder: string): Promise<void> {
  const again = askingAgain(what)
  const notice = again === undefined ? null : await findNotice(ctx)
  if (notice) return say(ctx, notice.text, goOnKeyboard(ctx.t, notice, again!))
  const until = new Date(Date.now() + patienceMs).toISOString()
  const { threadId: topic } = placeOf(ctx)
  const awaits = { what, until, ...(topic === 0 ? {} : { topic }) }
  // Presses and commands are handled beside messages: what is typed next may come before the end of this.
  if (awaitedIn(ctx) === undefined) {
    await setAwaited(ctx, awaits)
    return sendRequest(ctx, what, markdown, placeholder).catch(async (error: unknown) => {
      await setAwaited(ctx, null).catch((reason: unknown) => ctx.log.debug({ err: reason }, 'An answer stays awaited'))
      throw error
    })
  }
  await sendRequest(ctx, what, markdown, placeholder)
  // Behind it: where that has failed, the answer before this request comes again, and is none to this one.
  await setAwaited(ctx, awaits)
}

async function sendRequest(ctx: BotContext, what: Awaited, markdown: string, placeholder: string): Promise<void> {
  const { text, entities } = formatMarkdown(markdown)
  const marked = withMark({ text, entities }, what)
  await ctx.reply(marked.text, {
    entities: marked.entities,
    link_preview_options: { is_disabled: true },
    reply_markup: { force_reply: true, input_field_placeholder: placeholder },
  })
}

/** The answer to such a request, all of its pieces, or undefined when the message is none. */
export async function answerTo(ctx: BotContext, pattern: RegExp): Promise<{ text: string; id: number } | undefined> {
  const found = pattern.exec(awaitedIn(ctx) ?? '')
  if (!found) return undefined
  const { parts } = wholeQuestion(await gather(ctx), ctx.me, ctx.t)
  return { text: wordsIn(parts).trim(), id: Number(found[1]) }
}

export const prompts = new Feature()

/**
 * A person who presses a button, sends a command or replies to something else has turned to other things. An answer is awaited
 * until it was taken: one that has failed on the way comes again, and would be a question then. Each topic of a private chat
 * is a conversation of its own: what happens in the others is neither an answer nor a turn to other things.
 */
prompts.use(async (ctx, next) => {
  if (isWithoutWords(ctx)) return askForWords(ctx)
  const awaits = awaitsHere(ctx)
  const awaited = awaitedIn(ctx)
  const isAnswer = awaited !== undefined
  if (awaits && (ctx.callbackQuery || (ctx.message && !isAnswer))) await setAwaited(ctx, null)
  try {
    await next()
  } catch (error) {
    if (!ctx.message || !(error instanceof BackendRefusal && error.code === 'agreement_needed')) throw error
    await askToAgreeAndGoOn(ctx, error, isAnswer ? askingAgain(awaited) : undefined)
  }
  if (isAnswer && ctx.person.settings.awaits?.until === awaits?.until) await setAwaited(ctx, null)
})

/** What was written is not kept before the person has agreed; the press goes on with it, or asks for it once more. */
async function askToAgreeAndGoOn(ctx: BotContext, refusal: BackendRefusal, again: string | undefined): Promise<void> {
  const notice = await presentNotice(ctx)
  // They have agreed in this moment: the next attempt of the update goes on.
  if (!notice) throw refusal
  // Of a message that a message replies to Telegram does not tell what that one replied to.
  const itself = pointedAt(ctx.message!) ? data.menu : theMessage
  await say(ctx, notice.text, goOnKeyboard(ctx.t, notice, again ?? itself), ctx.msgId)
}

/** Whether it asks a person to type something. */
export function isRequest(message: Message): boolean {
  return markIn(message.entities) !== undefined
}

/** A recording, a picture or a file in place of what is to be typed would be a question to the model, and cost one. */
function isWithoutWords(ctx: BotContext): boolean {
  const { message } = ctx
  if (!message || message.text !== undefined || message.forward_origin || !fileIn(message)) return false
  const awaits = awaitsHere(ctx)
  const askedAt = awaits ? Date.parse(awaits.until) - patienceMs : 0
  // What has words of its own and is no reply is about other things.
  const isNext = isBlank(message.caption ?? '') && Date.now() - askedAt < freshMs
  const isMeant = pointedAt(message) !== undefined || isNext
  const isOther = commandIn(message) !== undefined || awaitedIn(ctx) !== undefined
  return isMeant && !isOther && requestBefore(ctx) !== undefined
}

/** The answer is awaited as before, and may be the next message. */
async function askForWords(ctx: BotContext): Promise<void> {
  await gatherAlbum(ctx)
  await say(ctx, ctx.t.wordsOnly, undefined, ctx.msgId)
}

function awaitedIn(ctx: BotContext): string | undefined {
  const { message } = ctx
  if (!message || message.forward_origin) return undefined
  const what = requestBefore(ctx)
  const words = message.text ?? (what === 'support' ? message.caption : undefined)
  return words === undefined || words.startsWith('/') || isBlank(words) ? undefined : what
}

/** What a message answers if it is an answer: by what it replies to, else by what is awaited. */
function requestBefore(ctx: BotContext): string | undefined {
  const original = pointedAt(ctx.message!)
  if (original) return original.from?.id === ctx.me.id ? markIn(original.entities) : undefined
  const awaits = awaitsHere(ctx)
  return awaits && Date.parse(awaits.until) > Date.now() ? awaits.what : undefined
}

/** What is awaited in the topic that the update comes from. */
function awaitsHere(ctx: BotContext): BotContext['person']['settings']['awaits'] {
  const { awaits } = ctx.person.settings
  return awaits && (awaits.topic ?? 0) === placeOf(ctx).threadId ? awaits : null
}

async function setAwaited(ctx: BotContext, awaits: BotContext['person']['settings']['awaits']): Promise<void> {
  if (awaits === ctx.person.settings.awaits) return
  const { telegramId } = ctx.person
  ctx.person = await ctx.tools.backend.changeProfile({ telegramId, settings: { awaits } })
  ctx.refresh()
}
