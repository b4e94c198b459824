import type { LanguageModelV4FinishReason, LanguageModelV4StreamPart, LanguageModelV4Usage } from '@ai-sdk/provider'
import { libraryErrorOf } from './library-error.ts'
import { countOf } from './read-usage.ts'
import { ServerError } from './server-error.ts'
import type { ReportedUsage } from './usage.ts'
import { type Piece, pieceOf } from './wire.ts'

/**
 * What one part of a stream of the AI SDK says; undefined for those that say nothing new.
 * @throws what the library could not read
 */
export function readPart(part: LanguageModelV4StreamPart, summarises: boolean): Piece | undefined {
  switch (part.type) {
    case 'text-delta':
      return pieceOf({ text: part.delta })
    case 'reasoning-start':
      return pieceOf({ thinks: true })
    case 'reasoning-delta':
      return pieceOf(summarises ? { summary: part.delta, thinks: true } : { thought: part.delta.length, thinks: true })
    case 'tool-input-start':
    case 'tool-call':
    case 'file':
      return pieceOf({ other: true })
    case 'finish':
      return endOf(part.finishReason, part.usage)
    case 'error':
      return pieceOf({ error: serverErrorIn(part.error) })
    default:
      return undefined
  }
}

/** The library ends a stream that was cut without a reason, and with figures of its own making. */
function endOf({ unified, raw }: LanguageModelV4FinishReason, usage: LanguageModelV4Usage): Piece | undefined {
  const finish = unified === 'interrupted' ? undefined : unified === 'other' ? raw : unified
  return finish === undefined ? undefined : pieceOf({ finish, usage: usageOf(usage) })
}

function usageOf({ inputTokens, outputTokens }: LanguageModelV4Usage): ReportedUsage {
  return {
    inputTokens: countOf(inputTokens.total),
    cachedInputTokens: countOf(inputTokens.cacheRead),
    outputTokens: countOf(outputTokens.total),
    reasoningTokens: countOf(outputTokens.reasoning),
  }
}

function serverErrorIn(error: unknown): ServerError {
  const found = libraryErrorOf(error)
  if (found instanceof ServerError) return found
  throw found
}
