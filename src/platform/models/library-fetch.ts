import { post, type Reply } from './post.ts'

const noBody = new Set([204, 205, 304])

/** How the library reaches a server for one question: over the connections that are kept, as our own wires do. */
export class LibraryFetch {
  private reply: Reply | undefined

  readonly fetch = async (input: string | URL | Request, init: RequestInit = {}): Promise<Response> => {
    const url = new URL(input instanceof Request ? input.url : input)
    const headers = Object.fromEntries(new Headers(init.headers))
    if (typeof init.body !== 'string') throw new TypeError('Only words are sent')
    const signal = init.signal ?? new AbortController().signal
    const reply = await post(url, { headers, body: init.body }, signal)
    this.reply = reply
    const told = Object.entries(reply.headers).flatMap(([name, value]): [string, string][] =>
      value === undefined ? [] : [[name, String(value)]],
    )
    return new Response(noBody.has(reply.status) ? null : streamOf(reply), { status: reply.status, headers: told })
  }

  /** See `Reply.leave`: the library itself stops reading at the last word. */
  leave(isOver: boolean): void {
    this.reply?.leave(isOver)
  }
}

function streamOf(reply: Reply): ReadableStream<Uint8Array> {
  const pieces = reply.body()
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await pieces.next()
      if (done) controller.close()
      else controller.enqueue(value)
    },
    cancel: () => void pieces.return(undefined),
  })
}
