import { type Api, InputFile } from 'grammy'
import type { Place } from './deliver.ts'
import type { Pacing } from './pacing.ts'
import type { Refusal } from './persist.ts'
import { sendFile } from './send-file.ts'

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
 * Sends speech as a voice message; to a person who takes none, as a file. Like a part of an answer it is not repeated when it may
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
  { api, sound, captions, ...options }: Options,
  as: SentAs,
): Promise<{ fileId: string; sentAs: SentAs } | Refusal> {
  const { chatId } = options.place
  const media = 'bytes' in sound ? new InputFile(sound.bytes, 'answer.ogg') : sound.fileId
  const caption = as === 'document' ? [captions.asFile, captions.caption].filter(Boolean).join(' ') : captions.caption
  const said = caption === '' ? {} : { caption }
  const duration = 'bytes' in sound ? { duration: sound.seconds } : {}
  const sent = await sendFile(options, async (target) => {
    if (as === 'voice') {
      const { message_id: messageId, voice } = await api.sendVoice(chatId, media, { ...said, ...target, ...duration })
      return { messageId, fileId: voice.file_id }
    }
    const more = { ...said, ...target, disable_content_type_detection: true }
    const { message_id: messageId, document } = await api.sendDocument(chatId, media, more)
    return { messageId, fileId: document.file_id }
  })
  return 'refused' in sent ? sent : { ...sent, sentAs: as }
}
