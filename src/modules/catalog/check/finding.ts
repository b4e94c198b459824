import type { Earning } from './margin.ts'

/** What is to be said of one entry. */
export interface Finding {
  /** Its id; of an assistant behind the name of the list. */
  model: string
  /** Something an owner should change. */
  wrong: boolean
  sentence: string
  parts: Part[]
}

/** One thing that is to be said of an entry, and the figures in it, for a page that says it in other words. Amounts are millionths of a dollar. */
export interface Part {
  kind: PartKind
  wrong: boolean
  facts: Record<string, string | number>
  words: string
}

export type PartKind =
  | 'left_out'
  | 'not_asked'
  | 'not_listed'
  | 'ends'
  | 'ends_and_followed'
  | 'price_unknown'
  | 'own_server'
  | 'nothing_sold'
  | 'earns'
  | 'loses_usually'
  | 'loses_at_limits'
  | 'files_lose'
  | 'speech_loses'
  | 'voice_loses'
  | 'image_loses'
  | 'tools_lose'
  | 'costs_a_call'
  | 'search_loses'
  | 'search_price_unknown'
  | 'costs_a_minute'
  | 'costs_characters'
  | 'costs_a_picture'
  | 'costs_a_search'
  | 'costs_tokens'
  | 'assistant_price'
  | 'assistant_extra'
  | 'assistant_left_out'
  | 'prompt_long'

export function findingOf({ id }: { id: string }, parts: (Part | undefined)[]): Finding {
  const said = parts.filter((part) => part !== undefined)
  return {
    model: id,
    wrong: said.some(({ wrong }) => wrong),
    sentence: `${id}: ${said.map(({ words }) => words).join('; ')}.`,
    parts: said,
  }
}

export const right = (kind: PartKind, facts: Part['facts'], words: string): Part => ({
  kind,
  wrong: false,
  facts,
  words,
})
export const wrong = (kind: PartKind, facts: Part['facts'], words: string): Part => ({
  kind,
  wrong: true,
  facts,
  words,
})

export function wordsOf({ product, id }: Earning): string {
  return product === 'pack' ? `the pack "${id}"` : `the plan "${id}" with its whole allowance used`
}

export function creditsOf(count: number): string {
  return `${count} ${count === 1 ? 'credit' : 'credits'}`
}

export function dollars(microDollars: number): string {
  return `$${(microDollars / 1_000_000).toFixed(4)}`
}
