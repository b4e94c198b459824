import { fileTypeFromBuffer } from 'file-type'
import { type DocumentKind } from './document.ts'
import { decodeText } from './read-text.ts'
import { UnreadableFile } from '#platform/files/unreadable-file.ts'

const kinds: Record<string, DocumentKind> = {
  'application/pdf': 'pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'pptx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'application/vnd.oasis.opendocument.text': 'odt',
  'application/vnd.oasis.opendocument.presentation': 'odp',
}
/** Office encrypts a document by putting it into a container of the old format. */
const oldOffice = 'application/x-cfb'

/**
 * The kind of a document by its content, whatever its name says.
 * @throws UnreadableFile when it is of no kind that we read
 */
export async function detectKind(bytes: Uint8Array): Promise<DocumentKind> {
  if (bytes.length === 0) throw new UnreadableFile('empty')
  const type = await fileTypeFromBuffer(bytes).catch(() => undefined)
  if (type?.mime === oldOffice && holdsEncryptedPackage(bytes)) throw new UnreadableFile('encrypted')
  const kind = type && kinds[type.mime]
  if (kind) return kind
  // XML and the like are text to us; whatever else has a signature is not.
  if (type && !/^text\/|xml$|json$/.test(type.mime)) throw new UnreadableFile('unsupported')
  const text = decodeText(bytes)
  if (text === undefined) throw new UnreadableFile('unsupported')
  return /^\s*(?:<!doctype html|<html[\s>])/i.test(text) ? 'html' : 'text'
}

function holdsEncryptedPackage(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(
    Buffer.from('EncryptedPackage', 'utf16le'),
  )
}
