import { Api } from 'grammy'
import { afterEach, expect, test, vi } from 'vitest'
import { attachmentsIn } from '#platform/telegram/attachments.ts'
import { Pacing } from '#platform/telegram/pacing.ts'
import { Progress } from '#platform/telegram/progress.ts'
import { richMessage } from '#platform/telegram/rich/rich-message.ts'
import { quiet } from '#platform/telegram/testing-telegram.ts'
import { formatAnswer, formatUnfinishedMarkdown } from './format.ts'

vi.mock('./parse.ts', () => ({
  parse() {
    throw new TypeError("Cannot read properties of undefined (reading 'start')")
  },
}))
afterEach(() => vi.useRealTimers())

test('an answer that cannot be parsed is shown as plain text', () => {
  const plain = { text: '**a** | b', entities: [] }
  expect(formatAnswer('**a** | b\n')).toEqual(plain)
  expect(formatUnfinishedMarkdown('**a** | b')).toEqual(plain)
  expect(richMessage('| a |\n|---|\n| b |')).toBeUndefined()
  expect(attachmentsIn('| a |\n|---|\n| b |')).toEqual([])
})

test('it also grows as plain text, and ends nothing', async () => {
  vi.useFakeTimers()
  const api = new Api('1:token')
  const texts: unknown[] = []
  api.config.use(async (_previous, method, payload) => {
    if (method !== 'sendChatAction') texts.push((payload as { text?: unknown }).text)
    return { ok: true, result: { message_id: 1 } as never }
  })
  const progress = new Progress({
    api,
    place: { chatId: 7 },
    isPrivate: true,
    mode: 'edits',
    draftId: 1,
    stopButton: { inline_keyboard: [] },
    pacing: new Pacing({ perSecond: 30 }),
    onMessage: async () => undefined,
    log: quiet,
  })
  progress.push('It costs $5, write to _a@b.com_')
  await vi.advanceTimersByTimeAsync(2_000)
  expect(texts).toEqual(['It costs $5, write to _a@b.com_'])
  expect(await progress.finish()).toBe(1)
})
