import type { IncomingMessage } from 'node:http'

/**
 * The whole body of a message as text. Node's own reader goes through a web decoder and an iterator, which costs a short
 * reply more than all else that is done with it.
 * @throws what the connection throws when it breaks in the middle
 */
export function bodyOf(message: IncomingMessage): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  const pieces: Buffer[] = []
  message.on('data', (piece: Buffer) => pieces.push(piece))
  message.once('end', () => resolve((pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces)).toString()))
  message.once('error', reject)
  // An end in the middle without an error, such as one of our own making.
  message.once('close', () => message.readableEnded || reject(new Error('The connection was closed')))
  return promise
}
