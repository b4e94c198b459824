import type { WireName } from './provider.ts'
import { line, raw, type Reply } from './testing-server.ts'

interface Figures {
  input: number
  cached: number
  output: number
  reasoning: number
  /** Absent: it is no model that searches. */
  searches?: number
}

/** One server's way of saying the same things: each is a list of events of its stream. */
interface Grammar {
  begin: object[]
  text(text: string): object[]
  reasoning(text: string): object[]
  /** A call of a tool. Undefined: its models call none. */
  call: ((id: string, name: string, input: string) => object[]) | undefined
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

/** A field of the figures, for a model that searches. */
function told(searches: number | undefined, field: (searches: number) => object): object {
  return searches === undefined ? {} : field(searches)
}

function chunk(choice: object, more: object = {}): object {
  const head = { id: '1', object: 'chat.completion.chunk', created: 1, model: 'm' }
  return { ...head, choices: [{ index: 0, finish_reason: null, ...choice }], ...more }
}

/** @param tells how the figures say how often it has searched */
const chatThat = (tells: (searches: number) => object): Grammar => ({
  path: /\/chat\/completions$/,
  begin: [chunk({ delta: { role: 'assistant', content: '' } })],
  text: (content) => [chunk({ delta: { role: 'assistant', content } })],
  reasoning: (text) => [chunk({ delta: { role: 'assistant', reasoning_content: text } })],
  call: (id, name, input) => [
    chunk({ delta: { tool_calls: [{ index: 0, id, type: 'function', function: { name, arguments: input } }] } }),
  ],
  end: (reason, { input, cached, output, reasoning, searches }) => [
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
          ...told(searches, tells),
        },
      },
    ),
    '[DONE]',
  ],
  error: (message) => [{ error: { message, type: 'server_error', code: 'server_error' } }],
  refusal: (message) => ({ object: 'error', message, type: 'error', error: { message, type: 'error', code: null } }),
})

/** As OpenRouter says it. */
const chat = chatThat((searches) => ({ server_tool_use: { web_search_requests: searches } }))

/** Mistral reasons in parts of the content. */
const mistral: Grammar = {
  ...chat,
  reasoning: (text) => [chunk({ delta: { content: [{ type: 'thinking', thinking: [{ type: 'text', text }] }] } })],
}

/** Perplexity reasons between marks in its text. */
const perplexity: Grammar = {
  ...chatThat((searches) => ({ num_search_queries: searches, search_context_size: 'low', citation_tokens: 7 })),
  reasoning: (text) => chat.text(`<think>${text}</think>`),
  call: undefined,
}

const place = { item_id: 'i', output_index: 1, content_index: 0 }

/** Each search is an item, and so is each page that was opened for it. */
function searchItem(n: number): object[] {
  return ['search', 'open_page'].map((type) => ({
    type: 'response.output_item.done',
    output_index: n,
    item: { type: 'web_search_call', id: `ws${n}`, status: 'completed', action: { type } },
  }))
}

/** A call comes after the reasoning that led to it. */
function itemsOfCall(call_id: string, name: string, input: string): object[] {
  const item = { type: 'function_call', id: `fc_${call_id}`, call_id, name, arguments: input }
  const kept = { encrypted_content: 'kept-reasoning' }
  const reasoning = { type: 'reasoning', id: 'rs_1', status: 'completed', summary: [], ...kept }
  return [
    { type: 'response.output_item.done', output_index: 1, item: reasoning },
    { type: 'response.output_item.added', output_index: 2, item: { ...item, arguments: '', status: 'in_progress' } },
    { type: 'response.output_item.done', output_index: 2, item: { ...item, status: 'completed' } },
  ]
}

/** @param tells how the figures say how often it has searched, where they do */
const responsesThat = (tells: ((searches: number) => object) | undefined): Grammar => ({
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
  call: itemsOfCall,
  end: (reason, { input, cached, output, reasoning, searches }) => [
    ...(tells ? [] : Array.from({ length: searches ?? 0 }, (_, n) => searchItem(n)).flat()),
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
          ...told(searches, tells ?? (() => ({}))),
        },
      },
    },
  ],
  error: (message) => [{ type: 'error', code: 'server_error', message, param: null }],
  refusal: (message) => ({ error: { message, type: 'error', code: null, param: null } }),
})

const responses = responsesThat(undefined)
const xai = responsesThat((searches) => ({
  num_sources_used: 0,
  num_server_side_tools_used: searches + 1,
  server_side_tool_usage_details: { web_search_calls: 1, x_search_calls: searches - 1, code_interpreter_calls: 1 },
}))

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
  call: (id, name, input) => [
    { type: 'content_block_start', index: 2, content_block: { type: 'tool_use', id, name, input: {} } },
    { type: 'content_block_delta', index: 2, delta: { type: 'input_json_delta', partial_json: input.slice(0, 4) } },
    { type: 'content_block_delta', index: 2, delta: { type: 'input_json_delta', partial_json: input.slice(4) } },
    { type: 'content_block_stop', index: 2 },
  ],
  end: (reason, { input, cached, output, reasoning, searches }) => [
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
        ...told(searches, (count) => ({ server_tool_use: { web_search_requests: count, web_fetch_requests: 0 } })),
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
  call: (_id, name, input) => [
    {
      candidates: [
        {
          index: 0,
          content: {
            role: 'model',
            parts: [{ functionCall: { name, args: JSON.parse(input) as object }, thoughtSignature: 'kept-reasoning' }],
          },
        },
      ],
    },
  ],
  end: (reason, { input, cached, output, reasoning, searches }) => [
    {
      candidates: [
        {
          index: 0,
          content: { role: 'model', parts: [{ text: '' }] },
          finishReason: { stop: 'STOP', length: 'MAX_TOKENS', filter: 'SAFETY' }[reason],
          ...told(searches, (count) => ({
            groundingMetadata: { webSearchQueries: Array.from({ length: count }, (_, n) => `q${n}`) },
          })),
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
  xai: new Speaker(xai),
  perplexity: new Speaker(perplexity),
}
