import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { answerOf, refusal, type Reply, stream } from './testing-server.ts'
import { ask, server, useServer } from './testing-one-server.ts'

useServer()

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
