import { parseBuffer } from 'music-metadata'
import { UnreadableFile } from './unreadable-file.ts'

export interface AudioLength {
  /** By the file's own frames; a sender's word about it counts for nothing. */
  seconds: number
}

/**
 * How long a voice message, a piece of audio or a video note is.
 * @throws UnreadableFile when there is no sound in it
 */
export async function measureAudio(bytes: Uint8Array): Promise<AudioLength> {
  if (bytes.length === 0) throw new UnreadableFile('empty')
  const { format } = await parseBuffer(bytes, undefined, { duration: true, skipCovers: true }).catch(
    (error: unknown) => {
      throw new UnreadableFile('unsupported', { cause: error })
    },
  )
  const { duration, hasAudio } = format
  if (hasAudio === false || duration === undefined || !Number.isFinite(duration))
    throw new UnreadableFile('unsupported')
  if (duration <= 0) throw new UnreadableFile('empty')
  return { seconds: duration }
}
