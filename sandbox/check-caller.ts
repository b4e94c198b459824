import { isIP } from 'node:net'
import type { FastifyReply, FastifyRequest } from 'fastify'

const loopback = ['127.0.0.1', 'localhost', '[::1]']
const wildcards = ['0.0.0.0', '::']

/**
 * Serves programs and the sandbox's own page, and no other page that is open in the same browser: that one could otherwise
 * read the chats, redirect the bot's updates or spend the key of a real model. The name in `Host` is checked against a name
 * that a stranger's server lets point here (DNS rebinding), `Origin` and `Sec-Fetch-Site` against requests of foreign pages.
 */
export function checkCaller({ host, allowedHosts }: { host: string; allowedHosts: string[] }) {
  const names = new Set([...loopback, bracketed(host), ...allowedHosts.map(bracketed)])
  // No foreign name can stand in front of an address, and who listens on all of them wants to be reached by each.
  const isOpenToAddresses = wildcards.includes(host)

  return async (request: FastifyRequest, reply: FastifyReply) => {
    const name = nameIn(request.headers.host)
    const isKnown = name !== undefined && (names.has(name) || (isOpenToAddresses && isIP(unbracketed(name)) > 0))
    if (!isKnown)
      return refuse(
        reply,
        `The sandbox is not served under the name "${name ?? ''}". SANDBOX_ALLOWED_HOSTS adds names.`,
      )
    if (!isOwnOrigin(request) || isFromElsewhere(request))
      return refuse(reply, 'The sandbox serves programs and its own page, not other pages.')
    return undefined
  }
}

function nameIn(host: string | undefined): string | undefined {
  return /^(\[[\da-f:.]+\]|[a-z\d._-]+)(:\d+)?$/i.exec(host ?? '')?.[1]?.toLowerCase()
}

function bracketed(host: string): string {
  return isIP(host) === 6 ? `[${host.toLowerCase()}]` : host.toLowerCase()
}

function unbracketed(name: string): string {
  return name.replaceAll(/[[\]]/g, '')
}

function isOwnOrigin({ headers: { origin, host } }: FastifyRequest): boolean {
  return origin === undefined || origin.toLowerCase() === `http://${host?.toLowerCase()}`
}

/** Another port of this machine is another page too ("same-site"). A link to the chat page may be followed. */
function isFromElsewhere({ headers, method, url }: FastifyRequest): boolean {
  const site = headers['sec-fetch-site']
  if (site === undefined || site === 'same-origin' || site === 'none') return false
  const opensThePage =
    method === 'GET' &&
    /^\/(\?|$)/.test(url) &&
    headers['sec-fetch-mode'] === 'navigate' &&
    headers['sec-fetch-dest'] === 'document'
  return !opensThePage
}

/** In the shapes of all the sandbox's APIs. */
function refuse(reply: FastifyReply, sentence: string) {
  return reply.code(403).send({ ok: false, error_code: 403, description: sentence, error: sentence })
}
