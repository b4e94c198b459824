export const searchServices = ['searxng', 'brave', 'tavily'] as const

export type SearchService = (typeof searchServices)[number]

/** Where the web is searched. */
export interface SearchServer {
  service: SearchService
  /** Without a slash at its end. Undefined: where the service itself listens. */
  url: string | undefined
  /** Empty: none. */
  apiKey: string
  /** What one search costs the owner. */
  microDollars: number
}

/** One page as a search server tells of it; its words may hold tags. */
export interface Hit {
  title: string
  url: string
  snippet: string
}

/** How a service is spoken to. */
export interface SearchWire {
  request(server: SearchServer, query: string, most: number): Request
  /** @throws ZodError for what is no list of pages */
  read(body: unknown): Hit[]
}
