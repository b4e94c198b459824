import type { LanguageModelV4StreamPart } from '@ai-sdk/provider'
import { libraryErrorOf } from './library-error.ts'
import { countOf, fieldsOf } from './fields.ts'
import { queriesIn, searchesIn } from './read-searches.ts'
import { ServerError } from './server-error.ts'
import type { ReportedUsage } from './usage.ts'
import { type Piece, pieceOf } from './wire.ts'

type Finish = Extract<LanguageModelV4StreamPart, { type: 'finish' }>

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
      return endOf(part)
    case 'error':
      return pieceOf({ error: serverErrorIn(part.error) })
    default:
      return undefined
  }
}

/** The library ends a stream that was cut without a reason, and with figures of its own making. */
function endOf({ finishReason, usage, providerMetadata }: Finish): Piece | undefined {
  const { unified, raw } = finishReason
  const finish = unified === 'interrupted' ? undefined : unified === 'other' ? raw : unified
  return finish === undefined ? undefined : pieceOf({ finish, usage: usageOf(usage, providerMetadata) })
}

function usageOf(
  { inputTokens, outputTokens, raw }: Finish['usage'],
  metadata: Finish['providerMetadata'],
): ReportedUsage {
  return {
    inputTokens: countOf(inputTokens.total),
    cachedInputTokens: countOf(inputTokens.cacheRead),
    outputTokens: countOf(outputTokens.total),
    reasoningTokens: countOf(outputTokens.reasoning),
    searches: searchesIn(fieldsOf(raw) ?? {}) ?? queriesIn(fieldsOf(metadata?.['google'])),
  }
}

function serverErrorIn(error: unknown): ServerError {
  const found = libraryErrorOf(error)
  if (found instanceof ServerError) return found
  throw found
}
