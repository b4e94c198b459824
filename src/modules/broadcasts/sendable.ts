import { preparePicture } from '#platform/files/picture.ts'
import { UnreadableFile } from '#platform/files/unreadable-file.ts'
import { Refusal } from '#platform/http/refusal.ts'
import { formatMarkdown } from '#platform/telegram/markdown/format.ts'
import { captionLimit, splitFormatted, textLimit } from '#platform/telegram/split.ts'
import type { Said } from './contract.ts'

/**
 * A broadcast is one message to each person, so that there is no half of one: each text must fit, as Telegram counts it.
 * @throws Refusal text_not_sendable
 */
export function refuseUnsendable(texts: readonly Said[], hasPicture: boolean): void {
  const most = hasPicture ? captionLimit : textLimit
  for (const { language, text } of texts) {
    const formatted = formatMarkdown(text)
    const { length } = formatted.text
    if (length === 0 || splitFormatted(formatted, most).length > 1)
      throw new Refusal('text_not_sendable', { language, length, most })
  }
}

/**
 * The picture as it is sent; null: none; undefined: the one that there is.
 * @throws Refusal unreadable_file
 */
export async function readPicture(given: string | null | undefined): Promise<Uint8Array | null | undefined> {
  if (given === null || given === undefined) return given
  try {
    return (await preparePicture(Buffer.from(given, 'base64'))).data
  } catch (error) {
    if (error instanceof UnreadableFile) throw new Refusal('unreadable_file', { why: error.reason })
    throw error
  }
}
