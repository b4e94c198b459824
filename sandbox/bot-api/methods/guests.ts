import { z } from 'zod'
import { type Method, method } from '#sandbox/bot-api/method.ts'
import { entities, linkPreview, markupOf, parsed, parseMode, replyMarkup, text } from '#sandbox/bot-api/parameters.ts'
import { checkEntities } from '#sandbox/telegram/entities.ts'
import { BotApiError } from '#sandbox/telegram/error.ts'
import { callbackLifeMs, chatOf, describePerson, personOf, postAsBot, textOf } from '#sandbox/telegram/telegram.ts'

const textLimit = 4096

/** Of what can be answered, a text. */
const article = z.looseObject({
  type: z.literal('article', { error: 'Bad Request: this sandbox takes articles only' }),
  id: z.string().min(1).max(64),
  title: z.string().min(1, 'Bad Request: title is empty'),
  input_message_content: z.looseObject({
    message_text: text(textLimit),
    entities: entities.optional(),
    parse_mode: parseMode.optional(),
    link_preview_options: linkPreview.optional(),
  }),
  reply_markup: replyMarkup.optional(),
})

/** Answering where the bot is no member. */
export const guests: Record<string, Method> = {
  answerGuestQuery: method({ guest_query_id: z.string(), result: parsed(article) }, (p, { telegram }) => {
    const { state, clock, ids, guestQueries } = telegram
    const query = guestQueries.get(p.guest_query_id)
    const chat = query && chatOf(telegram, query.chatId)
    if (!chat || query.isAnswered || clock.now() - query.createdAt > callbackLifeMs)
      throw new BotApiError(400, 'Bad Request: query is too old and response timeout expired or query ID is invalid')
    const { message_text: words, entities: marks = [] } = p.result.input_message_content
    checkEntities(words, marks)
    query.isAnswered = true
    const caller = { guest_bot_caller_user: describePerson(personOf(telegram, query.personId)!) }
    const { message_id: messageId } = postAsBot(telegram, chat, {
      ...textOf(words, marks),
      ...markupOf(p.result.reply_markup),
      ...caller,
    })
    const inlineMessageId = ids.next()
    state.inlineMessages[inlineMessageId] = { chatId: chat.id, messageId }
    state.save()
    return { inline_message_id: inlineMessageId }
  }),
}
