import type { Opus } from './ogg-opus.ts'

/** Elements that hold others; their contents are read as if they stood side by side. */
const containers = new Set([0x18_53_80_67, 0x16_54_ae_6b, 0xae, 0x1f_43_b6_75, 0xa0])
const codecPrivate = 0x63_a2
const blocks = new Set([0xa3, 0xa1])
const hasLacing = 0b110

/**
 * The Opus packets of a WebM file as Chromium's MediaRecorder writes it: one track of sound, and no length where the recording
 * went on. Undefined when it is anything else.
 */
export function readOpus(webm: Buffer): Opus | undefined {
  let head: Buffer | undefined
  const packets: Buffer[] = []
  for (const { id, content } of elementsOf(webm)) {
    if (id === codecPrivate) head = content
    if (!blocks.has(id)) continue
    const track = numberAt(content, 0)
    if (!track) return undefined
    const flags = content[track.next + 2] ?? 0
    if ((flags & hasLacing) !== 0) return undefined
    packets.push(content.subarray(track.next + 3))
  }
  return head?.toString('latin1', 0, 8) === 'OpusHead' ? { head, packets } : undefined
}

function* elementsOf(bytes: Buffer): Generator<{ id: number; content: Buffer }> {
  let at = 0
  while (at < bytes.length) {
    const id = numberAt(bytes, at, true)
    const size = id && numberAt(bytes, id.next)
    if (!size) return
    at = size.next
    if (containers.has(id.value)) continue
    yield { id: id.value, content: bytes.subarray(at, at + size.value) }
    at += size.value
  }
}

/** EBML's numbers: the zeros before the first one say how many bytes follow. An id keeps that one. */
function numberAt(bytes: Buffer, at: number, keepsMark = false): { value: number; next: number } | undefined {
  const first = bytes[at] ?? 0
  const length = Math.clz32(first) - 23
  if (length > 8 || at + length > bytes.length) return undefined
  let value = keepsMark ? first : first & (0xff >> length)
  for (let index = 1; index < length; index += 1) value = value * 256 + bytes[at + index]!
  return { value, next: at + length }
}
