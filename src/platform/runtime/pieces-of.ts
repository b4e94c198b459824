import type { IncomingMessage } from 'node:http'

/** Pieces that wait while the reader takes none; then the sender has to wait. */
const mostWaiting = 64

/** Told when all that was read is taken and more is waited for, and when nothing more is read. */
interface Waiting {
  begin(): void
  end(): void
}

/** What arrives of a body. For one of many pieces Node's own iterator costs half as much again. */
export async function* piecesOf(message: IncomingMessage, waiting?: Waiting): AsyncGenerator<Uint8Array> {
  const arrived: Uint8Array[] = []
  let failure: Error | undefined
  let goOn = () => {}
  let isFull = false
  const take = (bytes: Uint8Array) => {
    arrived.push(bytes)
    isFull = arrived.length >= mostWaiting
    if (isFull) message.pause()
    goOn()
  }
  message.on('data', take).once('end', () => goOn())
  message.once('error', (error) => (failure = error)).once('close', () => goOn())
  try {
    for (;;) {
      while (arrived.length > 0) {
        const [only, ...more] = arrived.splice(0)
        yield more.length === 0 ? only! : Buffer.concat([only!, ...more])
      }
      if (message.readableEnded) return
      if (message.closed) throw failure ?? new Error('The connection was closed')
      if (isFull) message.resume()
      isFull = false
      waiting?.begin()
      await new Promise<void>((resolve) => (goOn = resolve))
    }
  } finally {
    message.off('data', take)
    waiting?.end()
  }
}
