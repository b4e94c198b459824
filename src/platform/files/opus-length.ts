const samplesPerSecond = 48_000
const headBytes = 27
const continues = 1

/**
 * How long an OGG file of Opus sounds, in seconds: by its packets, or by the position that its last page claims where that is
 * more. Undefined when it is something else.
 */
export function opusLength(bytes: Uint8Array): number | undefined {
  const ogg = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (!ogg.subarray(0, 512).includes('OpusHead')) return undefined
  let claimed = 0
  let heard = 0
  for (let at = ogg.indexOf('OggS'); at !== -1 && at + headBytes <= ogg.length;) {
    const segments = ogg.subarray(at + headBytes, at + headBytes + ogg[at + 26]!)
    const position = Number(ogg.readBigInt64LE(at + 6))
    claimed = Math.max(claimed, position)
    const body = at + headBytes + segments.length
    heard += samplesOfPage(ogg, body, segments, (ogg[at + 5]! & continues) !== 0)
    at = ogg.indexOf('OggS', body + segments.reduce((sum, size) => sum + size, 0))
  }
  return Math.max(claimed, heard) / samplesPerSecond
}

/** A packet is a run of segments of 255 bytes with a shorter one at its end. */
function samplesOfPage(ogg: Buffer, body: number, segments: Buffer, isContinued: boolean): number {
  let samples = 0
  let at = body
  let isWithin = isContinued
  for (const size of segments) {
    if (!isWithin && size > 0) samples += samplesOf(ogg, at)
    isWithin = size === 255
    at += size
  }
  return samples
}

/** By the first byte of a packet: how long a frame is and how many there are (RFC 6716, section 3.1). */
function samplesOf(ogg: Buffer, at: number): number {
  const isHeader = ogg.toString('latin1', at, at + 4) === 'Opus'
  if (isHeader || at >= ogg.length) return 0
  const first = ogg[at]!
  const config = first >> 3
  const frame =
    config < 12
      ? [480, 960, 1920, 2880][config & 3]!
      : config < 16
        ? [480, 960][config & 1]!
        : [120, 240, 480, 960][config & 3]!
  return frame * [1, 2, 2, (ogg[at + 1] ?? 0) & 63][first & 3]!
}
