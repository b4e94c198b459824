import { contentOf, dataAddressOf } from './content.ts'
import { postJson, type Reply } from './post.ts'
import type { Part } from './provider.ts'
import { readReply } from './read-reply.ts'
import { readResponse } from './read-response.ts'
import { withoutRefused } from './refused-parameters.ts'
import type { Round, ToolUse } from './tool.ts'
import { askWithTools } from './tool-refusals.ts'
import type { WireEvent, WireRequest } from './wire.ts'

/** OpenAI's Responses. Nothing is kept at the provider: every question brings its conversation. */
export function responses(request: WireRequest, signal: AbortSignal): AsyncGenerator<WireEvent> {
  const reading = { read: readResponse, isOverWithFinish: true }
  return readReply(() => askWithTools(request, (asked) => ask(asked, signal)), reading, request.longestLine)
}

/** What a server may not know. */
const optional = [
  'reasoning.summary',
  'reasoning',
  'safety_identifier',
  'prompt_cache_key',
  'store',
  'max_output_tokens',
  'max_tool_calls',
  'include',
] as const
type Optional = (typeof optional)[number]

function ask(request: WireRequest, signal: AbortSignal): Promise<Reply> {
  const { provider } = request
  return withoutRefused<Optional>(provider, (refused) => {
    const body = bodyFor(request, refused)
    const sent = optional.filter((one) => isIn(body, one))
    return { sent, reply: postJson(provider, 'responses', body, signal) }
  })
}

function bodyFor(
  { provider, turns, caller, use }: WireRequest,
  refused: ReadonlySet<Optional>,
): Record<string, unknown> {
  const { model, maxOutputTokens, reasoning: effort } = provider
  const summary = effort === undefined || effort === 'none' ? {} : { summary: 'auto' }
  const reasoning = effort && { effort, ...(refused.has('reasoning.summary') ? {} : summary) }
  const body: Partial<Record<Optional, unknown>> = {
    store: false,
    safety_identifier: caller.person,
    prompt_cache_key: caller.conversation,
    max_output_tokens: maxOutputTokens,
    ...(reasoning ? { reasoning } : {}),
    ...(use ? optionalOf(use) : {}),
  }
  for (const name of refused) delete body[name]
  const said = turns.map((turn) => ({ role: turn.role, content: contentOf(turn, sentAs) }))
  const input = use ? [...said, ...use.rounds.flatMap(itemsOf)] : said
  return { model, input, ...(use ? { tools: toolsOf(use) } : {}), stream: true, ...body }
}

/** The model's reasoning comes back to be sent once more, because nothing is kept; and the pages that it has found. */
function optionalOf({ ownSearches }: ToolUse): Partial<Record<Optional, unknown>> {
  return ownSearches > 0
    ? { include: ['web_search_call.action.sources'], max_tool_calls: ownSearches }
    : { include: ['reasoning.encrypted_content'] }
}

function toolsOf({ tools, ownSearches }: ToolUse): object[] {
  const own = ownSearches > 0 ? [{ type: 'web_search' }] : []
  return [
    ...own,
    ...tools.map(({ name, description, parameters }) => ({
      type: 'function',
      name,
      description,
      parameters,
      strict: false,
    })),
  ]
}

/** Calls of the model's, after the reasoning that led to them, and what came of each. */
function itemsOf({ kept, said, calls, results }: Round): unknown[] {
  return [
    ...kept,
    ...(said === '' ? [] : [{ role: 'assistant', content: said }]),
    ...calls.map(({ id, name, input }) => ({ type: 'function_call', call_id: id, name, arguments: input })),
    ...results.map((output, index) => ({ type: 'function_call_output', call_id: calls[index]!.id, output })),
  ]
}

/** This wire takes no sound but as a file. */
function sentAs(part: Part) {
  if (part.type === 'text') return { type: 'input_text', text: part.text }
  if (part.type === 'image') return { type: 'input_image', image_url: dataAddressOf(part) }
  return { type: 'input_file', filename: part.type === 'file' ? part.name : 'sound', file_data: dataAddressOf(part) }
}

function isIn(body: Record<string, unknown>, name: Optional): boolean {
  if (name !== 'reasoning.summary') return name in body
  return 'summary' in ((body['reasoning'] as object | undefined) ?? {})
}
