import { fileTypeFromBuffer } from 'file-type'
import { opusLength } from './opus-length.ts'
import { UnreadableFile } from './unreadable-file.ts'

export interface AudioLength {
  /** By the file's own frames; a sender's word about it counts for nothing. */
  seconds: number
  /** By its content, such as `audio/ogg`. */
  mediaType: string
}

/**
 * How long a voice message, a piece of audio or a video note is.
 * @throws UnreadableFile when there is no sound in it
 */
export async function measureAudio(bytes: Uint8Array): Promise<AudioLength> {
  if (bytes.length === 0) throw new UnreadableFile('empty')
  const seconds = opusLength(bytes) ?? (await lengthByFrames(bytes))
  if (seconds <= 0) throw new UnreadableFile('empty')
  const type = await fileTypeFromBuffer(bytes).catch(() => undefined)
  return { seconds, mediaType: type?.mime ?? 'audio/ogg' }
}

async function lengthByFrames(bytes: Uint8Array): Promise<number> {
  const { parseBuffer } = await import('music-metadata')
  const { format } = await parseBuffer(bytes, undefined, { duration: true, skipCovers: true }).catch(
    (error: unknown) => {
      throw new UnreadableFile('unsupported', { cause: error })
    },
  )
  const { duration = Number.NaN, hasVideo } = format
  if (Number.isFinite(duration)) return duration
  // A film without sound has no length here.
  throw new UnreadableFile(hasVideo ? 'empty' : 'unsupported')
}
