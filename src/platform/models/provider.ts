/** How a server may be spoken to: by OpenAI's two ways, or by that of one provider. */
export const wireNames = [
  'chat',
  'responses',
  'anthropic',
  'google',
  'deepseek',
  'mistral',
  'xai',
  'perplexity',
] as const

export type WireName = (typeof wireNames)[number]

export type LibraryWireName = Exclude<WireName, 'chat' | 'responses'>

/** How long a model may think before it answers. */
type Effort = 'none' | 'minimal' | 'low' | 'medium' | 'high'

/** A server and the model to ask there. */
export interface Provider {
  /** How we call it; comes back with the answer. */
  name: string
  baseUrl: string
  apiKey: string
  /** The id that is sent. */
  model: string
  /** How many tokens it takes in, its answer included. */
  contextTokens: number
  maxOutputTokens: number
  wire: WireName
  /** Absent: as the provider has it. */
  reasoning?: Effort
  /** What it takes beside words. Absent: whatever its wire carries. */
  takes?: readonly FileKind[]
  /** Who looks something up on the web for it. Absent: the tools that it is told of. */
  searches?: 'itself'
}

export const fileKinds = ['image', 'file', 'audio'] as const

/** What a question may hold beside words. */
export type FileKind = (typeof fileKinds)[number]

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
