import { audioFormat } from './audio-format.ts'
import { base64Of, contentOf, dataAddressOf } from './content.ts'
import { dialectOf, type Dialect } from './dialect.ts'
import { postJson, type Reply } from './post.ts'
import { type Part, type Turn, wordsOf } from './provider.ts'
import { type ReasoningField, readChunk } from './read-chunk.ts'
import { readReply } from './read-reply.ts'
import { errorOf } from './server-error.ts'
import type { Round } from './tool.ts'
import { askWithTools } from './tool-refusals.ts'
import type { WireEvent, WireRequest } from './wire.ts'

/** A server that refuses one parameter after the other is left alone in the end. */
const mostRefusals = 4

/** Chat Completions, as any server with an address of its own speaks it. */
export function chat(request: WireRequest, signal: AbortSignal): AsyncGenerator<WireEvent> {
  const reading = { read: readChunk, isOverWithFinish: false }
  return readReply(() => askWithTools(request, (asked) => ask(asked, signal)), reading, request.longestLine)
}

/** Asks a server in the way it is known to want it. What it refuses by name is left out, and asked once more at once. */
async function ask(request: WireRequest, signal: AbortSignal): Promise<Reply> {
  const { provider } = request
  const dialect = dialectOf(provider)
  for (let refusals = 0; ; refusals += 1) {
    const body = bodyFor(request, dialect)
    const reply = await postJson(provider, 'chat/completions', body, signal)
    if (reply.isFine) return reply
    const error = await errorOf(reply)
    if (refusals === mostRefusals || !dialect.learn(error, body)) throw error
  }
}

function bodyFor({ provider, turns, caller, use }: WireRequest, dialect: Dialect): Record<string, unknown> {
  const { streams, limitName } = dialect
  const { model, maxOutputTokens, reasoning } = provider
  return {
    model,
    messages: [
      ...(dialect.takesSystemRole ? turns : withoutSystemRole(turns)).map((turn) => ({
        role: turn.role,
        content: contentOf(turn, sentAs),
      })),
      ...(use?.rounds ?? []).flatMap(messagesOf),
    ],
    ...(use && use.tools.length > 0
      ? {
          tools: use.tools.map(({ name, description, parameters }) => ({
            type: 'function',
            function: { name, description, parameters },
          })),
        }
      : {}),
    stream: streams,
    ...(streams && dialect.takesStreamOptions ? { stream_options: { include_usage: true } } : {}),
    ...(limitName ? { [limitName]: Math.min(maxOutputTokens, dialect.highestLimit) } : {}),
    ...(reasoning && dialect.takesEffort ? { reasoning_effort: reasoning } : {}),
    ...(dialect.isOpenAi
      ? { safety_identifier: caller.person, prompt_cache_key: caller.conversation, store: false }
      : {}),
  }
}

/** Calls of the model's and what came of them. Some want the reasoning before them back. */
function messagesOf({ said, kept, calls, results }: Round): object[] {
  const reasoning: Record<string, string> = {}
  for (const { field, text } of kept as ReasoningField[]) reasoning[field] = (reasoning[field] ?? '') + text
  const made = calls.map(({ id, name, input, extra }) => ({
    id,
    type: 'function',
    function: { name, arguments: input },
    ...(extra === undefined ? {} : { extra_content: extra }),
  }))
  return [
    { role: 'assistant', content: said === '' ? null : said, ...reasoning, tool_calls: made },
    ...results.map((content, index) => ({ role: 'tool', tool_call_id: calls[index]!.id, content })),
  ]
}

/** What the model should know stands before the first thing that it is told. */
function withoutSystemRole(turns: Turn[]): Turn[] {
  const system = turns.filter(({ role }) => role === 'system').map(wordsOf)
  const [first, ...rest] = turns.filter(({ role }) => role !== 'system')
  if (!first) return turns
  const words: Part = { type: 'text', text: [...system, wordsOf(first)].join('\n\n') }
  return [{ ...first, parts: [words, ...first.parts.filter(({ type }) => type !== 'text')] }, ...rest]
}

function sentAs(part: Part) {
  if (part.type === 'text') return part
  if (part.type === 'image') return { type: 'image_url', image_url: { url: dataAddressOf(part) } }
  if (part.type === 'audio')
    return { type: 'input_audio', input_audio: { data: base64Of(part), format: audioFormat(part.mediaType) } }
  return { type: 'file', file: { filename: part.name, file_data: dataAddressOf(part) } }
}
