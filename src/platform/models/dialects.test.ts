import { describe, expect, test } from 'vitest'
import type { Done } from './answer.ts'
import type { FailureReason } from './failure.ts'
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
  usage,
} from './testing-server.ts'
import { noUsage } from './usage.ts'
import { ask, grown, useServer } from './testing-one-server.ts'

useServer()

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
