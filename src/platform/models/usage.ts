import { type Turn, wordsOf } from './provider.ts'
import { countInSlices } from './tokens.ts'

/** What one try has used, as its provider bills it. */
export interface Usage {
  /** With those that came from the provider's cache. */
  inputTokens: number
  cachedInputTokens: number
  /** With those of its reasoning. */
  outputTokens: number
  reasoningTokens: number
  /** What is not billed by tokens: sound that was written down or spoken, the characters of what was spoken, pictures that were made, searches. Absent: none. */
  audioSeconds?: number
  characters?: number
  pictures?: number
  searches?: number
  /** The provider has not said all of it: the rest was counted here. */
  estimated: boolean
}

/** What a provider says in its stream of what it bills; null where it says nothing. */
export interface ReportedUsage {
  inputTokens: number | null
  cachedInputTokens: number | null
  outputTokens: number | null
  reasoningTokens: number | null
  searches: number | null
}

/** Of a provider that refused or was not reached. */
export const noUsage: Usage = {
  inputTokens: 0,
  cachedInputTokens: 0,
  outputTokens: 0,
  reasoningTokens: 0,
  estimated: false,
}

/** Reasoning of which only the length is known. */
const charactersPerToken = 4

/** What the provider has reported, and for the rest what our tokenizer counts in what was asked and said. */
export async function usageOf(
  reported: ReportedUsage | undefined,
  asked: Turn[],
  said: { text: string; reasoningCharacters: number; searches: number },
): Promise<Usage> {
  const reasoning = reported?.reasoningTokens ?? Math.ceil(said.reasoningCharacters / charactersPerToken)
  const input = reported?.inputTokens ?? (await countInSlices(asked.map(wordsOf)))
  const output = reported?.outputTokens ?? (await countInSlices([said.text])) + reasoning
  const searches = reported?.searches ?? said.searches
  return {
    inputTokens: input,
    cachedInputTokens: Math.min(reported?.cachedInputTokens ?? 0, input),
    outputTokens: output,
    reasoningTokens: Math.min(reasoning, output),
    ...(searches > 0 ? { searches } : {}),
    estimated: (reported?.inputTokens ?? null) === null || (reported?.outputTokens ?? null) === null,
  }
}
