/** An OpenAI-compatible server and the model to ask there. */
export interface Provider {
  /** How we call it; comes back with the answer. */
  name: string
  baseUrl: string
  apiKey: string
  /** The id that is sent. */
  model: string
  maxOutputTokens: number
}

/** What a question or an answer is made of. */
export type Part =
  | { type: 'text'; text: string }
  | { type: 'image'; mediaType: string; data: Uint8Array }
  | { type: 'audio'; mediaType: string; data: Uint8Array }
  | { type: 'file'; mediaType: string; name: string; data: Uint8Array }

export interface Turn {
  role: 'system' | 'user' | 'assistant'
  parts: Part[]
}

/** A turn of words only. */
export function textTurn(role: Turn['role'], text: string): Turn {
  return { role, parts: [{ type: 'text', text }] }
}

/** The words of a turn. */
export function wordsOf({ parts }: Pick<Turn, 'parts'>): string {
  return parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('\n\n')
}

/** `timeout`: the time ran out in the middle, and what was said so far is worth keeping. */
export type FinishReason = 'stop' | 'length' | 'content_filter' | 'timeout'
