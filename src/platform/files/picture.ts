import type { Sharp } from 'sharp'
import { isPicture } from './is-picture.ts'
import { mostBytes, UnreadableFile } from './unreadable-file.ts'

export interface Picture {
  mediaType: 'image/jpeg'
  data: Uint8Array
  width: number
  height: number
}

const mostPixels = 25_000_000
/** What models look at; more is scaled down by them and paid for. */
const longestSide = 1568
const limitSeconds = 10

/**
 * A picture as models take it: upright, of a bounded size, on white where it is transparent, and without its metadata, which
 * may say where a person lives. Of a moving picture the first frame.
 * @throws UnreadableFile
 */
export async function preparePicture(bytes: Uint8Array): Promise<Picture> {
  if (bytes.length === 0) throw new UnreadableFile('empty')
  if (bytes.length > mostBytes) throw new UnreadableFile('too_large')
  if (!isPicture(bytes)) throw new UnreadableFile('unsupported')
  // With its native part it takes 8 MB: a program that sees no picture does without.
  const { default: sharp } = await import('sharp')
  const size = await sharp(bytes, { limitInputPixels: false })
    .metadata()
    .catch((error: unknown) => {
      throw new UnreadableFile('damaged', { cause: error })
    })
  if (size.width * (size.pageHeight ?? size.height) > mostPixels) throw new UnreadableFile('too_large')
  try {
    return await asJpeg(sharp(bytes, { limitInputPixels: mostPixels, failOn: 'truncated' }).autoOrient())
  } catch (error) {
    throw new UnreadableFile('damaged', { cause: error })
  }
}

/** A picture in a size that models look at. */
export async function asJpeg(picture: Sharp): Promise<Picture> {
  const { data, info } = await picture
    .resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#fff' })
    .jpeg({ quality: 85 })
    .timeout({ seconds: limitSeconds })
    .toBuffer({ resolveWithObject: true })
  return { mediaType: 'image/jpeg', data: new Uint8Array(data), width: info.width, height: info.height }
}
