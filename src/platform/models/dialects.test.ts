import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answer, type AnswerEvent, type Done, ModelError } from './answer.ts'
import type { FailureReason, ModelFailure, Try } from './failure.ts'
import { readCatalog } from '#modules/catalog/catalog.ts'
import { type Limits, totalTimeoutOf, usualLimits } from './limits.ts'
import {
  answerOf,
  broken,
  choice,
  delta,
  finish,
  json,
  line,
  raw,
  refusal,
  type Reply,
  stream,
  TestServer,
  usage,
} from './testing-server.ts'
import { Prompt } from './prompt.ts'
import { noUsage, type Usage } from './usage.ts'

const server = new TestServer()
beforeAll(() => server.start())
afterAll(() => server.stop())

const prompt = new Prompt({
  system: 'Be kind.',
  referred: null,
  asked: [{ type: 'text', text: 'hello' }],
}).after([{ id: 1, question: 'before', answer: 'long ago' }])
const limits: Partial<Limits> = { backoffMs: 1, figuresTimeoutMs: 200 }

interface Outcome {
  text: string | undefined
  finishReason: Done['finishReason'] | undefined
  reason: FailureReason | undefined
  tries: Try[] | undefined
  calls: number
  events: AnswerEvent[]
  done: Done | undefined
}

/** Asks one server, each time by an address of its own, so that it remembers nothing of the test before. */
async function ask(
  replies: Reply[],
  more: {
    limits?: Partial<Limits>
    maxOutputTokens?: number
    path?: string
    seen?: (event: AnswerEvent, stop: () => void) => unknown
  } = {},
): Promise<Outcome> {
  server.clear(...replies)
  const events: AnswerEvent[] = []
  const provider = {
    name: 'first',
    baseUrl: server.address(more.path ?? randomUUID()),
    apiKey: 'k',
    model: 'm',
    wire: 'chat' as const,
    contextTokens: 1_000_000,
    maxOutputTokens: more.maxOutputTokens ?? 1_000,
  }
  const stop = new AbortController()
  const outcome = (failure?: ModelFailure): Outcome => {
    const last = events.at(-1)
    const done = last?.type === 'done' ? last : undefined
    return {
      text: done?.text,
      finishReason: done?.finishReason,
      reason: failure?.reason,
      tries: failure?.tries ?? done?.tries,
      calls: server.asked.length,
      events,
      done,
    }
  }
  try {
    for await (const event of answer({
      providers: [provider],
      prompt,
      caller: { person: 'p', conversation: 'c' },
      signal: stop.signal,
      limits: { ...limits, ...more.limits },
    })) {
      events.push(event)
      more.seen?.(event, () => stop.abort())
    }
    return outcome()
  } catch (error) {
    if (error instanceof ModelError) return outcome(error.failure)
    throw error
  }
}

/** The text so far as a listener has it. */
function grown(events: AnswerEvent[]): string {
  return events.reduce(
    (text, event) => (event.type === 'delta' ? text + event.text : event.type === 'restarted' ? '' : text),
    '',
  )
}

describe('an answer is taken out of whatever it is wrapped in, with one call', () => {
  test.each<[string, Reply, string, Done['finishReason']?]>([
    ['as OpenAI streams it', answerOf('Good ', 'day'), 'Good day'],
    ['with a finish in every chunk', stream(delta('Good ', 'stop'), delta('day', 'stop'), '[DONE]'), 'Good day'],
    ['with a finish in every chunk and no end', stream(delta('Good ', 'stop'), delta('day', 'stop')), 'Good day'],
    ['with an empty finish in every chunk', stream(delta('Good ', ''), delta('day', ''), '[DONE]'), 'Good day'],
    ['with the finish beside the last words', stream(delta('Good '), delta('day', 'stop')), 'Good day'],
    ['without a finish', stream(delta('Good '), delta('day'), usage, '[DONE]'), 'Good day'],
    ['without a finish and figures', stream(delta('Good '), delta('day'), '[DONE]'), 'Good day'],
    ['without [DONE]', stream(delta('Good day'), finish('stop')), 'Good day'],
    ['cut at the limit', stream(delta('Good'), finish('length'), '[DONE]'), 'Good', 'length'],
    ['cut at the limit, in Google’s word', stream(delta('Good'), finish('MAX_TOKENS')), 'Good', 'length'],
    [
      'as lists of parts',
      stream(
        delta([{ type: 'thinking', thinking: [{ type: 'text', text: 'hm' }] }]),
        delta([
          { type: 'text', text: 'Good ' },
          { type: 'text', text: 'day' },
        ]),
        finish('stop'),
      ),
      'Good day',
    ],
    ['as a list of strings', stream(delta(['Good ', 'day']), '[DONE]'), 'Good day'],
    [
      'as whole JSON',
      json({ choices: [{ message: { role: 'assistant', content: 'Good day' }, finish_reason: 'stop' }] }),
      'Good day',
    ],
    ['as whole JSON without a finish', json({ choices: [{ message: { content: 'Good day' } }] }), 'Good day'],
    [
      'as whole JSON over many lines, called a stream',
      raw(JSON.stringify({ choices: [{ message: { content: [{ type: 'text', text: 'Good day' }] } }] }, null, 2)),
      'Good day',
    ],
    ['as whole JSON with the message at the top', json({ message: { content: 'Good day' }, done: true }), 'Good day'],
    ['as one whole message in a stream', stream(choice({ message: { content: 'Good day' } }), '[DONE]'), 'Good day'],
    [
      'as pieces called messages',
      stream(choice({ message: { content: 'ha' } }), choice({ message: { content: 'ha' } }), '[DONE]'),
      'haha',
    ],
    [
      'as messages that grow',
      stream(choice({ message: { content: 'Good' } }), choice({ message: { content: 'Good day' } }), '[DONE]'),
      'Good day',
    ],
    [
      'as pieces with the whole message at the end',
      stream(delta('Good '), delta('day'), choice({ message: { content: 'Good day' }, finish_reason: 'stop' })),
      'Good day',
    ],
    ['as the text of a completion', stream(choice({ text: 'Good day' }), '[DONE]'), 'Good day'],
    [
      'with thoughts beside it',
      stream(
        choice({ delta: { reasoning_content: 'hm' } }),
        choice({ delta: { reasoning: 'hm' } }),
        delta('Yes'),
        '[DONE]',
      ),
      'Yes',
    ],
    [
      'with comments, CRLF, names of events and no spaces',
      raw(
        `: PROCESSING\r\n\r\nevent: chunk\r\nid: 7\r\ndata:${JSON.stringify(delta('Good '))}\r\n\r\n: PROCESSING\r\n\r\ndata:${JSON.stringify(delta('day'))}\r\n\r\ndata:[DONE]\r\n\r\n`,
      ),
      'Good day',
    ],
    [
      'with lone CR as ends of lines',
      raw(`data: ${JSON.stringify(delta('Good day'))}\r\rdata: [DONE]\r\r`),
      'Good day',
    ],
    [
      'without empty lines between the events',
      raw(`data: ${JSON.stringify(delta('Good '))}\ndata: ${JSON.stringify(delta('day'))}\ndata: [DONE]\n`),
      'Good day',
    ],
    [
      'with an event over several lines',
      raw(`data: {"choices":\ndata: [{"delta":\ndata: {"content": "Good day"}}]}\n\ndata: [DONE]\n\n`),
      'Good day',
    ],
    ['without an empty line at the very end', raw(`${line(delta('Good day'))}data: [DONE]`), 'Good day'],
    [
      'with a refusal in words',
      stream(choice({ delta: { refusal: 'I ' } }), choice({ delta: { refusal: 'cannot' } }), finish('stop')),
      'I cannot',
    ],
    ['with a refusal as a part', stream(delta([{ type: 'refusal', refusal: 'I cannot' }]), '[DONE]'), 'I cannot'],
    [
      'with a refusal in whole JSON',
      json({ choices: [{ message: { content: null, refusal: 'I cannot' }, finish_reason: 'stop' }] }),
      'I cannot',
    ],
    [
      'with words, then a refusal',
      stream(delta('Well'), choice({ delta: { refusal: 'I cannot' } }), '[DONE]'),
      'Well\n\nI cannot',
    ],
    ['cut by a filter', stream(delta('Half a'), finish('content_filter'), '[DONE]'), 'Half a', 'content_filter'],
    ['cut by a filter, in Google’s word', stream(delta('Half a'), finish('SAFETY')), 'Half a', 'content_filter'],
    [
      'with words and a call of a tool',
      stream(delta('Good day'), choice({ delta: { tool_calls: [{}] }, finish_reason: 'tool_calls' })),
      'Good day',
    ],
    [
      'with chunks that say nothing',
      stream({ choices: [] }, {}, { choices: [{}] }, delta(null), delta('Yes'), '[DONE]'),
      'Yes',
    ],
  ])('%s', async (_name, reply, text, finishReason = 'stop') => {
    const outcome = await ask([reply, answerOf('asked twice')])
    expect([outcome.text, outcome.finishReason, outcome.calls]).toEqual([text, finishReason, 1])
    expect(grown(outcome.events)).toBe(text)
  })

  test('and figures that are no counts are left out', async () => {
    const figures = { choices: [], usage: { prompt_tokens: '3', completion_tokens: 1e12 } }
    const { done } = await ask([stream(delta('Yes'), finish('stop'), figures, '[DONE]')])
    expect(done?.usage).toEqual({ ...noUsage, inputTokens: 23, outputTokens: 5, estimated: true })
  })
})

describe('what a try costs', () => {
  const figures = (usage: object) => stream(delta('Yes'), finish('stop'), { choices: [], usage }, '[DONE]')

  test.each<[string, object, Partial<Usage>]>([
    [
      'as OpenAI says it',
      {
        prompt_tokens: 900,
        prompt_tokens_details: { cached_tokens: 800 },
        completion_tokens: 70,
        completion_tokens_details: { reasoning_tokens: 64 },
      },
      { inputTokens: 900, cachedInputTokens: 800, outputTokens: 70, reasoningTokens: 64, estimated: false },
    ],
    [
      'as DeepSeek says it',
      { prompt_tokens: 900, prompt_cache_hit_tokens: 800, prompt_cache_miss_tokens: 100, completion_tokens: 70 },
      { inputTokens: 900, cachedInputTokens: 800, outputTokens: 70, reasoningTokens: 0, estimated: false },
    ],
    [
      'with more from the cache than there was',
      { prompt_tokens: 9, prompt_tokens_details: { cached_tokens: 800 }, completion_tokens: 7 },
      { inputTokens: 9, cachedInputTokens: 9, outputTokens: 7 },
    ],
    ['with one figure missing', { prompt_tokens: 9 }, { inputTokens: 9, outputTokens: 5, estimated: true }],
  ])('is taken %s', async (_name, usage, expected) => {
    expect((await ask([figures(usage)])).done?.usage).toMatchObject(expected)
  })

  test.each<[string, object, number | undefined]>([
    ['each that Perplexity bills', { num_search_queries: 18, search_context_size: 'low' }, 18],
    ['one where Perplexity bills the question', { search_context_size: 'low' }, 1],
    ['the sources of xAI, where it bills those', { num_sources_used: 4 }, 4],
    ['those of the web and of X', { server_side_tool_usage_details: { web_search_calls: 2, x_search_calls: 1 } }, 3],
    ['those of OpenRouter', { server_tool_use: { web_search_requests: 2 } }, 2],
    ['none', { num_search_queries: 0, search_context_size: 'low' }, undefined],
    ['none that is no count', { num_search_queries: 1.5, server_tool_use: [3], num_sources_used: '4' }, undefined],
  ])('knows of searches %s', async (_name, told, searches) => {
    const outcome = await ask([figures({ prompt_tokens: 9, completion_tokens: 7, ...told })])
    expect(outcome.done?.usage.searches).toBe(searches)
  })

  test('is counted here where nobody says it, with what the model has thought', async () => {
    const outcome = await ask([
      stream(choice({ delta: { reasoning_content: 'hm '.repeat(40) } }), delta('Yes'), '[DONE]'),
    ])
    expect(outcome.done?.usage).toEqual({
      ...noUsage,
      inputTokens: 23,
      outputTokens: 35,
      reasoningTokens: 30,
      estimated: true,
    })
  })

  test('is known of every try: a refusal costs nothing, a cut what was asked and said', async () => {
    const outcome = await ask([refusal(503, 'Busy'), broken(delta('half an answer')), answerOf('whole')])
    expect(outcome.done?.tries.map(({ outcome, status, usage }) => [outcome, status, usage])).toEqual([
      ['unavailable', 503, noUsage],
      ['cut', undefined, { ...noUsage, inputTokens: 23, outputTokens: 7, estimated: true }],
      ['answered', undefined, { ...noUsage, inputTokens: 3, outputTokens: 2 }],
    ])
  })

  test('is known when nobody has answered', async () => {
    const outcome = await ask([stream(delta(''), finish('length'), usage, '[DONE]')])
    expect(outcome.tries?.map(({ provider, model, outcome, usage }) => [provider, model, outcome, usage])).toEqual([
      ['first', 'm', 'no_room', { ...noUsage, inputTokens: 3, outputTokens: 2 }],
    ])
  })

  test('is counted for an answer that was stopped', async () => {
    const outcome = await ask([(response) => response.writeHead(200).write(line(delta('one ')))], {
      seen: (event, stop) => event.type === 'delta' && stop(),
    })
    expect(outcome.done?.tries).toMatchObject([
      { outcome: 'stopped', usage: { inputTokens: 23, outputTokens: 6, estimated: true } },
    ])
  })
})

describe('a stream that ends without saying so is no answer, and is begun anew', () => {
  test.each<[string, Reply]>([
    ['by a proper end', stream(delta('half an '))],
    ['by a cut', broken(delta('half an '))],
    ['by a cut after a finish in every chunk', broken(delta('half ', 'stop'), delta('an ', 'stop'))],
    ['by a finish that is an error', stream(delta('half an '), finish('error'))],
    ['by what DeepSeek calls a lack of resources', stream(delta('half '), finish('insufficient_system_resource'))],
    ['by an error object', stream(delta('half an '), { error: { message: 'Overloaded', code: 502 } })],
    ['by an error object of vLLM', stream({ object: 'error', message: 'Engine died', code: 500 })],
    ['by an error object instead of an answer', json({ error: { message: 'Upstream broke', code: 503 } })],
    ['by something that is no JSON', stream(delta('half an '), '{no json')],
  ])('%s', async (_name, reply) => {
    const outcome = await ask([reply, answerOf('whole')])
    expect([outcome.text, outcome.calls]).toEqual(['whole', 2])
  })
})

describe('what is no answer costs one call and is named', () => {
  test.each<[string, Reply, FailureReason]>([
    [
      'thinking alone until the limit',
      stream(choice({ delta: { reasoning_content: 'hm' } }), finish('length')),
      'no_room',
    ],
    ['thinking that nobody sees until the limit', stream(delta(''), finish('length'), usage, '[DONE]'), 'no_room'],
    ['thinking in tags until the limit', stream(delta('<think>hm, '), delta('hm'), finish('length')), 'no_room'],
    ['a filter that lets nothing through', stream(finish('content_filter'), '[DONE]'), 'filtered'],
    [
      'a filter before the model',
      refusal(400, {
        error: { code: 'content_filter', message: "The response was filtered due to Azure OpenAI's policy" },
      }),
      'filtered',
    ],
    [
      'a filter that calls it forbidden',
      refusal(403, { error: { message: 'Your input was flagged', code: 403 } }),
      'filtered',
    ],
    ['a call of a tool', stream(choice({ delta: { tool_calls: [{ index: 0 }] } }), finish('tool_calls')), 'not_text'],
    [
      'a picture',
      stream(choice({ delta: { content: '', images: [{ type: 'image_url' }] } }), finish('stop')),
      'not_text',
    ],
    ['a picture as a part', stream(delta([{ type: 'image_url', image_url: { url: 'x' } }]), '[DONE]'), 'not_text'],
    [
      'a picture as text',
      stream(delta(`![a cat](data:image/png;base64,${'A'.repeat(9_000)})`), finish('stop')),
      'not_text',
    ],
    ['a wrong key', refusal(401, { error: { message: 'Incorrect API key', code: 'invalid_api_key' } }), 'refused'],
    ['an empty account', refusal(402, { error: { message: 'Insufficient credits', code: 402 } }), 'refused'],
    [
      'a used-up quota',
      refusal(429, { error: { message: 'You exceeded your current quota', code: 'insufficient_quota' } }),
      'refused',
    ],
    ['a country that is not served', refusal(403, { error: { message: 'Country not supported' } }), 'refused'],
    [
      'a model that is not there',
      refusal(404, { error: { message: 'The model m does not exist', code: 'model_not_found' } }),
      'refused',
    ],
    [
      'a model that OpenRouter does not know',
      refusal(400, { error: { message: 'm is not a valid model ID', code: 400 } }),
      'refused',
    ],
    ['a wrong key, as Google says it', refusal(400, { error: { message: 'API key not valid', code: 400 } }), 'refused'],
    ['a page of a proxy', refusal(404, '<html>Not found</html>'), 'refused'],
    ['a question that is refused', refusal(400, { error: { message: 'Invalid role' } }), 'bad_request'],
  ])('%s', async (_name, reply, reason) => {
    const outcome = await ask([reply, answerOf('asked twice')])
    expect([outcome.reason, outcome.calls]).toEqual([reason, 1])
    expect(outcome.events.filter(({ type }) => type === 'refused')).toHaveLength(reason === 'refused' ? 1 : 0)
  })

  test('nothing at all is asked for once more, and not a third time', async () => {
    const outcome = await ask([stream(finish('stop'), '[DONE]')])
    expect([outcome.reason, outcome.calls]).toEqual(['empty', 2])
  })
})

describe('a parameter that a server refuses by name', () => {
  const named = (param: string, message: string) =>
    refusal(400, { error: { message, type: 'invalid_request_error', param, code: 'unsupported_parameter' } })
  type Body = Record<string, unknown>
  test.each<[string, Reply[], (body: Body) => unknown[], unknown[]]>([
    [
      'max_tokens is sent by its new name',
      [named('max_tokens', "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead.")],
      ({ max_tokens, max_completion_tokens }) => [max_tokens, max_completion_tokens],
      [undefined, 1_000],
    ],
    [
      'max_tokens, then its new name too: it is left out',
      [
        named('max_tokens', "Unsupported parameter: 'max_tokens'"),
        refusal(422, { detail: [{ loc: ['body', 'max_completion_tokens'], msg: 'extra fields not permitted' }] }),
      ],
      (body) => ['max_tokens' in body, 'max_completion_tokens' in body],
      [false, false],
    ],
    [
      'stream_options is left out',
      [named('stream_options', 'Unknown parameter: stream_options')],
      (body) => ['stream_options' in body, body['stream']],
      [false, true],
    ],
    [
      'stream_options is left out, in Mistral’s words',
      [
        refusal(422, {
          object: 'error',
          message: { detail: [{ loc: ['body', 'stream_options'], type: 'extra_forbidden' }] },
        }),
      ],
      (body) => ['stream_options' in body],
      [false],
    ],
    [
      'streaming is left out',
      [named('stream', "Unsupported value: 'stream' does not support true with this model")],
      (body) => [body['stream'], 'stream_options' in body],
      [false, false],
    ],
    [
      'a limit that is too large is made smaller',
      [named('max_tokens', 'max_tokens is too large: 1000. This model supports at most 512 completion tokens.')],
      (body) => [body['max_tokens']],
      [512],
    ],
    [
      'a limit out of its range is made smaller',
      [refusal(400, { error: { message: 'Invalid max_tokens value, the valid range of max_tokens is [1, 768]' } })],
      (body) => [body['max_tokens']],
      [768],
    ],
    [
      'a limit that does not fit beside the question is left out',
      [
        refusal(400, {
          object: 'error',
          message:
            "'max_tokens' or 'max_completion_tokens' is too large: 1000. This model's maximum context length is 1024 tokens and your request has 500 input tokens.",
        }),
      ],
      (body) => ['max_tokens' in body],
      [false],
    ],
    [
      'the role of the system is put before the question',
      [refusal(400, { error: { message: 'System role not supported' } })],
      ({ messages }) => [(messages as { role: string; content: string }[])[0]],
      [{ role: 'user', content: 'Be kind.\n\nbefore' }],
    ],
  ])('%s, and this is remembered for that server and model', async (_name, refusals, sent, expected) => {
    const path = randomUUID()
    const first = await ask([...refusals, answerOf('fine')], { path })
    expect([first.text, first.calls]).toEqual(['fine', refusals.length + 1])
    expect(sent(server.asked.at(-1)!.body)).toEqual(expected)
    const second = await ask([answerOf('fine again')], { path })
    expect([second.text, second.calls]).toEqual(['fine again', 1])
    expect(sent(server.asked[0]!.body)).toEqual(expected)
  })

  test('is left out once: a server that goes on refusing is left alone', async () => {
    const outcome = await ask([named('stream_options', 'Unknown parameter: stream_options')])
    expect([outcome.reason, outcome.calls]).toEqual(['bad_request', 2])
  })

  test('and that we do not send changes nothing', async () => {
    const outcome = await ask([named('temperature', "Unsupported parameter: 'temperature'"), answerOf('asked twice')])
    expect([outcome.reason, outcome.calls]).toEqual(['bad_request', 1])
  })

  test('of OpenAI itself has its new name from the beginning, whoever else is asked', async () => {
    await ask([answerOf('fine')])
    expect(server.asked[0]!.body).toMatchObject({
      max_tokens: 1_000,
      stream: true,
      stream_options: { include_usage: true },
    })
    expect(server.asked[0]!.headers).toMatchObject({ authorization: 'Bearer k' })
  })
})

describe('a conversation that is too long is sent once more with less of the past', () => {
  const wordings: [string, Reply][] = [
    [
      'OpenAI',
      refusal(400, {
        error: {
          message:
            "This model's maximum context length is 8192 tokens. However, your messages resulted in 9000 tokens.",
          type: 'invalid_request_error',
          param: 'messages',
          code: 'context_length_exceeded',
        },
      }),
    ],
    [
      'vLLM',
      refusal(400, {
        object: 'error',
        message:
          "This model's maximum context length is 4096 tokens. However, you requested 5000 tokens (4000 in the messages, 1000 in the completion). Please reduce the length of the messages or completion.",
        type: 'BadRequestError',
        code: 400,
      }),
    ],
    [
      'llama.cpp',
      refusal(400, {
        error: {
          code: 400,
          message: 'the request exceeds the available context size, try increasing it',
          type: 'exceed_context_size_error',
          n_ctx: 4096,
        },
      }),
    ],
    ['Ollama', refusal(500, { error: 'the input length exceeds the context length' })],
    [
      'OpenRouter',
      refusal(400, {
        error: {
          code: 400,
          message:
            'This endpoint\'s maximum context length is 8192 tokens. However, you requested about 9000 tokens. Please reduce the length of either one, or use the "middle-out" transform.',
        },
      }),
    ],
    ['a proxy', refusal(413, '<html>Request Entity Too Large</html>')],
    ['Anthropic', refusal(400, { error: { message: 'prompt is too long: 210000 tokens > 200000 maximum' } })],
    [
      'Google',
      refusal(400, {
        error: { message: 'The input token count (40000) exceeds the maximum number of tokens allowed' },
      }),
    ],
    [
      'Mistral',
      refusal(400, { message: 'Prompt contains 40000 tokens, too large for model with 32768 maximum context length' }),
    ],
    ['a stream', stream({ error: { message: 'Context size has been exceeded', code: 'context_length_exceeded' } })],
  ]

  test.each(wordings)('and answered, in the words of %s', async (_name, reply) => {
    const outcome = await ask([reply, answerOf('fine')])
    expect([outcome.text, outcome.calls]).toEqual(['fine', 2])
    expect(server.asked.map(({ body }) => body.messages.map(({ content }) => content))).toEqual([
      ['Be kind.', 'before', 'long ago', 'hello'],
      ['Be kind.', 'hello'],
    ])
    expect(server.asked[1]!.body['max_tokens'], 'room for the answer counts too').toBe(500)
  })

  test.each(wordings)('and not a third time, in the words of %s', async (_name, reply) => {
    const outcome = await ask([reply])
    expect([outcome.reason, outcome.calls]).toEqual(['too_long', 2])
  })
})

describe('an answer without end', () => {
  const endless =
    (event: unknown): Reply =>
    (response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      const more = () => {
        while (!response.destroyed && response.write(line(event)));
      }
      response.on('drain', more)
      more()
    }

  test('is read to a multiple of the output limit, and is an answer cut short', async () => {
    const outcome = await ask([endless(delta('слово '.repeat(100)))], { maxOutputTokens: 100 })
    expect([outcome.finishReason, outcome.text?.length, outcome.calls]).toEqual(['length', 800, 1])
    await expect.poll(() => server.hungUp).toBe(1)
  })

  test('of thinking is no answer', async () => {
    for (const event of [choice({ delta: { reasoning_content: 'hm '.repeat(100) } }), delta('<think>hm ')]) {
      const outcome = await ask([endless(event)], { maxOutputTokens: 100 })
      expect([outcome.reason, outcome.calls]).toEqual(['no_room', 1])
    }
  })

  test.each<[string, Reply]>([
    [
      'in one line',
      (response) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' })
        response.write('data: {"choices":[{"delta":{"content":"')
        const more = () => {
          while (!response.destroyed && response.write('word '.repeat(1_000)));
        }
        response.on('drain', more)
        more()
      },
    ],
    ['in one body', raw(`{"choices":[${' '.repeat(100_000)}]}`, 'application/json')],
  ])('%s is not read to its end', async (_name, reply) => {
    const outcome = await ask([reply], { limits: { longestLine: 50_000 } })
    expect([outcome.reason, outcome.calls]).toEqual(['not_text', 1])
  })
})

describe('a model that writes when its time runs out', () => {
  const slow: Reply = (response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.write(line(delta('a ')))
    const talk = setInterval(() => response.write(line(delta('a '))), 100)
    response.once('close', () => clearInterval(talk))
  }

  test('has given an answer that can be gone on with', async () => {
    const outcome = await ask([slow], {
      limits: { totalTimeoutMs: 200, firstPieceTimeoutMs: 1_000 },
      maxOutputTokens: 20,
    })
    expect([outcome.finishReason, outcome.calls]).toEqual(['timeout', 1])
    expect(outcome.text).toMatch(/^(a )+$/)
  })

  test('and has only thought has given none', async () => {
    const thoughtful: Reply = (response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.write(line(delta('<think>hm, ')))
    }
    const late = { totalTimeoutMs: 100, firstPieceTimeoutMs: 50, attempts: 1 }
    expect((await ask([thoughtful], { limits: late, maxOutputTokens: 1 })).reason).toBe('timeout')
  })

  test('had the time to use all of its output limit at twenty tokens a second', () => {
    for (const { id, maxOutputTokens } of readCatalog('catalog.json').models)
      expect(totalTimeoutOf(usualLimits, maxOutputTokens) / 1_000, id).toBeGreaterThanOrEqual(maxOutputTokens / 20)
  })
})
