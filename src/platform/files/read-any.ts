import { fileTypeFromBuffer } from 'file-type'
import { type AudioLength, measureAudio } from './audio.ts'
import type { Document } from './documents/document.ts'
import { readDocument } from './documents/read-document.ts'
import { isPicture } from './is-picture.ts'

/** What a file is by its content, whatever its name says. A picture is left to `preparePicture`. */
export type AnyFile = { is: 'picture' } | ({ is: 'speech' } & AudioLength) | ({ is: 'document' } & Document)

/** @throws UnreadableFile */
export async function readAny(bytes: Uint8Array): Promise<AnyFile> {
  if (isPicture(bytes)) return { is: 'picture' }
  const { mime = '' } = (await fileTypeFromBuffer(bytes).catch(() => undefined)) ?? {}
  if (mime.startsWith('audio/')) return { is: 'speech', ...(await measureAudio(bytes)) }
  return { is: 'document', ...(await readDocument(bytes)) }
}
