import { BackendRefusal } from '#bot-kit/backend-client.ts'
import { data, patterns } from '#bot-kit/callback-data.ts'
import type { BotContext } from '#bot-kit/context.ts'
import { Feature } from '#bot-kit/feature.ts'
import { answerTo, askFor } from '#bot-kit/prompts.ts'
import { say, show } from '#bot-kit/screen.ts'
import type { Refused } from '#modules/charging/contract.ts'
import { type ChosenPages, chosenPages } from './chosen-pages.ts'
import { explainRefusal } from './outcome.ts'
import { showQuotation } from './quotation.ts'
import { refuseOthers } from '#bot-kit/whose-button.ts'

/** What can be done with a quotation beside agreeing to it. */
export const quoted = new Feature()

quoted.callbackQuery(data.decline, async (ctx) => {
  if (await refuseOthers(ctx)) return
  await show(ctx, { text: `${ctx.t.files.declined} ${ctx.t.nothingCharged}` })
})

const inPrivate = quoted.chatType('private')

inPrivate.callbackQuery(patterns.pages, async (ctx) => {
  await ctx.answerCallbackQuery()
  await askForPages(ctx, Number(ctx.match[1]), ctx.t.files.whichPages)
})

inPrivate.on('message:text', async (ctx, next) => {
  const answer = await answerTo(ctx, /^pages-(\d{1,15})$/)
  if (!answer) return next()
  const pages = chosenPages(answer.text)
  if (!pages) return askForPages(ctx, answer.id, ctx.t.files.pagesUnclear)
  await choose(ctx, answer.id, pages)
})

async function askForPages(ctx: BotContext, updateId: number, words: string): Promise<void> {
  await askFor(ctx, `pages-${updateId}`, words, ctx.t.files.pagesPlaceholder)
}

async function choose(ctx: BotContext, updateId: number, pages: ChosenPages): Promise<void> {
  const { telegramId } = ctx.person
  try {
    await showQuotation(ctx, await ctx.tools.backend.choosePages({ telegramId, updateId, ...pages }), {})
  } catch (error) {
    if (!(error instanceof BackendRefusal)) throw error
    if (error.code === 'no_such_pages') await askForPages(ctx, updateId, ctx.t.files.noSuchPages)
    else if (error.code === 'question_not_found') await say(ctx, ctx.t.questionLost)
    else if (error.code === 'no_access')
      await explainRefusal(ctx, error.details as unknown as Refused, { messageId: ctx.msgId!, inOneMessage: false })
    else throw error
  }
}
