import type {
  LanguageModelV4CallOptions,
  LanguageModelV4FilePart,
  LanguageModelV4FunctionTool,
  LanguageModelV4Message,
  LanguageModelV4Prompt,
  LanguageModelV4ReasoningPart,
  LanguageModelV4StreamPart,
  LanguageModelV4TextPart,
  SharedV4ProviderOptions,
} from '@ai-sdk/provider'
import { KeptReasoning } from './kept-reasoning.ts'
import { LibraryFetch } from './library-fetch.ts'
import type { LibraryProvider } from './library-providers.ts'
import { type Part, type Turn, wordsOf } from './provider.ts'
import { readPart } from './read-part.ts'
import { libraryErrorOf } from './library-error.ts'
import type { Round, ToolUse } from './tool.ts'
import { askWithTools } from './tool-refusals.ts'
import type { Wire, WireEvent, WireRequest } from './wire.ts'

/** The way to a provider through its package of the AI SDK, at the provider's own interface: everything else is ours. */
export function libraryWire(library: LibraryProvider): Wire {
  return async function* stream(request, signal): AsyncGenerator<WireEvent> {
    const way = new LibraryFetch()
    const reader = (await askWithTools(request, (asked) => ask(library, asked, way, signal))).getReader()
    const kept = request.use ? new KeptReasoning() : undefined
    let isOver = false
    try {
      yield 'begun'
      for (;;) {
        const { done, value } = await reader.read()
        if (done) return
        const piece = readPart(value, library.summarises)
        kept?.take(value)
        if (piece) yield kept && piece.finish !== undefined ? { ...piece, kept: kept.parts } : piece
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
  { provider, turns, caller, use }: WireRequest,
  way: LibraryFetch,
  signal: AbortSignal,
): Promise<ReadableStream<LanguageModelV4StreamPart>> {
  const { baseUrl, apiKey, maxOutputTokens, reasoning } = provider
  const model = await library.open({ baseURL: baseUrl, apiKey, fetch: way.fetch }, provider.model)
  try {
    const { stream } = await model.doStream({
      prompt: [...promptOf(turns), ...(use?.rounds ?? []).flatMap(messagesOf)],
      maxOutputTokens,
      ...(use ? { tools: toolsOf(library, use) } : {}),
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

function toolsOf(library: LibraryProvider, { tools, ownSearches }: ToolUse) {
  const own = ownSearches > 0 && library.search ? [library.search(ownSearches)] : []
  const given = tools.map(({ name, description, parameters }) => ({
    type: 'function' as const,
    name,
    description,
    inputSchema: parameters as LanguageModelV4FunctionTool['inputSchema'],
  }))
  return [...own, ...given] satisfies LanguageModelV4CallOptions['tools']
}

/** Calls of the model's, after the reasoning that led to them, and what came of each. */
function messagesOf({ kept, said, calls, results }: Round): LanguageModelV4Message[] {
  const words: LanguageModelV4TextPart[] = said === '' ? [] : [{ type: 'text', text: said }]
  const made = calls.map(({ id, name, input, extra }) => ({
    type: 'tool-call' as const,
    toolCallId: id,
    toolName: name,
    input: inputOf(input),
    ...(extra === undefined ? {} : { providerOptions: extra as SharedV4ProviderOptions }),
  }))
  const found = results.map((value, index) => ({
    type: 'tool-result' as const,
    toolCallId: calls[index]!.id,
    toolName: calls[index]!.name,
    output: { type: 'text' as const, value },
  }))
  return [
    { role: 'assistant', content: [...(kept as LanguageModelV4ReasoningPart[]), ...words, ...made] },
    { role: 'tool', content: found },
  ]
}

/** Nothing where the model wrote no JSON: the result says so. */
function inputOf(input: string): unknown {
  try {
    return JSON.parse(input)
  } catch {
    return {}
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
