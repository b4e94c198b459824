import type { LanguageModelV4StreamPart } from '@ai-sdk/provider'
import { libraryErrorOf } from './library-error.ts'
import { countOf, fieldsOf } from './fields.ts'
import { queriesIn, searchesIn } from './read-searches.ts'
import { ServerError } from './server-error.ts'
import type { ReportedUsage } from './usage.ts'
import { type Piece, pieceOf } from './wire.ts'

type Finish = Extract<LanguageModelV4StreamPart, { type: 'finish' }>
type Call = Extract<LanguageModelV4StreamPart, { type: 'tool-call' }>

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
    case 'tool-call':
      return callOf(part)
    case 'tool-input-start':
      return pieceOf({ other: true, thinks: part.providerExecuted ?? false })
    case 'file':
      return pieceOf({ other: true })
    case 'source':
      return part.sourceType === 'url' ? pieceOf({ sources: [{ url: part.url, title: part.title ?? '' }] }) : undefined
    case 'finish':
      return endOf(part)
    case 'error':
      return pieceOf({ error: serverErrorIn(part.error) })
    default:
      return undefined
  }
}

/** A call of a tool of ours, which comes whole and is told from others by its id; or a search that the provider makes itself. */
function callOf({ toolCallId, toolName, input, providerExecuted, providerMetadata: extra }: Call): Piece {
  if (!providerExecuted) {
    const call = { index: -1, id: toolCallId, name: toolName, input, ...(extra ? { extra } : {}) }
    return pieceOf({ other: true, calls: [call] })
  }
  const query = queryIn(input)
  return pieceOf({ other: true, thinks: true, looksUp: query === '' ? undefined : { kind: 'search', what: query } })
}

function queryIn(input: string): string {
  try {
    const query = fieldsOf(JSON.parse(input))?.['query']
    return typeof query === 'string' ? query : ''
  } catch {
    return ''
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
