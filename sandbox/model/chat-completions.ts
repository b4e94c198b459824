import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import { answerBy, type DemoTools, eventLine, type Wire } from './speak.ts'
import { lookUpWith, takeFound, tool } from './look-up.ts'
import type { Speech } from './speech.ts'
import { content, turn, wordsOf } from './turn.ts'

/** A call that was made, which the demo model does not look at, and what came of it. */
const called = z
  .looseObject({ role: z.literal('assistant'), tool_calls: z.array(z.unknown()).min(1) })
  .transform((): string[] => [])
const result = z
  .looseObject({ role: z.literal('tool'), tool_call_id: z.string(), content })
  .transform((said) => takeFound(wordsOf(said.content)).found)

const body = z.looseObject({
  model: z.string(),
  messages: z.array(z.union([called, result, turn])).min(1),
  tools: z.array(tool).default([]),
  stream: z.boolean().optional(),
  stream_options: z.looseObject({ include_usage: z.boolean().optional() }).optional(),
  max_tokens: z.int().positive().optional(),
  max_completion_tokens: z.int().positive().optional(),
  reasoning_effort: z.string().optional(),
})

/** OpenAI's Chat Completions. */
export async function chatCompletions(asked: unknown, reply: FastifyReply, tools: DemoTools): Promise<unknown> {
  const parsed = body.safeParse(asked)
  if (!parsed.success) return reply.code(400).send(refusal(400, describe(parsed.error)))
  const { model, messages, tools: given, stream, stream_options, reasoning_effort } = parsed.data
  const { max_tokens, max_completion_tokens } = parsed.data
  const found = messages.flatMap((one) => (Array.isArray(one) ? one : []))
  const turns = messages.flatMap((one) => (Array.isArray(one) ? [] : [one]))
  const question = {
    model,
    turns,
    lookUp: lookUpWith(given, [...turns.at(-1)!.found, ...found]),
    limit: max_tokens ?? max_completion_tokens ?? Infinity,
    reasons: reasoning_effort !== undefined && reasoning_effort !== 'none',
    streams: stream === true,
  }
  return answerBy(wireOf(stream_options?.include_usage === true), reply, { asked, question, tools })
}

/** The first fault of a request. */
export function describe({ issues: [issue] }: z.ZodError): string {
  return `${issue!.path.join('.')}: ${issue!.message}`
}

function wireOf(tellsUsage: boolean): Wire {
  return {
    begin: (speech) => chunk(speech, { delta: { role: 'assistant', content: '' } }),
    thoughts: (speech) => speech.thoughts.map((reasoning_content) => chunk(speech, { delta: { reasoning_content } })),
    words: (speech) => [
      ...speech.words.map((content) => chunk(speech, { delta: { content } })),
      ...speech.calls.flatMap((_, index) => callPieces(speech, index)),
    ],
    end: (speech) =>
      [
        chunk(speech, { delta: {}, finish_reason: finishOf(speech) }),
        tellsUsage ? eventLine({ ...headOf(speech), choices: [], usage: usageOf(speech) }) : '',
        'data: [DONE]\n\n',
      ].join(''),
    whole: (speech) => ({
      ...headOf(speech),
      object: 'chat.completion',
      usage: usageOf(speech),
      choices: [
        { index: 0, finish_reason: finishOf(speech), message: { role: 'assistant', content: speech.words.join('') } },
      ],
    }),
    refusal,
  }
}

function headOf({ id, model }: Speech) {
  return { id, created: Math.floor(Date.now() / 1000), model, object: 'chat.completion.chunk' }
}

function chunk(speech: Speech, choice: object): string {
  return eventLine({ ...headOf(speech), choices: [{ index: 0, finish_reason: null, ...choice }] })
}

/** A call comes in pieces. */
function callPieces(speech: Speech, index: number): string[] {
  const { id, name, input } = speech.calls[index]!
  const piece = (more: object) => chunk(speech, { delta: { tool_calls: [{ index, ...more }] } })
  const half = Math.ceil(input.length / 2)
  return [
    piece({ id, type: 'function', function: { name, arguments: '' } }),
    piece({ function: { arguments: input.slice(0, half) } }),
    piece({ function: { arguments: input.slice(half) } }),
  ]
}

function finishOf({ isCutShort, calls }: Speech): string {
  if (calls.length > 0) return 'tool_calls'
  return isCutShort ? 'length' : 'stop'
}

function usageOf({ figures: { input, cached, output, reasoning } }: Speech) {
  return {
    prompt_tokens: input,
    completion_tokens: output,
    total_tokens: input + output,
    prompt_tokens_details: { cached_tokens: cached },
    completion_tokens_details: { reasoning_tokens: reasoning },
  }
}

/** As OpenAI refuses, by all of its wires. */
export function refusal(status: number, message: string) {
  const type = status === 400 ? 'invalid_request_error' : 'server_error'
  return { error: { message, type, param: null, code: null } }
}
