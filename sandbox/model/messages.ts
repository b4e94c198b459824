import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import { describe } from './chat-completions.ts'
import { answerBy, type DemoTools, eventLine, type Wire } from './speak.ts'
import { nothingToLookUp } from './look-up.ts'
import type { Speech } from './speech.ts'
import { content, turn, turnOf } from './turn.ts'

const body = z.looseObject({
  model: z.string(),
  max_tokens: z.int().positive(),
  system: content.optional(),
  messages: z.array(turn).min(1),
  stream: z.boolean().optional(),
  thinking: z.looseObject({ type: z.string() }).optional(),
})

/** Anthropic's Messages. */
export async function messages(asked: unknown, reply: FastifyReply, tools: DemoTools): Promise<unknown> {
  const parsed = body.safeParse(asked)
  if (!parsed.success) return reply.code(400).send(wire.refusal(400, describe(parsed.error)))
  const { model, max_tokens: limit, system, messages: said, stream, thinking } = parsed.data
  const turns = system === undefined ? said : [turnOf('system', system), ...said]
  const reasons = thinking !== undefined && thinking.type !== 'disabled'
  return answerBy(wire, reply, {
    asked,
    question: { model, turns, limit, reasons, streams: stream === true, lookUp: nothingToLookUp },
    tools,
  })
}

const say = (type: string, more: object) => eventLine({ type, ...more }, type)
const block = (index: number, content_block: object) => say('content_block_start', { index, content_block })
const delta = (index: number, change: object) => say('content_block_delta', { index, delta: change })
const end = (index: number) => say('content_block_stop', { index })

const wire: Wire = {
  begin: (speech) =>
    [
      say('message_start', {
        message: { ...headOf(speech), content: [], stop_reason: null, usage: usageOf(speech, 0) },
      }),
      speech.thoughts.length > 0 ? block(0, { type: 'thinking', thinking: '', signature: '' }) : '',
    ].join(''),
  thoughts: ({ thoughts }) => thoughts.map((thinking) => delta(0, { type: 'thinking_delta', thinking })),
  words: ({ words, thoughts }) =>
    words.map((text, index) => {
      const begin = block(1, { type: 'text', text: '' })
      const first = index === 0 ? (thoughts.length > 0 ? end(0) + begin : begin) : ''
      return first + delta(1, { type: 'text_delta', text })
    }),
  end: (speech) =>
    [
      speech.words.length > 0 ? end(1) : '',
      say('message_delta', {
        delta: { stop_reason: stopOf(speech), stop_sequence: null },
        usage: usageOf(speech, speech.figures.output),
      }),
      say('message_stop', {}),
    ].join(''),
  whole: (speech) => ({
    ...headOf(speech),
    content: [{ type: 'text', text: speech.words.join('') }],
    stop_reason: stopOf(speech),
    usage: usageOf(speech, speech.figures.output),
  }),
  refusal: (status, message) => ({
    type: 'error',
    error: { type: status === 400 ? 'invalid_request_error' : 'api_error', message },
  }),
}

function headOf({ id, model }: Speech) {
  return { id, type: 'message', role: 'assistant', model, stop_sequence: null }
}

const stopOf = ({ isCutShort }: Speech) => (isCutShort ? 'max_tokens' : 'end_turn')

function usageOf({ figures: { input, cached, reasoning } }: Speech, output: number) {
  return {
    input_tokens: input - cached,
    cache_read_input_tokens: cached,
    cache_creation_input_tokens: 0,
    output_tokens: output,
    output_tokens_details: { thinking_tokens: output === 0 ? 0 : reasoning },
  }
}
