import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import { describe, refusal } from './chat-completions.ts'
import { answerBy, type DemoTools, eventLine, type Wire } from './speak.ts'
import { type Call, lookUpWith, pagesFor, takeFound, tool } from './look-up.ts'
import type { Speech } from './speech.ts'
import { turn, turnOf } from './turn.ts'

/** What is sent back of an earlier round: of the reasoning, the calls and what came of them only that is looked at. */
const item = z
  .looseObject({ type: z.enum(['reasoning', 'function_call', 'function_call_output']), output: z.string().default('') })
  .transform(({ output }) => takeFound(output).found)

const body = z.looseObject({
  model: z.string(),
  input: z.union([z.string(), z.array(z.union([turn, item])).min(1)]),
  tools: z.array(tool).default([]),
  stream: z.boolean().optional(),
  max_output_tokens: z.int().min(16).optional(),
  reasoning: z.looseObject({ effort: z.string().optional() }).optional(),
})

/** OpenAI's Responses. */
export async function responses(asked: unknown, reply: FastifyReply, tools: DemoTools): Promise<unknown> {
  const parsed = body.safeParse(asked)
  if (!parsed.success) return reply.code(400).send(wire.refusal(400, describe(parsed.error)))
  const { model, input, tools: given, stream, max_output_tokens: limit = Infinity, reasoning } = parsed.data
  const all = typeof input === 'string' ? [turnOf('user', input)] : input
  const turns = all.flatMap((one) => (Array.isArray(one) ? [] : [one]))
  const found = all.flatMap((one) => (Array.isArray(one) ? one : []))
  const lookUp = lookUpWith(given, [...turns.at(-1)!.found, ...found])
  const reasons = reasoning?.effort !== undefined && reasoning.effort !== 'none'
  const question = { model, turns, limit, reasons, streams: stream === true, lookUp }
  return answerBy(wire, reply, { asked, question, tools })
}

const say = (type: string, more: object) => eventLine({ type, ...more }, type)
const reasoningItem = { type: 'reasoning', id: 'reasoning', summary: [] }
const messageItem = { type: 'message', id: 'message', role: 'assistant', status: 'in_progress', content: [] }

const wire: Wire = {
  begin: (speech) =>
    [
      say('response.created', { response: { ...headOf(speech), status: 'in_progress', output: [] } }),
      speech.thoughts.length > 0 ? say('response.output_item.added', { output_index: 0, item: reasoningItem }) : '',
    ].join(''),
  thoughts: ({ thoughts }) =>
    thoughts.map((delta) =>
      say('response.reasoning_summary_text.delta', { item_id: 'reasoning', output_index: 0, summary_index: 0, delta }),
    ),
  words: ({ words, calls, searched }) => [
    ...searched.map((query, index) => search(query, index + 1)),
    ...words.map((delta, index) => {
      const place = { item_id: 'message', output_index: 1, content_index: 0 }
      const first = index === 0 ? say('response.output_item.added', { output_index: 1, item: messageItem }) : ''
      return first + say('response.output_text.delta', { ...place, delta })
    }),
    ...calls.map((call, index) => functionCall(call, index + 1)),
  ],
  end: (speech) => say(speech.isCutShort ? 'response.incomplete' : 'response.completed', { response: wholeOf(speech) }),
  whole: wholeOf,
  refusal,
}

/** A call comes in pieces, and then as a whole. */
function functionCall(call: Call, output_index: number): string {
  const item = callItem(call)
  return [
    say('response.output_item.added', { output_index, item: { ...item, status: 'in_progress', arguments: '' } }),
    say('response.function_call_arguments.delta', { item_id: item.id, output_index, delta: item.arguments }),
    say('response.output_item.done', { output_index, item }),
  ].join('')
}

function callItem({ id, name, input }: Call) {
  return { type: 'function_call', id: `fc_${id}`, call_id: id, name, arguments: input, status: 'completed' }
}

/** A search that the model makes by itself, with the pages that it has found. */
function search(query: string, output_index: number): string {
  const sources = pagesFor(query).map(({ title, url }) => ({ type: 'url', title, url }))
  const item = {
    type: 'web_search_call',
    id: `ws${output_index}`,
    status: 'completed',
    action: { type: 'search', query, sources },
  }
  return (
    say('response.output_item.added', { output_index, item: { ...item, status: 'in_progress', action: undefined } }) +
    say('response.output_item.done', { output_index, item })
  )
}

function headOf({ id, model }: Speech) {
  return { id, object: 'response', created_at: Math.floor(Date.now() / 1000), model, error: null }
}

function wholeOf(speech: Speech): object {
  const { words, isCutShort, figures } = speech
  const text = { type: 'output_text', text: words.join(''), annotations: [] }
  return {
    ...headOf(speech),
    status: isCutShort ? 'incomplete' : 'completed',
    incomplete_details: isCutShort ? { reason: 'max_output_tokens' } : null,
    output: [{ ...messageItem, status: 'completed', content: [text] }],
    usage: {
      input_tokens: figures.input,
      input_tokens_details: { cached_tokens: figures.cached },
      output_tokens: figures.output,
      output_tokens_details: { reasoning_tokens: figures.reasoning },
      total_tokens: figures.input + figures.output,
    },
  }
}
