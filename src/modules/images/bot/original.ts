import { type CallbackQueryContext, InputFile } from 'grammy'
import { BackendRefusal } from '#bot-kit/backend-client.ts'
import type { BotContext } from '#bot-kit/context.ts'
import { placeOf, say } from '#bot-kit/screen.ts'
import { sendFile } from '#platform/telegram/send-file.ts'

/** The button that brings a picture as the file that was made, which Telegram has not compressed. */
export async function sendOriginal(ctx: CallbackQueryContext<BotContext>): Promise<void> {
  await ctx.answerCallbackQuery()
  const imageId = Number(ctx.match[1])
  ctx.afterwards(() => bring(ctx, imageId))
}

async function bring(ctx: BotContext, imageId: number): Promise<void> {
  const { tools, person, handling, t } = ctx
  const original = await originalOf(ctx, imageId)
  if (!original) return say(ctx, t.image.fileGone, undefined, ctx.msgId)
  await handling.stillOurs()
  const place = { ...placeOf(ctx), replyTo: ctx.callbackQuery?.message?.message_id }
  const { data, mediaType, documentFileId } = original
  const name = `picture-${imageId}.${mediaType.split('/')[1]}`
  const document = documentFileId ?? new InputFile(Buffer.from(data ?? '', 'base64'), name)
  const sent = await sendFile({ place, signal: handling.signal, pacing: tools.pacing }, async (target) => {
    const more = { ...target, disable_content_type_detection: true }
    const message = await tools.bareApi.sendDocument(place.chatId, document, more)
    return { messageId: message.message_id, fileId: message.document.file_id }
  })
  if ('refused' in sent) return say(ctx, t.image.fileGone, undefined, ctx.msgId)
  if (documentFileId === null)
    await tools.backend.reportImage({ telegramId: person.telegramId, imageId, documentFileId: sent.fileId })
}

async function originalOf({ tools, person }: BotContext, imageId: number) {
  try {
    return await tools.backend.imageFile({ telegramId: person.telegramId, imageId })
  } catch (error) {
    if (error instanceof BackendRefusal && error.code === 'image_not_found') return undefined
    throw error
  }
}
