import type { Provider } from './provider.ts'
import type { Caller } from './wire.ts'

/** How a server that makes pictures may be spoken to: as OpenAI's, or as one provider's. */
export const pictureWireNames = ['openai', 'google', 'xai'] as const

export type PictureWireName = (typeof pictureWireNames)[number]

/** A server that makes pictures, and the model to ask there. */
export interface Painter extends Pick<Provider, 'name' | 'baseUrl' | 'apiKey' | 'model'> {
  wire: PictureWireName
}

/** A picture that is ordered: its size and quality are fixed, so that its price is known before. */
export interface PictureOrder {
  prompt: string
  width: number
  height: number
  quality: 'low' | 'medium' | 'high'
  /** What it takes in and gives out at most, where tokens are paid and the server does not tell how many there were. */
  inputTokens: number
  outputTokens: number
  /** A picture that is to be changed as the prompt says; absent: a new one is made. */
  source?: MadePicture
}

export interface MadePicture {
  data: Uint8Array
  mediaType: string
}

/** What came, and the tokens that its provider tells. */
export interface Painted {
  /** In base64. Undefined: no picture came. */
  picture: string | Uint8Array | undefined
  tokens: { input: number; output: number } | undefined
  /** It is paid by the picture, and no tokens are expected. */
  paidByPicture: boolean
}

export interface PictureRequest {
  painter: Painter
  order: PictureOrder
  caller: Caller
  /** Bytes of a reply. */
  longestBody: number
}

/** One way of having a picture made: once, and nothing but the signal limits the time. */
export type PictureWire = (request: PictureRequest, signal: AbortSignal) => Promise<Painted>
