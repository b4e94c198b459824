import type { WireName } from './provider.ts'
import { line, raw, type Reply } from './testing-server.ts'

interface Figures {
  input: number
  cached: number
  output: number
  reasoning: number
}

/** One server's way of saying the same things: each is a list of events of its stream. */
interface Grammar {
  begin: object[]
  text(text: string): object[]
  reasoning(text: string): object[]
  /** `stop`: it has finished; `length`: its output limit is reached; `filter`: it must not say more. */
  end(reason: 'stop' | 'length' | 'filter', figures: Figures): (object | string)[]
  error(message: string): object[]
  /** What a refusal's body looks like. */
  refusal(message: string): object
  /** Where it is asked, below its address. */
  path: RegExp
}

const figures: Figures = { input: 20, cached: 15, output: 9, reasoning: 4 }

export class Speaker {
  readonly grammar: Grammar

  constructor(grammar: Grammar) {
    this.grammar = grammar
  }

  /** The text in pieces, a finish, the figures and the usual end. */
  answer(...pieces: string[]): Reply {
    return raw(this.bodyOf(...pieces))
  }

  bodyOf(...pieces: string[]): string {
    return this.lines(
      this.grammar.begin,
      ...pieces.map((text) => this.grammar.text(text)),
      this.grammar.end('stop', figures),
    )
  }

  lines(...events: (object | string)[][]): string {
    return events.flat().map(line).join('')
  }
}

function chunk(choice: object, more: object = {}): object {
  const head = { id: '1', object: 'chat.completion.chunk', created: 1, model: 'm' }
  return { ...head, choices: [{ index: 0, finish_reason: null, ...choice }], ...more }
}

const chat: Grammar = {
  path: /\/chat\/completions$/,
  begin: [chunk({ delta: { role: 'assistant', content: '' } })],
  text: (content) => [chunk({ delta: { role: 'assistant', content } })],
  reasoning: (text) => [chunk({ delta: { role: 'assistant', reasoning_content: text } })],
  end: (reason, { input, cached, output, reasoning }) => [
    chunk(
      { delta: { role: 'assistant', content: '' }, finish_reason: reason === 'filter' ? 'content_filter' : reason },
      {
        usage: {
          prompt_tokens: input,
          completion_tokens: output,
          total_tokens: input + output,
          prompt_tokens_details: { cached_tokens: cached },
          // DeepSeek's name for it.
          prompt_cache_hit_tokens: cached,
          completion_tokens_details: { reasoning_tokens: reasoning },
        },
      },
    ),
    '[DONE]',
  ],
  error: (message) => [{ error: { message, type: 'server_error', code: 'server_error' } }],
  refusal: (message) => ({ object: 'error', message, type: 'error', error: { message, type: 'error', code: null } }),
}

/** Mistral reasons in parts of the content. */
const mistral: Grammar = {
  ...chat,
  reasoning: (text) => [chunk({ delta: { content: [{ type: 'thinking', thinking: [{ type: 'text', text }] }] } })],
}

/** Perplexity reasons between marks in its text. */
const perplexity: Grammar = { ...chat, reasoning: (text) => chat.text(`<think>${text}</think>`) }

const place = { item_id: 'i', output_index: 1, content_index: 0 }

const responses: Grammar = {
  path: /\/responses$/,
  begin: [
    {
      type: 'response.created',
      response: { id: 'r', object: 'response', status: 'in_progress', model: 'm', output: [] },
    },
    {
      type: 'response.output_item.added',
      output_index: 1,
      item: { type: 'message', id: 'i', role: 'assistant', status: 'in_progress', content: [] },
    },
  ],
  text: (delta) => [{ type: 'response.output_text.delta', ...place, delta }],
  reasoning: (delta) => [
    {
      type: 'response.output_item.added',
      output_index: 0,
      item: { type: 'reasoning', id: 't', status: 'in_progress', summary: [] },
    },
    { type: 'response.reasoning_summary_text.delta', item_id: 't', output_index: 0, summary_index: 0, delta },
  ],
  end: (reason, { input, cached, output, reasoning }) => [
    {
      type: reason === 'stop' ? 'response.completed' : 'response.incomplete',
      response: {
        id: 'r',
        object: 'response',
        model: 'm',
        status: reason === 'stop' ? 'completed' : 'incomplete',
        incomplete_details:
          reason === 'stop' ? null : { reason: reason === 'length' ? 'max_output_tokens' : 'content_filter' },
        output: [],
        usage: {
          input_tokens: input,
          input_tokens_details: { cached_tokens: cached },
          output_tokens: output,
          output_tokens_details: { reasoning_tokens: reasoning },
          total_tokens: input + output,
        },
      },
    },
  ],
  error: (message) => [{ type: 'error', code: 'server_error', message, param: null }],
  refusal: (message) => ({ error: { message, type: 'error', code: null, param: null } }),
}

const anthropic: Grammar = {
  path: /\/messages$/,
  begin: [
    {
      type: 'message_start',
      message: {
        id: 'm',
        type: 'message',
        role: 'assistant',
        model: 'm',
        content: [],
        stop_reason: null,
        stop_sequence: null,
        usage: { input_tokens: 5, cache_read_input_tokens: 15, output_tokens: 1 },
      },
    },
    { type: 'content_block_start', index: 1, content_block: { type: 'text', text: '' } },
  ],
  text: (text) => [{ type: 'content_block_delta', index: 1, delta: { type: 'text_delta', text } }],
  reasoning: (thinking) => [
    { type: 'content_block_start', index: 0, content_block: { type: 'thinking', thinking: '', signature: '' } },
    { type: 'content_block_delta', index: 0, delta: { type: 'thinking_delta', thinking } },
  ],
  end: (reason, { input, cached, output, reasoning }) => [
    { type: 'content_block_stop', index: 1 },
    {
      type: 'message_delta',
      delta: {
        stop_reason: { stop: 'end_turn', length: 'max_tokens', filter: 'refusal' }[reason],
        stop_sequence: null,
      },
      usage: {
        input_tokens: input - cached,
        cache_read_input_tokens: cached,
        output_tokens: output,
        output_tokens_details: { thinking_tokens: reasoning },
      },
    },
    { type: 'message_stop' },
  ],
  error: (message) => [{ type: 'error', error: { type: 'overloaded_error', message } }],
  refusal: (message) => ({ type: 'error', error: { type: 'error', message } }),
}

const google: Grammar = {
  path: /:streamGenerateContent\?alt=sse$/,
  begin: [],
  text: (text) => [{ candidates: [{ index: 0, content: { role: 'model', parts: [{ text }] } }] }],
  reasoning: (text) => [{ candidates: [{ index: 0, content: { role: 'model', parts: [{ text, thought: true }] } }] }],
  end: (reason, { input, cached, output, reasoning }) => [
    {
      candidates: [
        {
          index: 0,
          content: { role: 'model', parts: [{ text: '' }] },
          finishReason: { stop: 'STOP', length: 'MAX_TOKENS', filter: 'SAFETY' }[reason],
        },
      ],
      usageMetadata: {
        promptTokenCount: input,
        cachedContentTokenCount: cached,
        candidatesTokenCount: output - reasoning,
        thoughtsTokenCount: reasoning,
        totalTokenCount: input + output,
      },
    },
  ],
  error: (message) => [{ error: { code: 503, message, status: 'UNAVAILABLE' } }],
  refusal: (message) => ({ error: { code: 400, message, status: 'ERROR' } }),
}

/** A speaker for each wire. xAI has taken over Responses, the other three Chat Completions. */
export const speakers: Record<WireName, Speaker> = {
  chat: new Speaker(chat),
  responses: new Speaker(responses),
  anthropic: new Speaker(anthropic),
  google: new Speaker(google),
  deepseek: new Speaker(chat),
  mistral: new Speaker(mistral),
  xai: new Speaker(responses),
  perplexity: new Speaker(perplexity),
}
