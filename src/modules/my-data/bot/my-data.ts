import { InputFile } from 'grammy'
import { data } from '#bot-kit/callback-data.ts'
import { Feature } from '#bot-kit/feature.ts'

/** Everything that is kept about the person, as a file in their chat. */
export const myData = new Feature()

myData.callbackQuery(data.exportData, async (ctx) => {
  await ctx.answerCallbackQuery()
  await ctx.replyWithChatAction('upload_document')
  const { data: everything } = await ctx.tools.backend.exportData({ telegramId: ctx.person.telegramId })
  const file = new InputFile(Buffer.from(JSON.stringify(everything, null, 2)), 'pomogator-data.json')
  await ctx.replyWithDocument(file, { caption: ctx.t.exported })
})
