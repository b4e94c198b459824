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

export interface Turn {
  role: 'system' | 'user' | 'assistant'
  content: string
}

/** `timeout`: the time ran out in the middle, and what was said so far is worth keeping. */
export type FinishReason = 'stop' | 'length' | 'content_filter' | 'timeout'
