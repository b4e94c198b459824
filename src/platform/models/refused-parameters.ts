import { isAbout } from './dialect.ts'
import type { Reply } from './post.ts'
import type { Provider } from './provider.ts'
import { errorOf, type ServerError } from './server-error.ts'

/** What a server may not know: it is left out for a server and model that have refused it by name. */
const refusedBy = new Map<string, Set<string>>()

/**
 * Asks without what this server is known to refuse, and again without what it refuses now.
 * @param send tells which of the parameters that may be left out it has sent
 */
export async function withoutRefused<Name extends string>(
  { baseUrl, model }: Pick<Provider, 'baseUrl' | 'model'>,
  send: (refused: ReadonlySet<Name>) => { sent: Name[]; reply: Promise<Reply> },
): Promise<Reply> {
  const key = `${baseUrl} ${model}`
  const refused = (refusedBy.get(key) ?? new Set()) as Set<Name>
  refusedBy.set(key, refused)
  for (;;) {
    const { sent, reply: coming } = send(refused)
    const reply = await coming
    if (reply.isFine) return reply
    const error = await errorOf(reply)
    const name = sent.find((one) => isAbout(error, one))
    if (name === undefined || !isRefusedParameter(error)) throw error
    refused.add(name)
  }
}

function isRefusedParameter(error: ServerError): boolean {
  return (error.status === 400 || error.status === 422) && !error.isTooLong()
}
