import { BrokenAnswer } from './failure.ts'
import type { Reply } from './post.ts'

/**
 * The JSON of a reply that comes as a whole.
 * @throws BrokenAnswer for one without end, SyntaxError for what is no JSON, or what the connection throws
 */
export async function readWhole(reply: Reply, longestBody: number): Promise<unknown> {
  return JSON.parse((await readBytes(reply, longestBody)).toString())
}

/**
 * A reply that is a file.
 * @throws BrokenAnswer for one without end, or what the connection throws
 */
export async function readBytes(reply: Reply, longestBody: number): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  let length = 0
  let isOver = false
  try {
    for await (const bytes of reply.body()) {
      length += bytes.length
      if (length > longestBody) throw tooMuch()
      pieces.push(bytes)
    }
    isOver = true
  } finally {
    reply.leave(isOver)
  }
  return Buffer.concat(pieces)
}

export function tooMuch(): BrokenAnswer {
  return new BrokenAnswer('not_text', 'The server sent a reply without end')
}
