import { contentOf, dataAddressOf } from './content.ts'
import { postJson, type Reply } from './post.ts'
import type { Part } from './provider.ts'
import { readReply } from './read-reply.ts'
import { readResponse } from './read-response.ts'
import { withoutRefused } from './refused-parameters.ts'
import type { WireEvent, WireRequest } from './wire.ts'

/** OpenAI's Responses. Nothing is kept at the provider: every question brings its conversation. */
export function responses(request: WireRequest, signal: AbortSignal): AsyncGenerator<WireEvent> {
  const reading = { read: readResponse, isOverWithFinish: true }
  return readReply(() => ask(request, signal), reading, request.longestLine)
}

/** What a server may not know. */
const optional = [
  'reasoning.summary',
  'reasoning',
  'safety_identifier',
  'prompt_cache_key',
  'store',
  'max_output_tokens',
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

function bodyFor({ provider, turns, caller }: WireRequest, refused: ReadonlySet<Optional>): Record<string, unknown> {
  const { model, maxOutputTokens, reasoning: effort } = provider
  const summary = effort === undefined || effort === 'none' ? {} : { summary: 'auto' }
  const reasoning = effort && { effort, ...(refused.has('reasoning.summary') ? {} : summary) }
  const body: Partial<Record<Optional, unknown>> = {
    store: false,
    safety_identifier: caller.person,
    prompt_cache_key: caller.conversation,
    max_output_tokens: maxOutputTokens,
    ...(reasoning ? { reasoning } : {}),
  }
  for (const name of refused) delete body[name]
  const input = turns.map((turn) => ({ role: turn.role, content: contentOf(turn, sentAs) }))
  return { model, input, stream: true, ...body }
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
