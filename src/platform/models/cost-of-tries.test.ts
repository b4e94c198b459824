import { describe, expect, test } from 'vitest'
import { answerOf, broken, choice, delta, finish, line, refusal, stream, usage } from './testing-server.ts'
import { noUsage, type Usage } from './usage.ts'
import { ask, useServer } from './testing-one-server.ts'

useServer()

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
