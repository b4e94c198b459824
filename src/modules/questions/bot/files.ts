import { InputFile } from 'grammy'
import { patterns } from '#bot-kit/callback-data.ts'
import type { BotContext } from '#bot-kit/context.ts'
import { say } from '#bot-kit/screen.ts'
import { BackendRefusal } from '#bot-kit/backend-client.ts'
import { Feature } from '#bot-kit/feature.ts'

/** The long programs and tables of an answer, as files. */
export const files = new Feature()

files.callbackQuery(patterns.files, async (ctx) => {
  await ctx.answerCallbackQuery()
  const answer = await answerOf(ctx, Number(ctx.match[1]))
  if (answer === undefined) return say(ctx, ctx.t.questionLost)
  await ctx.replyWithChatAction('upload_document')
  for (const { name, content } of await ctx.tools.renderer.render('files', { markdown: answer }))
    await ctx.replyWithDocument(new InputFile(Buffer.from(content), name))
})

async function answerOf(ctx: BotContext, questionId: number): Promise<string | undefined> {
  try {
    const request = { telegramId: ctx.person.telegramId, questionId: questionId }
    return (await ctx.tools.backend.answerText(request)).answer
  } catch (error) {
    if (!(error instanceof BackendRefusal && error.code === 'question_not_found')) throw error
    return undefined
  }
}
