import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { Pacing } from '#platform/telegram/pacing.ts'
import { type Answer, startTelegram } from '#platform/telegram/testing-telegram.ts'
import { deliverRich } from './deliver-rich.ts'
import { richMessage } from './rich-message.ts'

let telegram: Awaited<ReturnType<typeof startTelegram>>
beforeEach(async () => void (telegram = await startTelegram()))
afterEach(() => telegram.stop())

const message = richMessage('| a |\n|---|\n| $x^2$ |')!

async function bring(more: Partial<Parameters<typeof deliverRich>[0]> = {}) {
  const reported: number[] = []
  const outcome = await deliverRich({
    api: telegram.api,
    place: { chatId: 7 },
    message,
    onSent: async (id) => void reported.push(id),
    signal: new AbortController().signal,
    pacing: new Pacing({ perSecond: 30 }),
    ...more,
  })
  return { outcome, reported }
}
const failing = (...answers: Answer[]) => telegram.answer(() => answers.shift())

describe('a rich answer', () => {
  test('is sent once and reported, in its topic, as a reply, with its buttons', async () => {
    const keyboard = { inline_keyboard: [[{ text: 'x', callback_data: 'x' }]] }
    const { outcome, reported } = await bring({ place: { chatId: 7, threadId: 3, replyTo: 9 }, keyboard })
    expect(outcome).toEqual({ messageId: 1 })
    expect(reported).toEqual([1])
    expect(telegram.calls).toEqual([
      {
        method: 'sendRichMessage',
        payload: {
          chat_id: 7,
          message_thread_id: 3,
          reply_parameters: { message_id: 9, allow_sending_without_reply: true },
          reply_markup: keyboard,
          rich_message: message,
        },
      },
    ])
  })

  test('takes the place of a message that is there already, and of its buttons', async () => {
    const { outcome, reported } = await bring({ messageId: 5 })
    expect(outcome).toEqual({ messageId: 5 })
    expect(reported).toEqual([])
    expect(telegram.calls).toEqual([
      { method: 'editMessageText', payload: { chat_id: 7, message_id: 5, rich_message: message } },
    ])
  })

  test('is done when the message shows it already', async () => {
    failing({ error: 400, description: 'Bad Request: message is not modified' })
    expect((await bring({ messageId: 5 })).outcome).toEqual({ messageId: 5 })
    expect(telegram.methods()).toEqual(['editMessageText'])
  })

  test('is sent anew when the message was deleted', async () => {
    failing({ error: 400, description: 'Bad Request: message to edit not found' })
    const { outcome, reported } = await bring({ messageId: 5 })
    expect(outcome).toEqual({ messageId: reported[0] })
    expect(telegram.methods()).toEqual(['editMessageText', 'sendRichMessage'])
  })
})

describe('when Telegram', () => {
  test('wants a pause, it is sent after it, once', async () => {
    failing({ error: 429, retryAfter: 1 })
    const pacing = new Pacing({ perSecond: 30 })
    const pause = vi.spyOn(pacing, 'pause')
    expect((await bring({ pacing })).outcome).toEqual({ messageId: 1 })
    expect(pause.mock.calls).toEqual([[7, 1_000]])
    expect(pacing.isPaused(7)).toBe(false)
    expect(telegram.texts()).toEqual([JSON.stringify(message)])
  })

  test.each([undefined, 5])(
    'does not take it as it is (message %s), its words can go another way',
    async (messageId) => {
      failing({ error: 400, description: 'Bad Request: RICH_MESSAGE_CONTENT_REQUIRED' })
      const { outcome, reported } = await bring({ messageId })
      expect(outcome).toBe('unsupported')
      expect(reported).toEqual([])
      expect(telegram.calls.length).toBe(1)
    },
  )

  test('is a server that knows no rich messages, its words can go another way', async () => {
    failing({ error: 404, description: 'Not Found: method not found' })
    expect((await bring()).outcome).toBe('unsupported')
  })

  test('does not know the token, that says nothing about the message', async () => {
    failing({ error: 404, description: 'Not Found' })
    await expect(bring()).rejects.toMatchObject({ error_code: 404 })
  })

  test.each([
    ['blocked', 403, 'Forbidden: bot was blocked by the user'],
    ['chat_not_found', 400, 'Bad Request: chat not found'],
    ['forbidden', 400, 'Bad Request: not enough rights to send text messages to the chat'],
  ])('says %s (%i %s), that is the answer', async (refused, error, description) => {
    failing({ error, description })
    expect((await bring()).outcome).toEqual({ refused, description })
    expect(telegram.calls.length).toBe(1)
  })

  test.each(['silence', 'cut'] as const)('leaves a send in doubt (%s), it is not repeated here', async (answer) => {
    failing(answer)
    await expect(bring({ api: telegram.hastyApi })).rejects.toThrow('Network request')
    expect(telegram.methods()).toEqual(['sendRichMessage'])
  })

  test('leaves a change in doubt, it is made again', async () => {
    failing('cut')
    expect((await bring({ messageId: 5 })).outcome).toEqual({ messageId: 5 })
    expect(telegram.methods()).toEqual(['editMessageText', 'editMessageText'])
  })
})
