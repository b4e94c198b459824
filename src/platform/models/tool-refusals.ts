import { ServerError } from './server-error.ts'
import { toldInWords } from './told-in-words.ts'
import type { WireRequest } from './wire.ts'

/** Servers and models that take no tools: remembered while this process lives. */
const refusing = new Set<string>()

/** Asks a server with the tools of a question, and at once without them when it does not take any. */
export async function askWithTools<Reply>(
  request: WireRequest,
  ask: (request: WireRequest) => Promise<Reply>,
): Promise<Reply> {
  if (!request.use) return ask(request)
  const { baseUrl, model } = request.provider
  const key = `${baseUrl} ${model}`
  if (refusing.has(key)) return ask(withoutTools(request))
  try {
    return await ask(request)
  } catch (error) {
    if (!refusesTools(error)) throw error
    refusing.add(key)
    return ask(withoutTools(request))
  }
}

function withoutTools({ use, turns, ...request }: WireRequest): WireRequest {
  return { ...request, turns: toldInWords(turns, use?.rounds ?? []) }
}

/** OpenRouter says 404 when no provider of a model takes them, llama.cpp 500. */
function refusesTools(error: unknown): boolean {
  if (!(error instanceof ServerError) || error.isTooLong()) return false
  const { status, param, message } = error
  if (status === undefined || ![400, 404, 422, 500, 501].includes(status)) return false
  return param.startsWith('tool') || /\btools?\b|tool_|\bfunction[ _]?(?:call|declaration)|web_search/i.test(message)
}
