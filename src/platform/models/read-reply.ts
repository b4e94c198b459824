import type { Reply } from './post.ts'
import { BodyReader, type Read } from './read-body.ts'
import { type Piece, saysOnlyWords, type WireEvent } from './wire.ts'

/** What a wire makes of the values of a reply. */
export interface Reading {
  /** Undefined for what says nothing new. */
  read: (value: unknown) => Piece | undefined
  /** Nothing comes after a finish, though the server does not say so. */
  isOverWithFinish: boolean
}

/**
 * The events of a reply. Every layer between the connection and the answer costs each piece: this is the only one, and words
 * that were read together are one piece.
 */
export async function* readReply(
  ask: () => Promise<Reply>,
  { read, isOverWithFinish }: Reading,
  longestLine: number,
): AsyncGenerator<WireEvent> {
  const reply = await ask()
  const body = new BodyReader(longestLine)
  let isOver = false
  function* eventsIn(values: Iterable<Read>): Generator<WireEvent> {
    for (const one of values) {
      const event = one === 'over' ? one : read(one.value)
      isOver = event === 'over' || (isOverWithFinish && event?.finish !== undefined)
      if (event) yield event
      if (isOver) return event === 'over' ? undefined : yield 'over'
    }
  }
  try {
    yield 'begun'
    for await (const bytes of reply.body()) {
      yield* together(eventsIn(body.take(bytes)))
      if (isOver) return
    }
    yield* together(eventsIn(body.end()))
  } finally {
    reply.leave(isOver)
  }
}

/** Words that were read together become one piece; also those before something that cannot be read. */
function* together(events: Iterable<WireEvent>): Generator<WireEvent> {
  let words: Piece | undefined
  try {
    for (const event of events) {
      const isWords = typeof event === 'object' && saysOnlyWords(event)
      if (isWords && words) words.text += event.text
      else {
        if (words) yield words
        words = isWords ? event : undefined
        if (!isWords) yield event
      }
    }
  } catch (error) {
    if (words) yield words
    throw error
  }
  if (words) yield words
}
