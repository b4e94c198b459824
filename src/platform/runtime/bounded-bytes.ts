/** A body that has no end, or one beyond what is read of it. */
export class BodyTooLong extends Error {
  override name = 'BodyTooLong'

  constructor(mostBytes: number) {
    super(`The body is longer than ${mostBytes} bytes`)
  }
}

/** All of a body. @throws BodyTooLong as soon as it exceeds the limit, or what the body throws */
export async function boundedBytes(body: AsyncIterable<Uint8Array>, mostBytes: number): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  for await (const piece of bounded(body, mostBytes)) pieces.push(piece)
  return Buffer.concat(pieces)
}

/** The pieces of a body as they come. @throws BodyTooLong */
export async function* bounded(body: AsyncIterable<Uint8Array>, mostBytes: number): AsyncGenerator<Uint8Array> {
  let length = 0
  for await (const piece of body) {
    length += piece.length
    if (length > mostBytes) throw new BodyTooLong(mostBytes)
    yield piece
  }
}
