import { Resolver } from 'node:dns/promises'
import { Agent as HttpAgent, type IncomingMessage, request as requestHttp } from 'node:http'
import { Agent as HttpsAgent, request as requestHttps } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import type { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import { BodyTooLong, bounded, boundedBytes } from '#platform/runtime/bounded-bytes.ts'
import { pageAddress, UnreadablePage } from './page-address.ts'
import { isPublicAddress } from './public-address.ts'

/** What may be reached, and how the addresses of a name are found. */
export interface Reach {
  ports: readonly number[]
  isAllowed(address: string): boolean
  /** The addresses of a name, the one to try first. */
  resolve(name: string, signal: AbortSignal): Promise<string[]>
}

/** The public web, by names that the name servers of this machine know. */
export const publicWeb: Reach = { ports: [80, 443], isAllowed: isPublicAddress, resolve: resolveName }

/** The same, and one server of this machine, such as the sandbox. */
export function publicWebAnd(server: string): Reach {
  const { hostname, port } = new URL(server)
  return {
    ...publicWeb,
    ports: [...publicWeb.ports, Number(port)],
    isAllowed: (address) => address === hostname || publicWeb.isAllowed(address),
  }
}

const mostRedirects = 5
const mostBytes = 5_000_000
/** Node looks names up in four threads, which its files need too: a name server that is silent must not hold them. */
const nameServer = { timeout: 2_000, tries: 2 }

export interface FetchedPage {
  mediaType: string
  /** As the server names it; undefined where it does not. */
  charset: string | undefined
  bytes: Uint8Array
}

/**
 * Fetches a page from the public web. Each name is looked up once, and the connection is made to the very address that was
 * checked; so is that of every redirect. Past the proxy, which could reach what this may not.
 * @throws UnreadablePage, or what the connection throws
 */
export async function fetchPage(address: string, reach: Reach, signal: AbortSignal): Promise<FetchedPage> {
  let url = pageAddress(address, reach.ports)
  for (let redirects = 0; ; redirects += 1) {
    const reply = await ask(url, await checkedAddress(url, reach, signal), signal)
    const location = redirectOf(reply)
    if (location === undefined) return readPage(reply, signal)
    reply.destroy()
    if (redirects === mostRedirects) throw new UnreadablePage('redirects')
    url = pageAddress(location, reach.ports, url)
  }
}

/** An IP address that stands in the address of the page is checked like one that was found for a name. */
async function checkedAddress({ hostname }: URL, reach: Reach, signal: AbortSignal): Promise<string> {
  const literal = hostname.replace(/^\[(.*)\]$/, '$1')
  const addresses = isIP(literal) ? [literal] : await reach.resolve(hostname, signal)
  const [first] = addresses
  if (first === undefined) throw new UnreadablePage('not_found')
  // One that is not public among others is no mistake of a site.
  if (!addresses.every((each) => reach.isAllowed(each))) throw new UnreadablePage('not_public')
  return first
}

async function resolveName(name: string, signal: AbortSignal): Promise<string[]> {
  const resolver = new Resolver(nameServer)
  const stop = () => resolver.cancel()
  signal.addEventListener('abort', stop, { once: true })
  try {
    const found = await Promise.allSettled([resolver.resolve4(name), resolver.resolve6(name)])
    signal.throwIfAborted()
    return found.flatMap((one) => (one.status === 'fulfilled' ? one.value : []))
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

function ask(url: URL, address: string, signal: AbortSignal): Promise<IncomingMessage> {
  const isSecure = url.protocol === 'https:'
  const found = { address, family: isIP(address) }
  const lookup: LookupFunction = (_name, { all }, callback) =>
    all ? callback(null, [found]) : callback(null, found.address, found.family)
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()
  const request = (isSecure ? requestHttps : requestHttp)(url, {
    // One of its own: no kept connection of another name, and no proxy.
    agent: isSecure ? new HttpsAgent() : new HttpAgent(),
    lookup,
    signal,
    headers: {
      'user-agent': 'Mozilla/5.0 (compatible; pomogator)',
      accept: 'text/html, application/xhtml+xml, text/plain, application/json, application/pdf',
      'accept-encoding': 'gzip, deflate, br',
    },
  })
  request.once('response', resolve).on('error', reject).end()
  return promise
}

const redirects = new Set([301, 302, 303, 307, 308])

function redirectOf({ statusCode = 0, headers: { location } }: IncomingMessage): string | undefined {
  return redirects.has(statusCode) ? location : undefined
}

/** What is read of the web. */
const mediaTypes = new Set([
  'text/html',
  'application/xhtml+xml',
  'text/plain',
  'text/markdown',
  'application/json',
  'application/pdf',
])

async function readPage(reply: IncomingMessage, signal: AbortSignal): Promise<FetchedPage> {
  try {
    const { statusCode, headers } = reply
    if (statusCode !== 200) throw new UnreadablePage('answer', { cause: new Error(`It answers ${statusCode}`) })
    const [mediaType = '', ...parameters] = (headers['content-type'] ?? '').toLowerCase().split(';')
    if (!mediaTypes.has(mediaType.trim())) throw new UnreadablePage('kind')
    const charset = parameters.flatMap((one) => /^\s*charset\s*=\s*"?([\w.:-]+)/.exec(one)?.[1] ?? [])[0]
    return { mediaType: mediaType.trim(), charset, bytes: await unpacked(reply, signal) }
  } finally {
    reply.destroy()
  }
}

/** Both what comes and what it unpacks to is bounded: either may have no end. */
async function unpacked(reply: IncomingMessage, signal: AbortSignal): Promise<Uint8Array> {
  const encoding = (reply.headers['content-encoding'] ?? 'identity').trim().toLowerCase()
  try {
    if (encoding === 'identity') return await boundedBytes(reply, mostBytes)
    const unpack = unpackers[encoding]
    if (!unpack) throw new UnreadablePage('kind')
    let bytes: Uint8Array = new Uint8Array()
    await pipeline(
      reply,
      (source: AsyncIterable<Uint8Array>) => bounded(source, mostBytes),
      unpack(),
      async (source: AsyncIterable<Uint8Array>) => {
        bytes = await boundedBytes(source, mostBytes)
      },
      { signal },
    )
    return bytes
  } catch (error) {
    if (error instanceof BodyTooLong) throw new UnreadablePage('too_large', { cause: error })
    throw error
  }
}

const unpackers: Record<string, () => Transform> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
}
