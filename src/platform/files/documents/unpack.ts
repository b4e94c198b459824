import { inflateRawSync } from 'node:zlib'
import { documentLimits } from './document.ts'
import { UnreadableFile } from '#platform/files/unreadable-file.ts'

const endOfDirectory = 0x06_05_4b_50
const directoryEntry = 0x02_01_4b_50
const stored = 0
const deflated = 8

interface Entry {
  name: string
  encrypted: boolean
  method: number
  packedBytes: number
  offset: number
}

/**
 * The files of a ZIP archive, by name. Each is unpacked within what is left of the limit, so what the archive declares about
 * its sizes does not matter.
 * @throws UnreadableFile when it is damaged, encrypted, or unpacks to more than the limit
 */
export function unpack(archive: Uint8Array): Map<string, Uint8Array> {
  const bytes = Buffer.from(archive.buffer, archive.byteOffset, archive.byteLength)
  try {
    return unpackEntries(bytes, entriesOf(bytes))
  } catch (error) {
    if (error instanceof UnreadableFile) throw error
    throw new UnreadableFile('damaged', { cause: error })
  }
}

function unpackEntries(bytes: Buffer, entries: Entry[]): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>()
  let left = documentLimits.unpackedBytes
  for (const entry of entries) {
    if (entry.encrypted) throw new UnreadableFile('encrypted')
    const file = contentOf(bytes, entry, left)
    left -= file.length
    files.set(entry.name, file)
  }
  return files
}

function contentOf(bytes: Buffer, { method, packedBytes, offset }: Entry, most: number): Uint8Array {
  const begin = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28)
  const packed = bytes.subarray(begin, begin + packedBytes)
  if (method === stored && packed.length <= most) return packed
  if (method !== stored && method !== deflated) throw new UnreadableFile('damaged')
  if (method === stored || most <= 0) throw new UnreadableFile('too_large')
  try {
    return inflateRawSync(packed, { maxOutputLength: most })
  } catch (error) {
    const isTooLarge = (error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE'
    throw new UnreadableFile(isTooLarge ? 'too_large' : 'damaged', { cause: error })
  }
}

/** The central directory at the end of the archive. */
function entriesOf(bytes: Buffer): Entry[] {
  const end = bytes.lastIndexOf(signature(endOfDirectory))
  if (end === -1) throw new UnreadableFile('damaged')
  const count = bytes.readUInt16LE(end + 10)
  if (count > documentLimits.entries) throw new UnreadableFile('too_large')
  const entries: Entry[] = []
  let at = bytes.readUInt32LE(end + 16)
  for (let index = 0; index < count; index += 1) {
    if (bytes.readUInt32LE(at) !== directoryEntry) throw new UnreadableFile('damaged')
    const nameLength = bytes.readUInt16LE(at + 28)
    entries.push({
      name: bytes.toString('utf8', at + 46, at + 46 + nameLength),
      encrypted: (bytes.readUInt16LE(at + 8) & 1) === 1,
      method: bytes.readUInt16LE(at + 10),
      packedBytes: bytes.readUInt32LE(at + 20),
      offset: bytes.readUInt32LE(at + 42),
    })
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  return entries
}

function signature(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}
