import type { Provider } from './provider.ts'

/** How a server that writes down speech may be spoken to: as OpenAI's, or as one provider's. */
export const transcriptionWireNames = ['openai', 'google', 'mistral', 'xai'] as const

export type TranscriptionWireName = (typeof transcriptionWireNames)[number]

/** A server that writes down speech, and the model to ask there. */
export interface Transcriber extends Pick<Provider, 'name' | 'baseUrl' | 'apiKey' | 'model'> {
  wire: TranscriptionWireName
}

/** A piece of sound as a whole file. */
export interface Recording {
  data: Uint8Array
  /** Such as `audio/ogg`. */
  mediaType: string
  /** How long it is, measured by ourselves. */
  seconds: number
}

/** What a provider has heard. No words: there are none in it. */
export interface Heard {
  text: string
  /** As the provider counts them, where it does. */
  seconds: number | null
  inputTokens: number | null
  outputTokens: number | null
}

export interface TranscriptionRequest {
  transcriber: Transcriber
  recording: Recording
  /** In which language the speaker speaks, in two letters: a hint. */
  language: string | undefined
  /** Bytes of a reply. */
  longestBody: number
}

/** One way of having speech written down: once, and nothing but the signal limits the time. */
export type TranscriptionWire = (request: TranscriptionRequest, signal: AbortSignal) => Promise<Heard>
