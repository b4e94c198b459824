import { parseBuffer } from 'music-metadata'
import sharp from 'sharp'
import { writeOgg } from '#sandbox/media/ogg-opus.ts'
import { readOpus } from '#sandbox/media/webm.ts'
import { storeFile } from './files.ts'
import type { Telegram } from './telegram.ts'

/** A file that cannot be sent as what was wanted. */
export class UnfitFile extends Error {
  override name = 'UnfitFile'
  readonly statusCode = 400
}

export const fileKinds = ['photo', 'document', 'voice', 'audio', 'video', 'video_note', 'sticker'] as const
export type FileKind = (typeof fileKinds)[number]

/** A file as a person's app has it. */
export interface GivenFile {
  name: string
  type: string
  bytes: Buffer
  /** What the sender says of its length; absent: what the file says itself. */
  duration?: number | undefined
}

/** The longer sides of a photo's sizes, and what an app sends as a photo at all. */
const photoSides = [90, 320, 800, 1280]
const mostPhotoBytes = 10_000_000
const mostSidesTogether = 10_000
const mostProportion = 20
const stickerSide = 512

/** What a message holds when this file is sent as that kind. @throws UnfitFile where an app would not send it so */
export async function contentOf(telegram: Telegram, kind: FileKind, file: GivenFile): Promise<object> {
  if (kind === 'photo') return { photo: await sizesOf(telegram, file) }
  if (kind === 'sticker') return { sticker: await stickerFrom(telegram, file) }
  if (kind === 'voice') return { voice: await voiceFrom(telegram, file) }
  const stored = { ...storeFile(telegram, file, file.bytes), mime_type: file.type, file_name: file.name }
  if (kind === 'document') return { document: stored }
  const duration = await lengthOf(file)
  if (kind === 'audio') return { audio: { ...stored, duration } }
  if (kind === 'video') return { video: { ...stored, duration, width: 640, height: 360 } }
  return { video_note: { file_id: stored.file_id, file_unique_id: stored.file_unique_id, duration, length: 384 } }
}

/** A photo as Telegram sends it on: smaller, as JPEG and without what the camera wrote into it. */
async function sizesOf(telegram: Telegram, { bytes }: GivenFile) {
  const { autoOrient: whole } = await pictureIn(bytes)
  const isOdd = Math.max(whole.width / whole.height, whole.height / whole.width) > mostProportion
  if (bytes.length > mostPhotoBytes || whole.width + whole.height > mostSidesTogether || isOdd)
    throw new UnfitFile('A picture so large or so narrow is sent as a file')
  const sizes = []
  for (const side of photoSides) {
    const size = { width: side, height: side, fit: 'inside', withoutEnlargement: true } as const
    const picture = sharp(bytes).autoOrient().resize(size).jpeg()
    const { data, info } = await picture.toBuffer({ resolveWithObject: true }).catch(noPicture)
    const stored = storeFile(telegram, { name: 'photo.jpg', type: 'image/jpeg' }, data)
    sizes.push({ ...stored, width: info.width, height: info.height })
    if (Math.max(whole.width, whole.height) <= side) break
  }
  return sizes
}

async function stickerFrom(telegram: Telegram, { name, bytes }: GivenFile) {
  await pictureIn(bytes)
  const size = { width: stickerSide, height: stickerSide, fit: 'inside' } as const
  const picture = sharp(bytes).resize(size).webp()
  const { data, info } = await picture.toBuffer({ resolveWithObject: true }).catch(noPicture)
  return {
    ...storeFile(telegram, { name: 'sticker.webp', type: 'image/webp' }, data),
    type: 'regular',
    width: info.width,
    height: info.height,
    is_animated: false,
    is_video: false,
    emoji: /\p{Extended_Pictographic}/u.exec(name)?.[0] ?? '🙂',
  }
}

/** Telegram's apps record OGG with Opus; a browser puts the same Opus into a WebM. */
async function voiceFrom(telegram: Telegram, file: GivenFile) {
  const recorded = readOpus(file.bytes)
  const bytes = recorded ? writeOgg(recorded) : file.bytes
  const duration = await lengthOf({ ...file, bytes })
  return { ...storeFile(telegram, { name: 'voice.ogg', type: 'audio/ogg' }, bytes), duration, mime_type: 'audio/ogg' }
}

async function lengthOf({ bytes, duration }: GivenFile): Promise<number> {
  if (duration !== undefined) return duration
  const known = await parseBuffer(bytes, undefined, { duration: true, skipCovers: true }).catch(() => undefined)
  return Math.round(known?.format.duration ?? 0)
}

function pictureIn(bytes: Buffer) {
  return sharp(bytes).metadata().catch(noPicture)
}

function noPicture(): never {
  throw new UnfitFile('This is no picture')
}
