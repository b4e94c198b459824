/** Opus counts in samples of 48 kHz, whatever was recorded. */
const samplesPerSecond = 48_000
const mostSegments = 255
const samplesPerPage = samplesPerSecond
const headerPage = { begin: 2, none: 0, end: 4 }

export interface Opus {
  /** The identification header, `OpusHead`. */
  head: Buffer
  packets: Buffer[]
}

/** An OGG file of Opus, which is what Telegram's apps send as a voice message (RFC 3533, RFC 7845). */
export function writeOgg({ head, packets }: Opus, comments: Record<string, string> = {}): Buffer {
  const pages = [writePage(0, headerPage.begin, 0, [head]), writePage(1, headerPage.none, 0, [tagsOf(comments)])]
  let held: Buffer[] = []
  let heldSamples = 0
  let position = 0
  for (const [index, packet] of packets.entries()) {
    const isLast = index === packets.length - 1
    held.push(packet)
    heldSamples += samplesOf(packet)
    if (!isLast && heldSamples < samplesPerPage && segmentsOf([...held, packets[index + 1]!]) <= mostSegments) continue
    position += heldSamples
    pages.push(writePage(pages.length, isLast ? headerPage.end : headerPage.none, position, held))
    held = []
    heldSamples = 0
  }
  return Buffer.concat(pages)
}

/** So many seconds in which nothing is heard. */
export function silence(seconds: number): Opus {
  const head = Buffer.alloc(19)
  head.write('OpusHead\u0001\u0001', 'latin1')
  head.writeUInt32LE(samplesPerSecond, 12)
  // One frame of 20 ms, in stereo or mono alike.
  return { head, packets: Array<Buffer>(Math.round(seconds * 50)).fill(Buffer.from([0xf8, 0xff, 0xfe])) }
}

/** By the first byte of a packet: how long a frame is and how many there are (RFC 6716, section 3.1). */
function samplesOf(packet: Buffer): number {
  const [first = 0, second = 0] = packet
  const config = first >> 3
  const frame =
    config < 12
      ? [480, 960, 1920, 2880][config & 3]!
      : config < 16
        ? [480, 960][config & 1]!
        : [120, 240, 480, 960][config & 3]!
  const frames = [1, 2, 2, second & 63][first & 3]!
  return frame * frames
}

function tagsOf(comments: Record<string, string>): Buffer {
  const lines = Object.entries(comments).map(([name, value]) => sized(`${name}=${value}`))
  const count = Buffer.alloc(4)
  count.writeUInt32LE(lines.length)
  return Buffer.concat([Buffer.from('OpusTags'), sized('sandbox'), count, ...lines])
}

function sized(text: string): Buffer {
  const bytes = Buffer.from(text)
  const length = Buffer.alloc(4)
  length.writeUInt32LE(bytes.length)
  return Buffer.concat([length, bytes])
}

/** A packet takes segments of 255 bytes and one that is shorter, which ends it. */
function segmentsOf(packets: Buffer[]): number {
  return packets.reduce((sum, packet) => sum + Math.floor(packet.length / 255) + 1, 0)
}

function writePage(number: number, flags: number, position: number, packets: Buffer[]): Buffer {
  const segments = packets.flatMap(({ length }) => [...Array<number>(Math.floor(length / 255)).fill(255), length % 255])
  const head = Buffer.alloc(27)
  head.write('OggS')
  head.writeUInt8(flags, 5)
  head.writeBigInt64LE(BigInt(position), 6)
  head.writeUInt32LE(serial, 14)
  head.writeUInt32LE(number, 18)
  head.writeUInt8(segments.length, 26)
  const page = Buffer.concat([head, Buffer.from(segments), ...packets])
  page.writeUInt32LE(checksum(page), 22)
  return page
}

const serial = 1
const polynomial = 0x04_c1_1d_b7
const table = Array.from({ length: 256 }, (_, byte) => {
  let value = byte << 24
  for (let bit = 0; bit < 8; bit += 1) value = value < 0 ? (value << 1) ^ polynomial : value << 1
  return value
})

function checksum(page: Buffer): number {
  let sum = 0
  for (const byte of page) sum = (sum << 8) ^ table[((sum >>> 24) ^ byte) & 0xff]!
  return sum >>> 0
}
