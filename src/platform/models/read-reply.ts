import type { Reply } from './post.ts'
import { BodyReader, type Read } from './read-body.ts'
import type { Piece, WireEvent } from './wire.ts'

/** What a wire makes of the values of a reply. */
export interface Reading {
  /** Undefined for what says nothing new. */
  read: (value: unknown) => Piece | undefined
  /** Nothing comes after a finish, though the server does not say so. */
  isOverWithFinish: boolean
}

/** The events of a reply. Every layer between the connection and the answer costs each piece: this is the only one. */
export async function* readReply(
  ask: () => Promise<Reply>,
  { read, isOverWithFinish }: Reading,
  longestLine: number,
): AsyncGenerator<WireEvent> {
  const reply = await ask()
  const body = new BodyReader(longestLine)
  let isOver = false
  const eventOf = (one: Read): WireEvent | undefined => {
    const event = one === 'over' ? one : read(one.value)
    isOver ||= event === 'over' || (isOverWithFinish && event?.finish !== undefined)
    return event
  }
  try {
    yield 'begun'
    for await (const bytes of reply.body())
      for (const one of body.take(bytes)) {
        const event = eventOf(one)
        if (event) yield event
        if (isOver) return event === 'over' ? undefined : yield 'over'
      }
    for (const one of body.end()) {
      const event = eventOf(one)
      if (event) yield event
    }
  } finally {
    reply.leave(isOver)
  }
}
