import { InlineKeyboard } from 'grammy'
import { BackendRefusal } from '#bot-kit/backend-client.ts'
import { data, patterns } from '#bot-kit/callback-data.ts'
import type { BotContext } from '#bot-kit/context.ts'
import { Feature } from '#bot-kit/feature.ts'
import { answerTo, askFor } from '#bot-kit/prompts.ts'
import { type Screen, say, show } from '#bot-kit/screen.ts'
import { type Fact, longestFact } from '#modules/memory/contract.ts'
import { capital, plain } from '#texts/plain.ts'
import { wishIn } from './wish.ts'

/** What is remembered of a person for all their conversations: said by them, shown, changed, deleted. */
export const memory = new Feature()

memory.callbackQuery(patterns.memoryPage, async (ctx) => show(ctx, await listScreen(ctx, Number(ctx.match[1] ?? 1))))
memory.callbackQuery(patterns.fact, async (ctx) => {
  const { facts } = await ctx.tools.backend.memory({ telegramId: ctx.person.telegramId })
  const fact = facts.find(({ id }) => id === Number(ctx.match[1]))
  await show(ctx, fact ? factScreen(ctx, fact, ctx.t.memory.one(plain(fact.text))) : goneScreen(ctx))
})
memory.callbackQuery(patterns.changeFact, async (ctx) => {
  await ctx.answerCallbackQuery()
  await askToChange(ctx, Number(ctx.match[1]))
})
memory.callbackQuery(patterns.deleteFact, async (ctx) => {
  await ctx.tools.backend.deleteFact({ telegramId: ctx.person.telegramId, factId: Number(ctx.match[1]) })
  await show(ctx, { text: ctx.t.memory.deleted, keyboard: toList(ctx) })
})
memory.callbackQuery(data.deleteFacts, async (ctx) => {
  const { memory: t, buttons } = ctx.t
  const keyboard = new InlineKeyboard()
    .add({ text: t.buttons.deleteAllYes, callback_data: data.deleteFactsYes, style: 'danger' })
    .row()
    .text(buttons.back, data.memory)
  await show(ctx, { text: t.deleteAll, keyboard })
})
memory.callbackQuery(data.deleteFactsYes, async (ctx) => {
  await ctx.tools.backend.deleteFacts({ telegramId: ctx.person.telegramId })
  await show(ctx, { text: ctx.t.memory.deletedAll, keyboard: toList(ctx) })
})

memory.on('message:text', async (ctx, next) => {
  const answer = await answerTo(ctx, /^fact-([1-9]\d{0,14})$/)
  if (answer) return change(ctx, answer)
  const wish = wishIn(ctx.message.text)
  return wish === undefined ? next() : keep(ctx, wish)
})
memory.on('edited_message:text').filter(
  ({ editedMessage }) => wishIn(editedMessage.text) !== undefined,
  (ctx) => say(ctx, ctx.t.editIgnored, undefined, ctx.msgId),
)

/** Answered at once: no model is asked, and nothing is charged. */
async function keep(ctx: BotContext, text: string): Promise<void> {
  const { t, tools, person, update } = ctx
  if (text.length > longestFact) return say(ctx, t.memory.tooLong(longestFact), toList(ctx), ctx.msgId)
  const sentence = capital(text, person.language)
  const wish = { telegramId: person.telegramId, updateId: update.update_id, text: sentence }
  await explaining(ctx, async () => {
    const { fact, isNew } = await tools.backend.rememberFact(wish)
    const words = plain(fact.text)
    await sayFact(ctx, fact, isNew ? t.memory.kept(words) : t.memory.known(words))
  })
}

async function change(ctx: BotContext, { id: factId, text }: { id: number; text: string }): Promise<void> {
  const { t, tools, person } = ctx
  if (text.length > longestFact) {
    await say(ctx, t.memory.tooLong(longestFact))
    return askToChange(ctx, factId)
  }
  await explaining(ctx, async () => {
    const { fact } = await tools.backend.changeFact({ telegramId: person.telegramId, factId, text })
    await sayFact(ctx, fact, t.memory.kept(plain(fact.text)))
  })
}

async function askToChange(ctx: BotContext, factId: number): Promise<void> {
  await askFor(ctx, `fact-${factId}`, ctx.t.memory.ask, ctx.t.memory.placeholder)
}

async function sayFact(ctx: BotContext, fact: Fact, sentence: string): Promise<void> {
  const { text, keyboard } = factScreen(ctx, fact, sentence)
  await say(ctx, text, keyboard, ctx.msgId)
}

/** Says why something is not kept, with the way to what is. */
async function explaining(ctx: BotContext, act: () => Promise<void>): Promise<void> {
  try {
    await act()
  } catch (error) {
    if (!(error instanceof BackendRefusal)) throw error
    const sentence = sentenceFor(ctx, error.code)
    if (sentence === undefined) throw error
    await say(ctx, sentence, toList(ctx), ctx.msgId)
  }
}

function sentenceFor({ t: { memory: t } }: BotContext, code: string): string | undefined {
  const sentences: Record<string, string> = {
    memory_off: t.off,
    memory_full: t.full,
    fact_secret: t.secret,
    fact_known: t.knownAlready,
    fact_not_found: t.gone,
  }
  return sentences[code]
}

function factScreen({ t }: BotContext, { id }: Fact, text: string): Screen {
  const keyboard = new InlineKeyboard()
    .text(t.memory.buttons.change, data.changeFact(id))
    .add({ text: t.memory.buttons.delete, callback_data: data.deleteFact(id), style: 'danger' })
    .row()
    .text(t.memory.button, data.memory)
  return { text, keyboard }
}

function goneScreen(ctx: BotContext): Screen {
  return { text: ctx.t.memory.gone, keyboard: toList(ctx) }
}

function toList({ t }: BotContext): InlineKeyboard {
  return new InlineKeyboard().text(t.memory.button, data.memory)
}

/** So that a page fits into one message, whatever its facts are. */
const onPage = 10
const inRow = 5

async function listScreen({ t, tools, person }: BotContext, wanted: number): Promise<Screen> {
  const { facts, most, findsItself } = await tools.backend.memory({ telegramId: person.telegramId })
  const isOn = person.settings.remember
  const pages = Math.max(1, Math.ceil(facts.length / onPage))
  const page = Math.min(wanted, pages)
  const first = (page - 1) * onPage
  const shown = facts.slice(first, first + onPage)
  const keyboard = new InlineKeyboard()
  for (const [index, { id }] of shown.entries()) {
    if (index > 0 && index % inRow === 0) keyboard.row()
    keyboard.text(String(first + index + 1), data.fact(id))
  }
  keyboard.row()
  if (page > 1) keyboard.text('‹', data.memoryPage(page - 1))
  if (page < pages) keyboard.text('›', data.memoryPage(page + 1))
  keyboard.row()
  if (!isOn) keyboard.text(t.buttons.remember, data.remember(true)).row()
  if (facts.length > 0)
    keyboard.add({ text: t.memory.buttons.deleteAll, callback_data: data.deleteFacts, style: 'danger' }).row()
  keyboard.text(t.buttons.back, data.settings)
  const lines = shown.map(({ text }, index) => `${first + index + 1}\\. ${plain(text)}`)
  const about = facts.length === 0 ? [t.memory.empty] : [t.memory.about(facts.length, most), lines.join('\n')]
  const notes = isOn ? (findsItself ? [t.memory.finds] : []) : [t.memory.off]
  return { text: [t.memory.title, ...about, ...notes].join('\n\n'), keyboard }
}
