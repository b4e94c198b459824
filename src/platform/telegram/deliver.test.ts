import { Api, GrammyError } from 'grammy'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { deliver } from './deliver.ts'
import type { FormattedText } from './formatted-text.ts'
import { formatMarkdown } from './markdown/format.ts'
import { Pacing } from './pacing.ts'
import { type Answer, startTelegram } from './testing-telegram.ts'

let telegram: Awaited<ReturnType<typeof startTelegram>>
beforeEach(async () => void (telegram = await startTelegram()))
afterEach(async () => {
  vi.useRealTimers()
  await telegram.stop()
})

const part = (text: string): FormattedText => ({ text, entities: [] })
const three = ['one', 'two', 'three'].map(part)

async function bring(parts: FormattedText[], more: Partial<Parameters<typeof deliver>[0]> = {}) {
  const reported: number[][] = []
  const outcome = await deliver({
    api: telegram.api,
    place: { chatId: 7 },
    parts,
    messageIds: [],
    onSent: async (ids) => void reported.push([...ids]),
    signal: new AbortController().signal,
    pacing: new Pacing({ perSecond: 30 }),
    ...more,
  })
  return { outcome, reported }
}
const failing = (...answers: Answer[]) => telegram.answer(() => answers.shift())

/** A Telegram without a network, and a clock that is turned by hand; it may refuse a call, and ask for a pause in seconds. */
function timed(refusal: (count: number) => { error: number; retryAfter?: number } | undefined) {
  vi.useFakeTimers()
  const api = new Api('1:token')
  const begun = Date.now()
  const calls: { text: unknown; atMs: number }[] = []
  api.config.use(async (_previous, method, payload) => {
    calls.push({ text: (payload as { text?: unknown }).text, atMs: Date.now() - begun })
    const refused = refusal(calls.length)
    if (!refused) return { ok: true, result: { message_id: calls.length } as never }
    const parameters = refused.retryAfter === undefined ? {} : { retry_after: refused.retryAfter }
    const said = { ok: false as const, error_code: refused.error, description: 'no', parameters }
    throw new GrammyError('no', said, method, payload)
  })
  return { api, calls }
}

describe('the parts of an answer', () => {
  test('come in order, each reported before the next; the last is told by the outcome', async () => {
    const { outcome, reported } = await bring(three)
    expect(outcome).toEqual({ messageIds: [1, 2, 3] })
    expect(reported).toEqual([[1], [1, 2]])
    expect(telegram.texts()).toEqual(['one', 'two', 'three'])
  })

  test('stand in their topic, answer the question, and have the buttons under the last', async () => {
    const keyboard = { inline_keyboard: [[{ text: 'x', callback_data: 'x' }]] }
    await bring(three, { place: { chatId: 7, threadId: 3, replyTo: 9 }, keyboard })
    expect(telegram.calls.map(({ payload }) => payload['message_thread_id'])).toEqual([3, 3, 3])
    expect(telegram.calls.map(({ payload }) => 'reply_parameters' in payload)).toEqual([true, false, false])
    expect(telegram.calls.map(({ payload }) => 'reply_markup' in payload)).toEqual([false, false, true])
  })

  test('go on where an interrupted delivery stopped', async () => {
    await bring([part('half')])
    const { outcome } = await bring(three, { messageIds: [1] })
    expect(outcome).toEqual({ messageIds: [1, 2, 3] })
    expect(telegram.texts()).toEqual(['one', 'two', 'three'])
    expect(telegram.methods()).toEqual(['sendMessage', 'editMessageText', 'sendMessage', 'sendMessage'])
  })

  test('are sent anew when the growing message was deleted', async () => {
    failing({ error: 400, description: 'Bad Request: message to edit not found' })
    await bring([part('whole')], { messageIds: [5] })
    expect(telegram.methods()).toEqual(['editMessageText', 'sendMessage'])
  })

  test('are done when the message shows them already', async () => {
    failing({ error: 400, description: 'Bad Request: message is not modified' })
    expect((await bring([part('whole')], { messageIds: [5] })).outcome).toEqual({ messageIds: [5] })
  })
})

describe('when Telegram', () => {
  test('wants a pause, the part is sent after it and nothing is lost or doubled', async () => {
    const { api, calls } = timed((count) => (count === 2 || count === 3 ? { error: 429, retryAfter: 1 } : undefined))
    const outcome = bring(three, { api })
    await vi.advanceTimersByTimeAsync(10_000)
    expect((await outcome).outcome).toEqual({ messageIds: [1, 4, 5] })
    expect(calls.map(({ text }) => text)).toEqual(['one', 'two', 'two', 'two', 'three'])
    const [first, refused, again, arrived] = calls.map(({ atMs }) => atMs)
    expect(again! - refused!).toBe(1_000)
    expect(arrived! - again!).toBe(1_000)
    expect(first).toBe(0)
  })

  test('wants pauses that are too long together, it is left to a later attempt', async () => {
    const { api, calls } = timed(() => ({ error: 429, retryAfter: 25 }))
    const outcome = bring(three, { api }).catch((error: unknown) => error)
    await vi.advanceTimersByTimeAsync(100_000)
    expect(await outcome).toMatchObject({ error_code: 429 })
    expect(calls.map(({ atMs }) => atMs)).toEqual([0, 25_000])
  })

  test('wants a long pause, it is left to a later attempt', async () => {
    failing({ error: 429, retryAfter: 300 })
    await expect(bring(three)).rejects.toMatchObject({ error_code: 429 })
    expect(telegram.calls.length).toBe(1)
  })

  test('paused the chat during progress, no call is made before its end', async () => {
    const { api, calls } = timed(() => undefined)
    const pacing = new Pacing({ perSecond: 30 })
    pacing.pause(7, 400)
    const outcome = bring([part('x')], { api, pacing })
    await vi.advanceTimersByTimeAsync(10_000)
    await outcome
    expect(calls.map(({ atMs }) => atMs)).toEqual([400])
  })

  test('is broken for a moment, the part is sent again', async () => {
    failing({ error: 502, description: 'Bad Gateway' })
    await bring([part('x')])
    expect(telegram.texts()).toEqual(['x'])
  })

  test('stays broken, it is left to a later attempt', async () => {
    const { api, calls } = timed(() => ({ error: 500 }))
    const outcome = bring([part('x')], { api }).catch((error: unknown) => error)
    await vi.advanceTimersByTimeAsync(100_000)
    expect(await outcome).toMatchObject({ error_code: 500 })
    expect(calls.length).toBe(4)
  })

  test.each(['silence', 'cut'] as const)(
    'leaves a send in doubt (%s), it is not sent a second time here',
    async (answer) => {
      failing(answer)
      await expect(bring([part('x')], { api: telegram.hastyApi })).rejects.toThrow()
      expect(telegram.methods()).toEqual(['sendMessage'])
    },
  )

  test('leaves a change in doubt, it is made again, because twice is as good as once', async () => {
    failing('cut')
    expect((await bring([part('x')], { messageIds: [5] })).outcome).toEqual({ messageIds: [5] })
    expect(telegram.methods()).toEqual(['editMessageText', 'editMessageText'])
  })

  test('rejects the marks, the words come without them', async () => {
    telegram.answer(({ payload }) =>
      (payload['entities'] as unknown[]).length > 0
        ? { error: 400, description: "Bad Request: can't parse entities" }
        : undefined,
    )
    expect((await bring([formatMarkdown('**bold**')])).outcome).toEqual({ messageIds: [1] })
    expect(telegram.texts()).toEqual(['bold'])
  })

  test.each([
    ['blocked', 403, 'Forbidden: bot was blocked by the user'],
    ['blocked', 403, 'Forbidden: user is deactivated'],
    ['blocked', 403, 'Forbidden: bot was kicked from the supergroup chat'],
    ['forbidden', 403, 'Forbidden: something else'],
    ['forbidden', 400, 'Bad Request: not enough rights to send text messages to the chat'],
    ['chat_not_found', 400, 'Bad Request: chat not found'],
    ['rejected', 400, 'Bad Request: message is too long'],
  ])('says %s (%i %s), that is the answer', async (refused, error, description) => {
    telegram.answer(() => ({ error, description }))
    expect((await bring(three)).outcome).toEqual({ refused, description })
    expect(telegram.calls.length).toBe(1)
  })

  test('is lost after the first part, the first part is known', async () => {
    failing(undefined, { error: 403, description: 'Forbidden: bot was blocked by the user' })
    const { outcome, reported } = await bring(three)
    expect(outcome).toMatchObject({ refused: 'blocked' })
    expect(reported).toEqual([[1]])
  })

  test('does not know the token, that is no refusal of the chat', async () => {
    const { api } = timed(() => ({ error: 401 }))
    const outcome = bring(three, { api }).catch((error: unknown) => error)
    await vi.advanceTimersByTimeAsync(100_000)
    expect(await outcome).toMatchObject({ error_code: 401 })
  })
})

test('a process that stops does not wait for the end of a pause', async () => {
  const stop = new AbortController()
  telegram.answer(() => {
    setImmediate(() => stop.abort(new Error('stopping')))
    return { error: 429, retryAfter: 30 }
  })
  await expect(bring(three, { signal: stop.signal })).rejects.toThrow('stopping')
})
