import type {
  LanguageModelV4FilePart,
  LanguageModelV4Prompt,
  LanguageModelV4StreamPart,
  LanguageModelV4TextPart,
} from '@ai-sdk/provider'
import { LibraryFetch } from './library-fetch.ts'
import type { LibraryProvider } from './library-providers.ts'
import { type Part, type Turn, wordsOf } from './provider.ts'
import { readPart } from './read-part.ts'
import { libraryErrorOf } from './library-error.ts'
import type { Wire, WireEvent, WireRequest } from './wire.ts'

/** The way to a provider through its package of the AI SDK, at the provider's own interface: everything else is ours. */
export function libraryWire(library: LibraryProvider): Wire {
  return async function* stream(request, signal): AsyncGenerator<WireEvent> {
    const way = new LibraryFetch()
    const reader = (await ask(library, request, way, signal)).getReader()
    let isOver = false
    try {
      yield 'begun'
      for (;;) {
        const { done, value } = await reader.read()
        if (done) return
        const piece = readPart(value, library.summarises)
        if (piece) yield piece
        isOver = piece?.finish !== undefined
        if (isOver) return yield 'over'
      }
    } finally {
      way.leave(isOver)
      reader.cancel().catch(() => undefined)
    }
  }
}

async function ask(
  library: LibraryProvider,
  { provider, turns, caller }: WireRequest,
  way: LibraryFetch,
  signal: AbortSignal,
): Promise<ReadableStream<LanguageModelV4StreamPart>> {
  const { baseUrl, apiKey, maxOutputTokens, reasoning } = provider
  const model = await library.open({ baseURL: baseUrl, apiKey, fetch: way.fetch }, provider.model)
  try {
    const { stream } = await model.doStream({
      prompt: promptOf(turns),
      maxOutputTokens,
      ...(reasoning ? { reasoning } : {}),
      ...(library.options ? { providerOptions: library.options(caller) } : {}),
      abortSignal: signal,
    })
    return stream
  } catch (error) {
    way.leave(true)
    throw libraryErrorOf(error)
  }
}

/** Anthropic keeps what stands up to such a mark, and is told where: after what is the same in every question. */
const keptFromHere = { anthropic: { cacheControl: { type: 'ephemeral' } } }

function promptOf(turns: Turn[]): LanguageModelV4Prompt {
  return turns.map((turn, index) => {
    const kept = turn.role === 'system' || index === turns.length - 2 ? { providerOptions: keptFromHere } : {}
    if (turn.role === 'system') return { role: turn.role, content: wordsOf(turn), ...kept }
    return { role: turn.role, content: turn.parts.map(contentOf), ...kept }
  })
}

function contentOf(part: Part): LanguageModelV4TextPart | LanguageModelV4FilePart {
  if (part.type === 'text') return part
  const { mediaType, data } = part
  const named = part.type === 'file' ? { filename: part.name } : {}
  return { type: 'file', mediaType, data: { type: 'data', data }, ...named }
}
