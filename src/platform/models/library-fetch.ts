import { encodedForm, post, type Reply } from './post.ts'
import { tooMuch } from './read-whole.ts'

const noBody = new Set([204, 205, 304])

/** How the library reaches a server for one question: over the connections that are kept, as our own wires do. */
export class LibraryFetch {
  private reply: Reply | undefined
  private readonly longestBody: number

  /** @param longestBody bytes of a reply; a caller that reads it as it comes counts by itself */
  constructor(longestBody = Infinity) {
    this.longestBody = longestBody
  }

  readonly fetch = async (input: string | URL | Request, init: RequestInit = {}): Promise<Response> => {
    const url = new URL(input instanceof Request ? input.url : input)
    const signal = init.signal ?? new AbortController().signal
    const reply = await post(url, await sentAs(init), signal)
    this.reply = reply
    const told = Object.entries(reply.headers).flatMap(([name, value]): [string, string][] =>
      value === undefined ? [] : [[name, String(value)]],
    )
    return new Response(noBody.has(reply.status) ? null : streamOf(reply, this.longestBody), {
      status: reply.status,
      headers: told,
    })
  }

  /** See `Reply.leave`: the library itself stops reading at the last word. */
  leave(isOver: boolean): void {
    this.reply?.leave(isOver)
  }
}

async function sentAs({ headers: given, body }: RequestInit) {
  const headers = Object.fromEntries(new Headers(given))
  if (typeof body === 'string') return { headers, body }
  if (!(body instanceof FormData)) throw new TypeError('Only words and forms are sent')
  const form = await encodedForm(body)
  return { headers: { ...headers, 'content-type': form.contentType }, body: form.body }
}

function streamOf(reply: Reply, longest: number): ReadableStream<Uint8Array> {
  const pieces = reply.body()
  let length = 0
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await pieces.next()
      if (done) return controller.close()
      length += value.length
      if (length > longest) throw tooMuch()
      controller.enqueue(value)
    },
    cancel: () => void pieces.return(undefined),
  })
}
