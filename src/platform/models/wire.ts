import type { Provider, Turn } from './provider.ts'
import type { ServerError } from './server-error.ts'
import type { CallPiece, Source, Step, ToolUse } from './tool.ts'
import type { ReportedUsage } from './usage.ts'

/** What a wire takes to its server. */
export interface WireRequest {
  provider: Provider
  turns: Turn[]
  caller: Caller
  /** Characters of one event, or of a whole body. */
  longestLine: number
  /** Absent: the model has nothing to look up with. */
  use?: ToolUse | undefined
}

/** For whom a question is asked, in words that only the same key repeats: a provider learns no id of ours. */
export interface Caller {
  /** One person, so that the abuse of one does not close the account of all. */
  person: string
  /** One conversation, whose beginning a provider may keep. */
  conversation: string
}

/** What a server says at one moment, whatever its dialect. */
export interface Piece {
  text: string
  /** The text is all that was said so far, and not what is new. */
  isWhole: boolean
  refusal: string
  /** Characters of reasoning, which is nothing to show. */
  thought: number
  /** It reasons out of sight, and may say nothing for longer than between two words. */
  thinks: boolean
  /** What the provider itself tells a person of the reasoning. */
  summary: string
  /** A picture, a sound, or a call of a tool: something that is no text. */
  other: boolean
  /** Searches that ended, where a server tells each and not their number in its figures. */
  searches: number
  /** Of calls of the tools that it was told of. */
  calls: readonly CallPiece[]
  /** See `Round`. */
  kept: readonly unknown[]
  /** What the provider itself looks up, and the pages that it names. */
  looksUp: Step | undefined
  sources: readonly Source[]
  finish: string | undefined
  usage: ReportedUsage | undefined
  error: ServerError | undefined
}

/** `begun`: the server has taken the question. `over`: it has said that nothing more comes. */
export type WireEvent = 'begun' | 'over' | Piece

/**
 * One way of speaking to a server. Its events end without `over` when the connection ended first; nothing is tried twice
 * here, and nothing but the signal limits the time.
 * @throws ServerError when the server refuses, or what the connection throws
 */
export type Wire = (request: WireRequest, signal: AbortSignal) => AsyncIterable<WireEvent>

const nothing: Piece = {
  text: '',
  isWhole: false,
  refusal: '',
  thought: 0,
  thinks: false,
  summary: '',
  other: false,
  searches: 0,
  calls: [],
  kept: [],
  looksUp: undefined,
  sources: [],
  finish: undefined,
  usage: undefined,
  error: undefined,
}

export function pieceOf(said: Partial<Piece>): Piece {
  return { ...nothing, ...said }
}

/** Such pieces say the same together as one after the other. */
export function saysOnlyWords(piece: Piece): boolean {
  return (
    piece.text !== '' &&
    !piece.isWhole &&
    piece.refusal === '' &&
    piece.thought === 0 &&
    !piece.thinks &&
    piece.summary === '' &&
    !piece.other &&
    piece.searches === 0 &&
    piece.calls.length === 0 &&
    piece.kept.length === 0 &&
    piece.looksUp === undefined &&
    piece.sources.length === 0 &&
    piece.finish === undefined &&
    piece.usage === undefined &&
    piece.error === undefined
  )
}
