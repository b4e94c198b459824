import { describe, expect, test } from 'vitest'
import { readCatalog } from '#modules/catalog/catalog.ts'
import { totalTimeoutOf, usualLimits } from './limits.ts'
import { answerOf, choice, delta, line, raw, type Reply } from './testing-server.ts'
import { ask, server, useServer } from './testing-one-server.ts'

useServer()

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

  test('of nothing but the beginnings of pictures is looked through once', async () => {
    const outcome = await ask([answerOf('!['.repeat(800_000))], { maxOutputTokens: 200_000 })
    expect(outcome.text).toHaveLength(1_600_000)
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
