/** A page of the sandbox's small web. */
export interface Page {
  /** The end of its address. */
  slug: string
  title: string
  /** What a search shows of it. */
  snippet: string
  /** HTML. */
  body: string
}
