/** An Ogg file of Opus that lasts so long by its last page, with comments that a demo model can read. */
export function opus(seconds: number, comments: Record<string, string> = {}): Uint8Array {
  const head = Buffer.alloc(19)
  head.write('OpusHead')
  head.writeUInt8(1, 8)
  head.writeUInt8(1, 9)
  head.writeUInt32LE(48_000, 12)
  const lines = Object.entries(comments).map(([name, value]) => sized(`${name}=${value}`))
  const count = Buffer.alloc(4)
  count.writeUInt32LE(lines.length)
  const tags = Buffer.concat([Buffer.from('OpusTags'), sized('test'), count, ...lines])
  const pages = [
    page(0, 0, 2, head),
    page(1, 0, 0, tags),
    page(2, Math.round(seconds * 48_000), 4, Buffer.alloc(seconds > 0 ? 20 : 0, 1)),
  ]
  return new Uint8Array(Buffer.concat(pages))
}

function sized(text: string): Buffer {
  const bytes = Buffer.from(text)
  const length = Buffer.alloc(4)
  length.writeUInt32LE(bytes.length)
  return Buffer.concat([length, bytes])
}

function page(number: number, granule: number, flags: number, body: Buffer): Buffer {
  const segments = [...Array<number>(Math.floor(body.length / 255)).fill(255), body.length % 255]
  const head = Buffer.alloc(27 + segments.length)
  head.write('OggS')
  head.writeUInt8(flags, 5)
  head.writeBigInt64LE(BigInt(granule), 6)
  head.writeUInt32LE(7, 14)
  head.writeUInt32LE(number, 18)
  head.writeUInt8(segments.length, 26)
  segments.forEach((size, index) => head.writeUInt8(size, 27 + index))
  return Buffer.concat([head, body])
}
