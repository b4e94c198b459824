import { z } from 'zod'
import { type Camel, converterOf } from '#platform/http/camel-case.ts'
import { unreadableFile } from '#modules/attachments/contract.ts'
import { answer, failureReason, quotation } from '#modules/questions/contract.ts'
import { refusal } from '#modules/charging/contract.ts'
import { price } from '#modules/entitlements/contract.ts'

/**
 * What `/process_message` says one after the other with `Accept: text/event-stream`: `accepted` once, `thinking` while the
 * model reasons before its first word, `looking` while something is looked up, `heard` once what was said is known, `delta` as text comes, `restarted` when the text so
 * far must be dropped because another attempt began, and one of the last five.
 */
const streamEvent = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('accepted'),
    question_id: z.int(),
    delivered_message_ids: z.array(z.int()).describe('Messages in which an earlier attempt has begun to show it'),
  }),
  z.object({
    type: z.literal('thinking'),
    summary: z.string().describe('All that the provider tells of it so far; it belongs to no answer'),
  }),
  z.object({
    type: z.literal('looking'),
    steps: z
      .array(z.object({ kind: z.enum(['search', 'page', 'server']), what: z.string() }))
      .describe('What is being looked up: words, the host of a page, or the title of a server'),
  }),
  z.object({ type: z.literal('delta'), text: z.string() }),
  z.object({ type: z.literal('restarted') }),
  z.object({ type: z.literal('heard'), text: z.string().describe('What was said in its voice messages') }),
  z.object({ type: z.literal('done'), ...answer.shape }),
  z.object({ type: z.literal('refused'), ...refusal.shape }),
  z.object({ type: z.literal('quoted'), ...quotation.shape }),
  z.object({ type: z.literal('unreadable'), ...unreadableFile.shape }),
  z.object({
    type: z.literal('failed'),
    question_id: z.int(),
    reason: failureReason,
    given_back: z.boolean().describe('Whether its price was returned'),
    again: price.nullable().describe('What asking it once more costs; null: nothing pays for that'),
  }),
])
export type StreamEvent = Camel<z.infer<typeof streamEvent>>
/** `silence` keeps the stream alive while there is no event. */
export type Conversing = StreamEvent | { type: 'silence' }

const converter = converterOf(streamEvent)

/** One event as it goes over the wire. */
export function encodeEvent(event: StreamEvent): string {
  return `event: ${event.type}\ndata: ${JSON.stringify(converter.toSnake(event))}\n\n`
}

/** One event as the caller has it when it goes over no wire: in the shape of the contract. */
export function asTold(event: StreamEvent): StreamEvent {
  return event.type === 'delta' ? event : eventOf(converter.toSnake(event))
}

/** A comment that keeps the connection from looking dead; readers skip it. */
export const keepAlive = ': still here\n\n'

/**
 * Reads events from a response body.
 * @throws when the stream ends in the middle of an event or says something the contract does not know
 */
export async function* decodeEvents(body: AsyncIterable<Uint8Array>): AsyncGenerator<StreamEvent> {
  const decoder = new TextDecoder()
  let waiting = ''
  for await (const bytes of body) {
    waiting += decoder.decode(bytes, { stream: true })
    const blocks = waiting.split('\n\n')
    waiting = blocks.pop()!
    for (const block of blocks) {
      const data = block.split('\n').find((line) => line.startsWith('data: '))
      if (data) yield eventOf(JSON.parse(data.slice('data: '.length)))
    }
  }
  if (waiting.trim()) throw new Error('The stream of events was cut')
}

/** Most events are a few words of the answer: what is wrong with one of those is seen without the schema of all of them. */
function eventOf(said: unknown): StreamEvent {
  const { type, text } = said as { type?: unknown; text?: unknown }
  if (type === 'delta' && typeof text === 'string') return { type, text }
  return converter.toCamel(streamEvent.parse(said)) as StreamEvent
}
