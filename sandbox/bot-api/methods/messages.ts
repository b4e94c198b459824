import { isDeepStrictEqual } from 'node:util'
import type { MessageEntity } from 'grammy/types'
import { z } from 'zod'
import { messageToEdit, ownMessage, repliedTo, writableChat } from '#sandbox/bot-api/chats.ts'
import { type Method, method } from '#sandbox/bot-api/method.ts'
import {
  entities,
  flag,
  integer,
  linkPreview,
  markupOf,
  parsed,
  parseMode,
  replyMarkup,
  sending,
  text,
  chatId,
} from '#sandbox/bot-api/parameters.ts'
import { richMessage } from '#sandbox/bot-api/rich.ts'
import { checkEntities } from '#sandbox/telegram/entities.ts'
import { BotApiError } from '#sandbox/telegram/error.ts'
import {
  announce,
  changeMessage,
  deleteMessage,
  findMessage,
  postAsBot,
  showDraft,
  textOf,
} from '#sandbox/telegram/telegram.ts'

const textLimit = 4096
const actions = [
  'typing',
  'upload_photo',
  'record_video',
  'upload_video',
  'record_voice',
  'upload_voice',
  'upload_document',
  'choose_sticker',
  'find_location',
  'record_video_note',
  'upload_video_note',
] as const

/** Sending, changing and deleting messages. */
export const messages: Record<string, Method> = {
  sendMessage: method(
    {
      ...sending,
      text: text(textLimit),
      entities: entities.optional(),
      parse_mode: parseMode.optional(),
      link_preview_options: linkPreview.optional(),
    },
    (p, { telegram }) => {
      const chat = writableChat(telegram, p.chat_id)
      return postAsBot(
        telegram,
        chat,
        { ...formatted(p.text, p.entities), ...markupOf(p.reply_markup) },
        {
          threadId: p.message_thread_id,
          replyTo: repliedTo(chat, p.reply_parameters),
        },
      )
    },
  ),

  sendRichMessage: method({ ...sending, rich_message: richMessage }, (p, { telegram }) => {
    const chat = writableChat(telegram, p.chat_id)
    return postAsBot(
      telegram,
      chat,
      { rich_message: p.rich_message, ...markupOf(p.reply_markup) },
      {
        threadId: p.message_thread_id,
        replyTo: repliedTo(chat, p.reply_parameters),
      },
    )
  }),

  sendMessageDraft: method(
    {
      chat_id: parsed(z.int()),
      message_thread_id: integer.optional(),
      draft_id: parsed(z.int().refine((id) => id !== 0, 'Bad Request: draft_id must be non-zero')),
      text: text(textLimit, 0).optional(),
      entities: entities.optional(),
      parse_mode: parseMode.optional(),
      can_stop: flag.optional(),
      keep_on_stop: flag.optional(),
    },
    (p, { telegram }) => {
      const chat = writableChat(telegram, p.chat_id)
      if (chat.type !== 'private') throw new BotApiError(400, 'Bad Request: TEXTDRAFT_PEER_INVALID')
      const shown = formatted(p.text ?? '', p.entities)
      showDraft(telegram, chat, {
        draftId: p.draft_id,
        threadId: p.message_thread_id ?? 0,
        text: shown.text,
        entities: shown.entities ?? [],
        canStop: p.can_stop ?? false,
      })
      return true
    },
  ),

  editMessageText: method(
    {
      chat_id: chatId.optional(),
      message_id: integer.optional(),
      inline_message_id: z.string().min(1).optional(),
      text: text(textLimit).optional(),
      rich_message: richMessage.optional(),
      entities: entities.optional(),
      parse_mode: parseMode.optional(),
      reply_markup: replyMarkup.optional(),
      link_preview_options: linkPreview.optional(),
    },
    (p, { telegram }) => {
      const { chat, message } = messageToEdit(telegram, p)
      if ((p.text === undefined) === (p.rich_message === undefined))
        throw new BotApiError(400, 'Bad Request: message text is empty')
      const shown = p.text === undefined ? undefined : formatted(p.text, p.entities)
      // What is not given now is gone: a change that left it out would keep the marks of the former text.
      const change = {
        text: shown?.text,
        entities: shown?.entities,
        rich_message: p.rich_message,
        reply_markup: p.reply_markup,
      }
      const same =
        message.text === change.text &&
        isDeepStrictEqual(message['rich_message'], change.rich_message) &&
        isDeepStrictEqual(message.entities, change.entities) &&
        isDeepStrictEqual(message.reply_markup, change.reply_markup)
      if (same) throw notModified()
      const changed = changeMessage(telegram, chat, message, { ...change, edit_date: telegram.clock.seconds() })
      return p.inline_message_id === undefined ? changed : true
    },
  ),

  editMessageReplyMarkup: method(
    { chat_id: chatId, message_id: integer, reply_markup: replyMarkup.optional() },
    (p, { telegram }) => {
      const chat = writableChat(telegram, p.chat_id)
      const message = ownMessage(telegram, chat, p.message_id, 'edit')
      if (isDeepStrictEqual(message.reply_markup, p.reply_markup)) throw notModified()
      return changeMessage(telegram, chat, message, { reply_markup: p.reply_markup })
    },
  ),

  deleteMessage: method({ chat_id: chatId, message_id: integer }, (p, { telegram }) => {
    if (!deleteMessage(telegram, writableChat(telegram, p.chat_id), p.message_id))
      throw new BotApiError(400, 'Bad Request: message to delete not found')
    return true
  }),

  deleteMessages: method(
    { chat_id: chatId, message_ids: parsed(z.array(z.int()).min(1).max(100)) },
    (p, { telegram }) => {
      const chat = writableChat(telegram, p.chat_id)
      for (const id of p.message_ids) deleteMessage(telegram, chat, id)
      return true
    },
  ),

  sendChatAction: method(
    {
      chat_id: chatId,
      action: z.enum(actions, { error: 'Bad Request: wrong parameter action in request' }),
      message_thread_id: integer.optional(),
    },
    (p, { telegram }) => {
      const chat = writableChat(telegram, p.chat_id)
      announce(telegram, { chatId: chat.id, type: 'action', action: p.action })
      return true
    },
  ),

  setMessageReaction: method(
    {
      chat_id: chatId,
      message_id: integer,
      reaction: parsed(z.array(z.looseObject({ type: z.string() }))).optional(),
      is_big: flag.optional(),
    },
    (p, { telegram }) => {
      const chat = writableChat(telegram, p.chat_id)
      const message = findMessage(chat, p.message_id)
      if (!message) throw new BotApiError(400, 'Bad Request: message to react not found')
      changeMessage(telegram, chat, message, { bot_reaction: p.reaction })
      return true
    },
  ),
}

function formatted(value: string, given: MessageEntity[] = []) {
  checkEntities(value, given)
  return textOf(value, given)
}

function notModified() {
  return new BotApiError(
    400,
    'Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
  )
}
