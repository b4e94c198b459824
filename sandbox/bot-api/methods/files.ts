import type { Message } from 'grammy/types'
import { z } from 'zod'
import { knownChat, repliedTo, writableChat } from '#sandbox/bot-api/chats.ts'
import { type Call, type Method, method } from '#sandbox/bot-api/method.ts'
import {
  chatId,
  entities,
  flag,
  integer,
  markupOf,
  parsed,
  parseMode,
  sending,
  text,
} from '#sandbox/bot-api/parameters.ts'
import { contentOf, type FileKind, UnfitFile } from '#sandbox/telegram/contents.ts'
import { checkEntities } from '#sandbox/telegram/entities.ts'
import { BotApiError } from '#sandbox/telegram/error.ts'
import { linkTo } from '#sandbox/telegram/files.ts'
import type { Chat } from '#sandbox/telegram/state.ts'
import { findMessage, personOf, postAsBot, type Telegram } from '#sandbox/telegram/telegram.ts'

type SentKind = Extract<FileKind, 'photo' | 'document' | 'voice' | 'audio'>

/** What each kind may weigh when it is uploaded, and what a file of it is called where no name is given. */
const most: Record<SentKind, number> = {
  photo: 10_000_000,
  document: 50_000_000,
  voice: 50_000_000,
  audio: 50_000_000,
}
const types: Record<SentKind, string> = {
  photo: 'image/jpeg',
  document: 'application/octet-stream',
  voice: 'audio/ogg',
  audio: 'audio/mpeg',
}

/** A file that is uploaded, or one that Telegram has already. */
const media = z.union([z.object({ file: z.instanceof(Buffer), name: z.string() }), z.string().min(1)], {
  error: 'Bad Request: there is no file in the request',
})
type Media = z.output<typeof media>

const captioned = {
  caption: text(1024, 0).optional(),
  caption_entities: entities.optional(),
  parse_mode: parseMode.optional(),
}
type Captioned = z.output<z.ZodObject<typeof captioned>>

/** What a copy of a message has of it. */
const copied = [
  'text',
  'entities',
  'photo',
  'document',
  'voice',
  'audio',
  'video',
  'video_note',
  'sticker',
  'location',
] as const

const inAlbum = z.looseObject({ type: z.enum(['photo', 'document', 'audio']), media, ...captioned })

/** Files of every kind that a bot sends here. */
export const files: Record<string, Method> = {
  getFile: method({ file_id: z.string() }, ({ file_id }, { telegram }) => linkTo(telegram, file_id)),

  sendPhoto: method({ ...sending, ...captioned, photo: media, has_spoiler: flag.optional() }, (p, call) =>
    send(call, p, { kind: 'photo', given: p.photo }),
  ),

  sendDocument: method(
    { ...sending, ...captioned, document: media, disable_content_type_detection: flag.optional() },
    (p, call) => send(call, p, { kind: 'document', given: p.document }),
  ),

  sendVoice: method({ ...sending, ...captioned, voice: media, duration: integer.optional() }, (p, call) =>
    send(call, p, { kind: 'voice', given: p.voice, duration: p.duration }),
  ),

  sendAudio: method(
    {
      ...sending,
      ...captioned,
      audio: media,
      duration: integer.optional(),
      performer: z.string().max(64).optional(),
      title: z.string().max(64).optional(),
    },
    (p, call) => send(call, p, { kind: 'audio', given: p.audio, duration: p.duration, about: aboutAudio(p) }),
  ),

  copyMessage: method(
    {
      ...sending,
      ...captioned,
      from_chat_id: chatId,
      message_id: integer,
      show_caption_above_media: flag.optional(),
    },
    (p, { telegram }) => {
      const chat = writableChat(telegram, p.chat_id)
      const original = findMessage(knownChat(telegram, p.from_chat_id), p.message_id)
      if (!original) throw new BotApiError(400, 'Bad Request: message to copy not found')
      const content = Object.fromEntries(
        copied.filter((key) => original[key] !== undefined).map((key) => [key, original[key]]),
      )
      if (Object.keys(content).length === 0) throw new BotApiError(400, "Bad Request: message can't be copied")
      // Without a caption of its own a copy keeps that of the original.
      const { caption, caption_entities } = original
      const said = p.caption === undefined ? { caption, caption_entities } : captionIn(p)
      const { message_id } = post(telegram, chat, p, { ...content, ...said, ...markupOf(p.reply_markup) })
      return { message_id }
    },
  ),

  sendMediaGroup: method(
    {
      ...sending,
      media: parsed(
        z.array(inAlbum).min(2, 'Bad Request: group send failed').max(10, 'Bad Request: too many messages to send'),
      ),
    },
    async (p, { telegram }) => {
      const chat = writableChat(telegram, p.chat_id)
      const contents = []
      // Nothing is sent before all of it can be.
      for (const one of p.media)
        contents.push({
          ...(await contentFor(telegram, chat, { kind: one.type, given: one.media })),
          ...captionIn(one),
        })
      const media_group_id = telegram.ids.next()
      return contents.map((content) => post(telegram, chat, p, { ...content, media_group_id }))
    },
  ),
}

interface Sent {
  kind: SentKind
  given: Media
  duration?: number | undefined
  about?: object
}
type Sending = z.output<z.ZodObject<typeof sending>>

async function send({ telegram }: Call, p: Sending & Captioned, sent: Sent): Promise<Message> {
  const chat = writableChat(telegram, p.chat_id)
  const content = await contentFor(telegram, chat, sent)
  return post(telegram, chat, p, { ...content, ...captionIn(p), ...markupOf(p.reply_markup) })
}

function post(telegram: Telegram, chat: Chat, p: Sending, content: object): Message {
  const replyTo = repliedTo(chat, p.reply_parameters)
  return postAsBot(telegram, chat, content, { threadId: p.message_thread_id, replyTo })
}

/** @throws BotApiError as Telegram would */
async function contentFor(telegram: Telegram, chat: Chat, { kind, given, duration, about }: Sent): Promise<object> {
  if (kind === 'voice' && personOf(telegram, chat.id)?.forbidsVoice)
    throw new BotApiError(400, 'Bad Request: VOICE_MESSAGES_FORBIDDEN')
  if (typeof given === 'string') return { [kind]: knownFile(telegram, kind, given) }
  const { file: bytes, name } = given
  if (bytes.length === 0) throw new BotApiError(400, 'Bad Request: file must be non-empty')
  if (bytes.length > most[kind]) throw new BotApiError(413, 'Request Entity Too Large')
  try {
    const content = await contentOf(telegram, kind, { name, type: types[kind], bytes, duration })
    return about ? { [kind]: { ...(content as Record<string, object>)[kind], ...about } } : content
  } catch (error) {
    if (!(error instanceof UnfitFile)) throw error
    throw new BotApiError(400, 'Bad Request: IMAGE_PROCESS_FAILED')
  }
}

/** What was sent before is sent again by its id, as the same kind. */
function knownFile({ state }: Telegram, kind: SentKind, id: string): object {
  for (const message of state.chats.flatMap(({ messages }) => messages)) {
    const known = message[kind]
    const list = Array.isArray(known) ? known : known ? [known] : []
    if (known && list.some(({ file_id }) => file_id === id)) return known
  }
  throw new BotApiError(400, 'Bad Request: wrong remote file identifier specified: Wrong character in the string')
}

function captionIn({ caption, caption_entities }: Captioned): object {
  if (!caption) return {}
  checkEntities(caption, caption_entities ?? [])
  return { caption, ...(caption_entities ? { caption_entities } : {}) }
}

function aboutAudio({ performer, title }: { performer?: string | undefined; title?: string | undefined }): object {
  return { ...(performer === undefined ? {} : { performer }), ...(title === undefined ? {} : { title }) }
}
