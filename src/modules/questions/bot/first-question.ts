import { assistantHeading } from '#bot-kit/assistant-lines.ts'
import { patterns } from '#bot-kit/callback-data.ts'
import { Feature } from '#bot-kit/feature.ts'
import { decodePrice } from '#bot-kit/price.ts'
import { say, show, takeButtons } from '#bot-kit/screen.ts'
import { begin, findAssistant, goneScreen } from '#modules/assistants/bot/assistants.ts'
import { plain } from '#texts/plain.ts'
import { titleIn } from '#texts/titles.ts'
import { answer } from './answer.ts'

/** A question that an assistant offers is asked by a press, with which the conversation begins. */
export const firstQuestion = new Feature()

firstQuestion.callbackQuery(patterns.firstQuestion, async (ctx) => {
  const [, key, number, price] = ctx.match
  const messageId = ctx.callbackQuery.message?.message_id
  if (messageId === undefined) return say(ctx, ctx.t.questionLost)
  const found = await findAssistant(ctx, key!)
  const question = found?.firstQuestions[Number(number)]
  await ctx.answerCallbackQuery()
  if (!(await takeButtons(ctx))) return
  if (!found || !question || !(await begin(ctx, found.key, decodePrice(price)!)))
    return show(ctx, await goneScreen(ctx))
  const text = titleIn(question, ctx.person.language)
  await show(ctx, { text: `${assistantHeading(ctx, found.title)}\n\n> ${plain(text)}` })
  ctx.afterwards(() => answer(ctx, { parts: [{ type: 'text', text }], messageId, inOneMessage: false }))
})
