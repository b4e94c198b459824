import { InlineKeyboard } from 'grammy'
import { assistantHeading, assistantLines } from '#bot-kit/assistant-lines.ts'
import { BackendRefusal } from '#bot-kit/backend-client.ts'
import { data, patterns } from '#bot-kit/callback-data.ts'
import type { BotContext } from '#bot-kit/context.ts'
import { Feature } from '#bot-kit/feature.ts'
import { shareAddress } from '#bot-kit/gift-link.ts'
import { decodePrice, withPrice } from '#bot-kit/price.ts'
import { placeOf, say, type Screen, show } from '#bot-kit/screen.ts'
import type { Price } from '#modules/entitlements/contract.ts'
import { type AssistantReply, mostOwn } from '#modules/assistants/contract.ts'
import { plainLines } from '#texts/plain.ts'
import { titleIn } from '#texts/titles.ts'

/** Roles in which questions are answered: their list, a page for each, and how a conversation begins. */
export const assistants = new Feature()

assistants.command('assistants', async (ctx) => show(ctx, await listScreen(ctx)))
assistants.callbackQuery(data.assistants, async (ctx) => show(ctx, await listScreen(ctx)))
assistants.callbackQuery(patterns.assistant, async (ctx) => {
  const found = await findAssistant(ctx, ctx.match[1]!)
  await show(ctx, found ? pageScreen(ctx, found) : await goneScreen(ctx))
})
assistants.callbackQuery(patterns.startAssistant, async (ctx) => {
  const [, key, price] = ctx.match
  const found = await findAssistant(ctx, key!)
  const isBegun = found !== undefined && (await begin(ctx, found.key, decodePrice(price)!))
  await show(ctx, isBegun ? startedScreen(ctx, found) : await goneScreen(ctx))
})

/**
 * A person has come by the link of an assistant: their conversation with it begins. The usual welcome follows for those who
 * cannot ask yet: it offers what they need.
 */
export async function beginByLink(ctx: BotContext, id: string): Promise<boolean> {
  const { person, tools } = ctx
  const found = await findAssistant(ctx, id)
  const isBegun = found?.own === null && (await begin(ctx, found.key, found.price))
  const { text, keyboard } = isBegun ? startedScreen(ctx, found) : await goneScreen(ctx)
  await say(ctx, text, keyboard)
  if (!isBegun) return false
  const { next } = await tools.backend.getCredits({ telegramId: person.telegramId })
  return 'purse' in next && person.agreement === 'given'
}

/** What is asked next here is asked of the assistant. False: it is gone. */
export async function begin(ctx: BotContext, key: string, shown: Price): Promise<boolean> {
  const { chatId, threadId } = placeOf(ctx)
  const place = { telegramId: ctx.person.telegramId, chatId, threadId }
  try {
    const updateId = ctx.update.update_id
    await ctx.tools.backend.startWithAssistant({ ...place, assistant: key, updateId, shown })
    return true
  } catch (error) {
    if (error instanceof BackendRefusal && error.code === 'assistant_not_found') return false
    throw error
  }
}

export async function findAssistant(ctx: BotContext, key: string): Promise<AssistantReply | undefined> {
  return (await assistantsOf(ctx)).find((assistant) => assistant.key === key)
}

export async function assistantsOf({ tools, person }: BotContext): Promise<AssistantReply[]> {
  return (await tools.backend.assistants({ telegramId: person.telegramId })).assistants
}

export async function listScreen(ctx: BotContext): Promise<Screen> {
  const { t, person } = ctx
  const all = await assistantsOf(ctx)
  const about = all.flatMap(({ title, description }) =>
    description ? [`**${titleIn(title, person.language)}**\n${titleIn(description, person.language)}.`] : [],
  )
  const keyboard = new InlineKeyboard()
  for (const { key, title, own } of all) {
    const name = titleIn(title, person.language)
    keyboard.text(own ? `✍️ ${name}` : name, data.assistant(key)).row()
  }
  if (all.filter(({ own }) => own).length < mostOwn) keyboard.text(t.assistants.buttons.make, data.newAssistant).row()
  return {
    text: [t.assistants.list, ...about, t.assistants.listOwn(mostOwn)].join('\n\n'),
    keyboard: keyboard.text(t.buttons.back, data.menu),
  }
}

/** In place of one that the person has asked for. */
export async function goneScreen(ctx: BotContext): Promise<Screen> {
  const list = await listScreen(ctx)
  return { ...list, text: `${ctx.t.assistants.gone}\n\n${list.text}` }
}

export function pageScreen(ctx: BotContext, assistant: AssistantReply): Screen {
  const { t, me, person } = ctx
  const { key, title, description, own, price } = assistant
  const keyboard = firstQuestions(ctx, assistant)
  if (own?.prompt !== '')
    keyboard
      .add({
        text: withPrice(t, t.assistants.buttons.start, price),
        callback_data: data.startAssistant(key, price),
        style: 'primary',
      })
      .row()
  if (own)
    keyboard
      .text(t.buttons.renameConversation, data.assistantTitle(own.id))
      .text(t.assistants.buttons.prompt, data.assistantPrompt(own.id))
      .row()
      .add({ text: t.buttons.deleteConversation, callback_data: data.deleteAssistant(own.id), style: 'danger' })
      .row()
  else {
    const words = [title, ...(description ? [description] : [])].map((text) => titleIn(text, person.language))
    const link = `https://t.me/${me.username}?start=as_${key}`
    keyboard.url(t.assistants.buttons.share, shareAddress(link, words.join(': '))).row()
  }
  return { text: aboutIt(ctx, assistant), keyboard: keyboard.text(t.buttons.back, data.assistants) }
}

function startedScreen(ctx: BotContext, assistant: AssistantReply): Screen {
  const { t } = ctx
  const keyboard = firstQuestions(ctx, assistant).text(t.buttons.menu, data.menu)
  return { text: `${aboutIt(ctx, assistant)}\n\n${t.assistants.started}`, keyboard }
}

function aboutIt(ctx: BotContext, assistant: AssistantReply): string {
  const { t, person } = ctx
  const { title, description, own } = assistant
  const role = own?.prompt ? plainLines(own.prompt).replaceAll(/^/gm, '> ') : t.assistants.noPrompt
  const about = description ? `${titleIn(description, person.language)}.` : role
  return [assistantHeading(ctx, title), about, assistantLines(ctx, assistant).join('\n')].join('\n\n')
}

/** Each is asked by a press, which begins the conversation. */
function firstQuestions({ person }: BotContext, assistant: AssistantReply): InlineKeyboard {
  const keyboard = new InlineKeyboard()
  for (const [number, question] of assistant.firstQuestions.entries())
    keyboard.text(titleIn(question, person.language), data.firstQuestion(assistant.key, number, assistant.price)).row()
  return keyboard
}
