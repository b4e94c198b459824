import { type Api, InputFile } from 'grammy'
import type { Place } from './deliver.ts'
import type { Pacing } from './pacing.ts'
import { persist, type Refusal } from './persist.ts'

/** A sound that is sent: its bytes, or the id under which Telegram has it, as what it was taken. */
export type Sound = { bytes: Uint8Array; seconds: number } | { fileId: string; sentAs: SentAs }
type SentAs = 'voice' | 'document'

interface Captions {
  caption: string
  /** In front of it where a file takes the place of a voice message. */
  asFile: string
}

interface Options {
  api: Api
  place: Place
  sound: Sound
  captions: Captions
  signal: AbortSignal
  pacing: Pacing
}

/**
 * Sends speech as a voice message; to whoever takes none, as a file. Like a part of an answer it is not repeated when it may
 * have arrived.
 * @returns under which id and as what Telegram has it, or why it will never take it: `no_voices` where a file cannot be made of it
 * @throws whatever may succeed later
 */
export async function deliverVoice(
  options: Options,
): Promise<{ fileId: string; sentAs: SentAs } | Refusal | 'no_voices'> {
  const { sound } = options
  if ('fileId' in sound && sound.sentAs === 'document') return send(options, 'document')
  const sent = await send(options, 'voice')
  if (!('refused' in sent) || !/VOICE_MESSAGES_FORBIDDEN/.test(sent.description)) return sent
  return 'bytes' in sound ? send(options, 'document') : 'no_voices'
}

async function send(
  { api, place, sound, captions, signal, pacing }: Options,
  as: SentAs,
): Promise<{ fileId: string; sentAs: SentAs } | Refusal> {
  const media = 'bytes' in sound ? new InputFile(sound.bytes, 'answer.ogg') : sound.fileId
  const caption = as === 'document' ? [captions.asFile, captions.caption].filter(Boolean).join(' ') : captions.caption
  const more = {
    ...(caption === '' ? {} : { caption }),
    ...(place.threadId ? { message_thread_id: place.threadId } : {}),
    ...(place.replyTo ? { reply_parameters: { message_id: place.replyTo, allow_sending_without_reply: true } } : {}),
  }
  const duration = 'bytes' in sound ? { duration: sound.seconds } : {}
  let fileId = ''
  const act = async () => {
    if (as === 'voice') {
      const message = await api.sendVoice(place.chatId, media, { ...more, ...duration })
      fileId = message.voice.file_id
      return message.message_id
    }
    const message = await api.sendDocument(place.chatId, media, { ...more, disable_content_type_detection: true })
    fileId = message.document.file_id
    return message.message_id
  }
  const sent = await persist(act, { signal, pacing, chatId: place.chatId, repeatable: false })
  if (typeof sent === 'object') return sent
  return sent === 'gone' ? { refused: 'rejected', description: 'The chat to send to is gone' } : { fileId, sentAs: as }
}
