import { type CallbackQueryContext, InlineKeyboard } from 'grammy'
import { BackendRefusal } from '#bot-kit/backend-client.ts'
import { data, patterns } from '#bot-kit/callback-data.ts'
import type { BotContext } from '#bot-kit/context.ts'
import { Feature } from '#bot-kit/feature.ts'
import { answerTo, askFor, type Awaited } from '#bot-kit/prompts.ts'
import { backTo, say, show } from '#bot-kit/screen.ts'
import { type AssistantReply, longestPrompt, longestTitle, mostOwn, ownKey } from '#modules/assistants/contract.ts'
import { plain } from '#texts/plain.ts'
import { titleIn } from '#texts/titles.ts'
import { assistantsOf, findAssistant, goneScreen, listScreen, pageScreen } from './assistants.ts'

/** Assistants that a person makes for themselves: first the title, then what they are to do. */
export const ownAssistants = new Feature()

ownAssistants.callbackQuery(data.newAssistant, async (ctx) => {
  const own = (await assistantsOf(ctx)).filter((assistant) => assistant.own)
  if (own.length >= mostOwn) return show(ctx, fullScreen(ctx))
  await ctx.answerCallbackQuery()
  await askForTitle(ctx, 'assistant')
})
ownAssistants.callbackQuery(patterns.assistantTitle, async (ctx) => {
  await ctx.answerCallbackQuery()
  await askForTitle(ctx, `assistant-title-${Number(ctx.match[1])}`)
})
ownAssistants.callbackQuery(patterns.assistantPrompt, async (ctx) => {
  const found = await findOwn(ctx)
  if (!found) return show(ctx, await goneScreen(ctx))
  await ctx.answerCallbackQuery()
  await askForPrompt(ctx, found.own!.id, titleIn(found.title, ctx.person.language))
})

ownAssistants.on('message:text', async (ctx, next) => {
  const answer = await answerTo(ctx, /^assistant$/)
  if (!answer) return next()
  if (await isTooLong(ctx, answer.text, longestTitle)) return askForTitle(ctx, 'assistant')
  const { telegramId } = ctx.person
  const wish = { telegramId, updateId: ctx.update.update_id, title: answer.text }
  try {
    const { id } = await ctx.tools.backend.createAssistant(wish)
    await askForPrompt(ctx, id, answer.text)
  } catch (error) {
    if (!(error instanceof BackendRefusal && error.code === 'too_many_assistants')) throw error
    const { text, keyboard } = fullScreen(ctx)
    await say(ctx, text, keyboard)
  }
})
ownAssistants.on('message:text', async (ctx, next) => {
  const answer = await answerTo(ctx, /^assistant-title-([1-9]\d{0,14})$/)
  if (!answer) return next()
  if (await isTooLong(ctx, answer.text, longestTitle)) return askForTitle(ctx, `assistant-title-${answer.id}`)
  await change(ctx, answer.id, { title: answer.text })
})
ownAssistants.on('message:text', async (ctx, next) => {
  const answer = await answerTo(ctx, /^assistant-prompt-([1-9]\d{0,14})$/)
  if (!answer) return next()
  const found = await findAssistant(ctx, ownKey(answer.id))
  if (!found) return sayGone(ctx)
  if (await isTooLong(ctx, answer.text, longestPrompt))
    return askForPrompt(ctx, answer.id, titleIn(found.title, ctx.person.language))
  await change(ctx, answer.id, { prompt: answer.text })
})

ownAssistants.callbackQuery(patterns.deleteAssistant, async (ctx) => {
  const found = await findOwn(ctx)
  if (!found) return show(ctx, await goneScreen(ctx))
  const { t } = ctx
  const keyboard = new InlineKeyboard()
    .add({ text: t.buttons.forgetYes, callback_data: data.deleteAssistantYes(found.own!.id), style: 'danger' })
    .row()
    .text(t.buttons.back, data.assistant(found.key))
  await show(ctx, { text: t.assistants.delete(plain(titleIn(found.title, ctx.person.language))), keyboard })
})
ownAssistants.callbackQuery(patterns.deleteAssistantYes, async (ctx) => {
  await ctx.tools.backend.deleteAssistant({ telegramId: ctx.person.telegramId, id: Number(ctx.match[1]) })
  const list = await listScreen(ctx)
  await show(ctx, { ...list, text: `${ctx.t.assistants.deleted}\n\n${list.text}` })
})

/** The one that a button names. */
function findOwn(ctx: CallbackQueryContext<BotContext>): Promise<AssistantReply | undefined> {
  return findAssistant(ctx, ownKey(Number(ctx.match[1])))
}

async function change(ctx: BotContext, id: number, to: { title: string } | { prompt: string }): Promise<void> {
  const { t, tools, person } = ctx
  try {
    await tools.backend.changeAssistant({ telegramId: person.telegramId, id, ...to })
  } catch (error) {
    if (!(error instanceof BackendRefusal && error.code === 'assistant_not_found')) throw error
  }
  const found = await findAssistant(ctx, ownKey(id))
  if (!found) return sayGone(ctx)
  const { text, keyboard } = pageScreen(ctx, found)
  await say(ctx, `${t.saved}.\n\n${text}`, keyboard)
}

async function sayGone(ctx: BotContext): Promise<void> {
  const { text, keyboard } = await goneScreen(ctx)
  await say(ctx, text, keyboard)
}

async function isTooLong(ctx: BotContext, text: string, longest: number): Promise<boolean> {
  if (text.length <= longest) return false
  await say(ctx, ctx.t.instructionsTooLong(text.length, longest))
  return true
}

async function askForTitle(ctx: BotContext, what: Awaited): Promise<void> {
  const { titleRequest, titlePlaceholder } = ctx.t.assistants
  await askFor(ctx, what, titleRequest(longestTitle), titlePlaceholder)
}

async function askForPrompt(ctx: BotContext, id: number, title: string): Promise<void> {
  const { promptRequest, promptPlaceholder } = ctx.t.assistants
  await askFor(ctx, `assistant-prompt-${id}`, promptRequest(plain(title), longestPrompt), promptPlaceholder)
}

function fullScreen({ t }: BotContext) {
  return { text: t.assistants.full(mostOwn), keyboard: backTo(t, data.assistants) }
}
