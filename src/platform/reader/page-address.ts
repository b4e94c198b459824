/** Why a page is not read. */
export type PageRefusal =
  | 'not_public'
  | 'not_web'
  | 'port'
  | 'credentials'
  | 'not_found'
  | 'redirects'
  | 'answer'
  | 'kind'
  | 'too_large'
  | 'unreadable'
  | 'empty'

export class UnreadablePage extends Error {
  override name = 'UnreadablePage'
  readonly reason: PageRefusal

  constructor(reason: PageRefusal, options?: ErrorOptions) {
    super(`The page cannot be read: ${reason}`, options)
    this.reason = reason
  }
}

const longest = 2_000

/** The address of a page, as far as that is seen by itself. @throws UnreadablePage */
export function pageAddress(text: string, ports: readonly number[], base?: URL): URL {
  const url = text.length <= longest ? URL.parse(text, base?.href) : null
  if (!url || !/^https?:$/.test(url.protocol) || url.hostname === '') throw new UnreadablePage('not_web')
  if (url.username !== '' || url.password !== '') throw new UnreadablePage('credentials')
  if (!ports.includes(portOf(url))) throw new UnreadablePage('port')
  return url
}

function portOf({ port, protocol }: URL): number {
  if (port !== '') return Number(port)
  return protocol === 'https:' ? 443 : 80
}
