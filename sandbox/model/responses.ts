import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import { describe, refusal } from './chat-completions.ts'
import { answerBy, type DemoTools, eventLine, type Wire } from './speak.ts'
import type { Speech } from './speech.ts'
import { turn, turnOf } from './turn.ts'

const body = z.looseObject({
  model: z.string(),
  input: z.union([z.string(), z.array(turn).min(1)]),
  stream: z.boolean().optional(),
  max_output_tokens: z.int().min(16).optional(),
  reasoning: z.looseObject({ effort: z.string().optional() }).optional(),
})

/** OpenAI's Responses. */
export async function responses(asked: unknown, reply: FastifyReply, tools: DemoTools): Promise<unknown> {
  const parsed = body.safeParse(asked)
  if (!parsed.success) return reply.code(400).send(wire.refusal(400, describe(parsed.error)))
  const { model, input, stream, max_output_tokens: limit = Infinity, reasoning } = parsed.data
  const turns = typeof input === 'string' ? [turnOf('user', input)] : input
  const reasons = reasoning?.effort !== undefined && reasoning.effort !== 'none'
  return answerBy(wire, reply, { asked, question: { model, turns, limit, reasons, streams: stream === true }, tools })
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
  words: ({ words }) =>
    words.map((delta, index) => {
      const place = { item_id: 'message', output_index: 1, content_index: 0 }
      const first = index === 0 ? say('response.output_item.added', { output_index: 1, item: messageItem }) : ''
      return first + say('response.output_text.delta', { ...place, delta })
    }),
  end: (speech) => say(speech.isCutShort ? 'response.incomplete' : 'response.completed', { response: wholeOf(speech) }),
  whole: wholeOf,
  refusal,
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
