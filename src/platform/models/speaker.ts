import type { Provider } from './provider.ts'

/** A server that speaks, the model to ask there, and whose voice it takes. */
export interface Speaker extends Pick<Provider, 'name' | 'baseUrl' | 'apiKey' | 'model'> {
  voice: string
}

/** Words as sound: a whole file of OGG with Opus. */
export interface Spoken {
  data: Uint8Array
  /** How long it is, measured by ourselves. */
  seconds: number
}
