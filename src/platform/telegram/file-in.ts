import type { ExternalReplyInfo, Message } from 'grammy/types'

/** A file of a message that a question can have. What Telegram says beside its ids is the sender's word. */
export interface FileIn {
  type: 'image' | 'audio' | 'file'
  fileId: string
  fileUniqueId: string
  size?: number
  name?: string
  /** Whether the person has passed it on. */
  forwarded?: true
}

type Files = Partial<Pick<Message, 'photo' | 'live_photo' | 'sticker' | 'voice' | 'audio' | 'video_note' | 'document'>>

/** What a message can have a file in: it, or what it replies to in another chat. */
type Holder = Files & Partial<Pick<Message | ExternalReplyInfo, 'animation'>>

const longestName = 255

/**
 * The file of a message that we look at, listen to or read; undefined for anything else, such as a video, and for what is
 * nothing that Telegram would say.
 */
export function fileIn(message: Holder): FileIn | undefined {
  const { voice, audio, video_note: videoNote, document, animation } = message
  const sound = voice ?? audio ?? videoNote
  if (sound) return fileOf('audio', sound)
  const picture = pictureIn(message)
  if (picture) return fileOf('image', picture)
  // Telegram describes an animation as a document too.
  return document && !animation ? fileOf('file', document) : undefined
}

/** Of what was passed on only what is said in it could be taken for the person's own words: other files are data in any case. */
export function passedOn(file: FileIn): FileIn {
  return file.type === 'audio' ? { ...file, forwarded: true } : file
}

function pictureIn({ photo, live_photo: live, sticker }: Holder): TelegramFile | undefined {
  if (sticker) return sticker.is_animated || sticker.is_video ? undefined : sticker
  const sizes = photo ?? live?.photo
  if (!Array.isArray(sizes)) return undefined
  return sizes
    .filter(isObject)
    .toSorted((one, other) => one.width * one.height - other.width * other.height)
    .at(-1)
}

interface TelegramFile {
  file_id: string
  file_unique_id: string
  file_size?: number
  file_name?: string
}

function fileOf(type: FileIn['type'], file: TelegramFile): FileIn | undefined {
  if (typeof file.file_id !== 'string' || typeof file.file_unique_id !== 'string') return undefined
  const name = typeof file.file_name === 'string' ? file.file_name.slice(0, longestName).toWellFormed() : ''
  return {
    type,
    fileId: file.file_id,
    fileUniqueId: file.file_unique_id,
    ...(Number.isSafeInteger(file.file_size) ? { size: file.file_size! } : {}),
    ...(name ? { name } : {}),
  }
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null
}
