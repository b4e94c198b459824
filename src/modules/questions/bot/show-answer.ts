import { BackendUnavailable } from '#bot-kit/backend-client.ts'
import type { AnswerReply } from '#modules/questions/contract.ts'
import { deliver, type Place } from '#platform/telegram/deliver.ts'
import { deliverFile } from '#platform/telegram/deliver-file.ts'
import type { FormattedText } from '#platform/telegram/formatted-text.ts'
import { policies, retry } from '#platform/runtime/retry.ts'
import { deliverRich } from '#platform/telegram/rich/deliver-rich.ts'
import type { AskedQuestion } from '#bot-kit/asked-question.ts'
import type { BotContext } from '#bot-kit/context.ts'
import { assistantHeading } from '#bot-kit/assistant-lines.ts'
import { answerFileName } from '#bot-kit/reply-in.ts'
import { plainLines } from '#texts/plain.ts'
import { sourcesUnder } from './sources.ts'
import { isTranscript, mostHeard, withHeard, withPressed } from './heard.ts'
import { explainFailure } from './outcome.ts'
import { answerKeyboard, quietLine } from './under-answer.ts'

/** Brings a finished answer into the chat, whole and once, and has its delivery written down. */
export async function showAnswer(
  ctx: BotContext,
  { messageId, answerTo = messageId, pressed }: Pick<AskedQuestion, 'messageId' | 'answerTo' | 'pressed'>,
  asked: Place,
  done: AnswerReply,
  grownMessageId: number | null,
): Promise<void> {
  if (done.delivered) return
  const moved = done.chatId !== asked.chatId
  const place = moved ? { chatId: done.chatId } : asked
  const grown = grownMessageId === null ? [] : [grownMessageId]
  // After a move only the backend knows which messages are those of the new chat.
  const known = moved
    ? done.deliveredMessageIds
    : longest(done.deliveredMessageIds, ctx.tools.sent.of(ctx.update.update_id), grown)
  const delivered = await bring(ctx, place, { ...done, pressed }, known)
  if ('refused' in delivered) {
    const { refused } = delivered
    const { refunded } = await report(ctx, done.questionId, { messageIds: [], complete: false, refused })
    ctx.log.warn(
      { questionId: done.questionId, refused, description: delivered.description, refunded },
      'Telegram refused the answer for good',
    )
    if (refused === 'rejected')
      await explainFailure(
        ctx,
        { reason: 'undelivered', questionId: done.questionId, givenBack: refunded, again: done.again },
        answerTo,
      )
    return
  }
  const { outdatedMessageId: outdated } = await report(ctx, done.questionId, {
    messageIds: delivered.messageIds,
    complete: true,
  })
  ctx.tools.sent.forget(ctx.update.update_id)
  if (outdated !== undefined && ctx.chat?.type === 'private') await dropButtons(ctx, place, outdated)
}

/** As a rich message where the owner and the person want that and Telegram takes it; else in parts with entities. */
async function bring(
  ctx: BotContext,
  place: Place,
  done: AnswerReply & Pick<AskedQuestion, 'pressed'>,
  messageIds: number[],
) {
  const { bareApi: api, pacing, renderer, richMessages } = ctx.tools
  const pages = done.lookedUp ? done.sources : undefined
  const texts = { line: quietLine(ctx, done), restInFile: ctx.t.restInFile, pages }
  const answer = isTranscript(done)
    ? plainLines(done.answer)
    : withPressed(done.pressed, withHeard(done.heard, done.answer, mostHeard.final))
  const said = answer + sourcesUnder(ctx.t, done)
  const { assistant } = done
  const markdown = assistant?.isFirst ? `${assistantHeading(ctx, assistant.title)}\n\n${said}` : said
  const { rich, parts, needsFile, hasFiles } = await renderer.render('answer', { markdown, ...texts })
  await ctx.handling.stillOurs()
  const options = {
    api,
    place,
    pacing,
    keyboard: answerKeyboard(ctx, done, hasFiles),
    async onSent(ids: number[]) {
      await report(ctx, done.questionId, { messageIds: ids, complete: false })
      await ctx.handling.stillOurs()
    },
    signal: ctx.handling.signal,
  }
  if (rich && richMessages && ctx.person.settings.rich && messageIds.length < 2) {
    const delivered = await deliverRich({
      ...options,
      message: rich,
      messageId: messageIds[0],
      onSent: (id) => options.onSent([id]),
    })
    if (delivered !== 'unsupported') return 'refused' in delivered ? delivered : { messageIds: [delivered.messageId] }
    ctx.log.info({ questionId: done.questionId }, 'Telegram does not take this rich message; it goes out as text')
  }
  if (!needsFile) return deliver({ ...options, parts, messageIds })
  return bringWithFile(options, parts, messageIds, { name: answerFileName, text: done.answer })
}

/** The file stands last and has the buttons. */
async function bringWithFile(
  options: Omit<Parameters<typeof deliver>[0], 'parts' | 'messageIds'>,
  parts: FormattedText[],
  known: number[],
  file: { name: string; text: string },
): ReturnType<typeof deliver> {
  const delivered = await deliver({ ...options, keyboard: undefined, parts, messageIds: known })
  if ('refused' in delivered || delivered.messageIds.length > parts.length) return delivered
  const { messageIds } = delivered
  await options.onSent(messageIds)
  const sent = await deliverFile({ ...options, ...file })
  return 'refused' in sent ? sent : { messageIds: [...messageIds, sent.messageId] }
}

/** Only the newest answer of a chat keeps its buttons. Nothing depends on it. */
async function dropButtons(ctx: BotContext, { chatId }: Place, messageId: number): Promise<void> {
  await ctx.tools.bareApi
    .editMessageReplyMarkup(chatId, messageId)
    .catch((error: unknown) => ctx.log.debug({ err: error, messageId }, 'Old buttons could not be taken away'))
}

/** Each knows the same messages from the first on; who knows more was told later. */
function longest(...known: number[][]): number[] {
  return known.reduce((most, one) => (one.length > most.length ? one : most))
}

/**
 * What stands in the chat must be on record, or the next attempt would send it again: so a backend that is away is waited
 * for, as long as this lane is ours, and this process remembers it for when it gets the lane again.
 */
export async function report(
  { tools, person, handling, update }: BotContext,
  questionId: number,
  delivery: { messageIds: number[]; complete: boolean; refused?: string },
) {
  const said = { telegramId: person.telegramId, questionId: questionId, ...delivery }
  if (delivery.messageIds.length > 0) tools.sent.remember(update.update_id, delivery.messageIds)
  return retry(policies.untilReported, () => tools.backend.reportDelivery(said), {
    again: (error) => (error instanceof BackendUnavailable ? 'after a pause' : 'no'),
    signal: handling.signal,
  })
}
