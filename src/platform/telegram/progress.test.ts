import { Api, GrammyError, HttpError, InlineKeyboard } from 'grammy'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { workload } from '#platform/runtime/workload.ts'
import { Pacing } from './pacing.ts'
import { Progress, type ProgressOptions } from './progress.ts'
import { textLimit } from './split.ts'
import { type Call, quiet, startTelegram } from './testing-telegram.ts'

interface Timed extends Call {
  atMs: number
}

/** A Telegram without a network, so that the clock can be turned by hand. */
function stubTelegram(fail: (call: Call, count: number) => unknown = () => undefined) {
  const begun = Date.now()
  const calls: Timed[] = []
  const api = new Api('1:token')
  api.config.use(async (_previous, method, payload) => {
    const call = { method, payload: payload as Call['payload'], atMs: Date.now() - begun }
    calls.push(call)
    const error = await fail(call, calls.filter((other) => other.method === method).length)
    if (error) throw error
    return { ok: true, result: (method === 'sendMessage' ? { message_id: 42 } : true) as never }
  })
  return { api, calls, of: (...methods: string[]) => calls.filter(({ method }) => methods.includes(method)) }
}

const refusal = (error_code: number, description: string, retry_after?: number) =>
  new GrammyError('no', { ok: false, error_code, description, parameters: retry_after ? { retry_after } : {} }, 'x', {})

function begin(telegram: { api: Api }, more: Partial<ProgressOptions> = {}) {
  const known: number[] = []
  const progress = new Progress({
    api: telegram.api,
    place: { chatId: 7 },
    isPrivate: true,
    mode: 'edits',
    draftId: 77,
    pacing: new Pacing({ perSecond: 30 }),
    stopButton: new InlineKeyboard().text('Stop', 'stop'),
    onMessage: async (id) => void known.push(id),
    log: quiet,
    ...more,
  })
  return { progress, known }
}
const textsOf = (calls: Call[]) => calls.map(({ payload }) => payload['text'])

describe('an answer that grows by edits', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  test('is there with its first word, and then changes no faster than Telegram bears', async () => {
    const telegram = stubTelegram()
    const { progress, known } = begin(telegram)
    let text = ''
    for (let n = 1; n <= 50; n += 1) {
      progress.push((text += `w${n} `))
      await vi.advanceTimersByTimeAsync(100)
    }
    const steps = telegram.of('sendMessage', 'editMessageText')
    expect(steps[0]).toMatchObject({ method: 'sendMessage', atMs: 0, payload: { text: 'w1' } })
    expect(steps.map(({ atMs }) => atMs)).toEqual([0, 1_100, 2_200, 3_300, 4_400])
    expect(known).toEqual([42])
    expect(await progress.finish()).toBe(42)
  })

  test('where the bot is no member changes the message that is there, every three seconds, and shows no typing', async () => {
    const telegram = stubTelegram((_call, count) => (count === 2 ? new HttpError('no reply', new Error()) : undefined))
    const { progress } = begin(telegram, { inlineMessageId: 'there', mode: 'drafts' })
    let text = ''
    for (let n = 1; n <= 100; n += 1) {
      progress.push((text += `w${n} `))
      await vi.advanceTimersByTimeAsync(100)
    }
    expect(telegram.calls.map(({ method, atMs }) => [method, atMs])).toEqual(
      [0, 3_100, 6_200, 9_300].map((atMs) => ['editMessageText', atMs]),
    )
    expect(telegram.calls[0]!.payload).toMatchObject({ inline_message_id: 'there', text: 'w1' })
    expect(await progress.finish()).toBe(null)
  })

  test('changes less often while the process has much to do', async () => {
    vi.spyOn(workload, 'crowding').mockReturnValue(0.5)
    const telegram = stubTelegram()
    const { progress } = begin(telegram)
    for (let n = 1; n <= 70; n += 1) {
      progress.push('word '.repeat(n))
      await vi.advanceTimersByTimeAsync(100)
    }
    expect(telegram.of('sendMessage', 'editMessageText').map(({ atMs }) => atMs)).toEqual([0, 3_050, 6_100])
    vi.restoreAllMocks()
    await progress.finish()
  })

  test('changes more slowly in a group', async () => {
    const telegram = stubTelegram()
    const { progress } = begin(telegram, { isPrivate: false, mode: 'drafts' })
    for (let n = 1; n <= 70; n += 1) {
      progress.push('word '.repeat(n))
      await vi.advanceTimersByTimeAsync(100)
    }
    expect(telegram.of('sendMessage', 'editMessageText').map(({ atMs }) => atMs)).toEqual([0, 3_100, 6_200])
    await progress.finish()
  })

  test('has its Stop button, its topic and its question', async () => {
    const telegram = stubTelegram()
    const { progress } = begin(telegram, { place: { chatId: 7, threadId: 3, replyTo: 9 } })
    progress.push('a')
    await vi.advanceTimersByTimeAsync(0)
    expect(telegram.of('sendMessage')[0]!.payload).toMatchObject({
      message_thread_id: 3,
      reply_parameters: { message_id: 9 },
      reply_markup: { inline_keyboard: [[{ text: 'Stop' }]] },
    })
    await progress.finish()
  })

  test('makes no call when nothing has changed', async () => {
    const telegram = stubTelegram()
    const { progress } = begin(telegram)
    progress.push('a')
    await vi.advanceTimersByTimeAsync(20_000)
    progress.push('a **')
    await vi.advanceTimersByTimeAsync(20_000)
    expect(telegram.of('sendMessage', 'editMessageText').length).toBe(1)
    await progress.finish()
  })

  test('pauses for as long as Telegram wants, and then shows the newest text', async () => {
    const telegram = stubTelegram((call, count) =>
      call.method === 'editMessageText' && count === 1 ? refusal(429, 'Too Many Requests', 30) : undefined,
    )
    const pacing = new Pacing({ perSecond: 30 })
    const { progress } = begin(telegram, { pacing })
    for (let n = 1; n <= 40; n += 1) {
      progress.push('word '.repeat(n))
      await vi.advanceTimersByTimeAsync(1_000)
    }
    const edits = telegram.of('editMessageText')
    expect(edits[1]!.atMs - edits[0]!.atMs).toBeGreaterThanOrEqual(30_000)
    expect(edits[1]!.payload['text']).toBe('word '.repeat(32).trim())
    const quietTime = telegram.of('sendChatAction').filter(({ atMs }) => atMs > edits[0]!.atMs && atMs < edits[1]!.atMs)
    expect(quietTime).toEqual([])
    await progress.finish()
  })

  test('shows the end of a text that is too long for a message', async () => {
    const telegram = stubTelegram()
    const { progress } = begin(telegram)
    progress.push(`${'слово '.repeat(1_500)}конец`)
    await vi.advanceTimersByTimeAsync(0)
    const [text] = textsOf(telegram.of('sendMessage')) as [string]
    expect(text.length).toBeLessThanOrEqual(textLimit)
    expect(text).toMatch(/^…\nслово [^]* конец$/)
    await progress.finish()
  })

  test('shows that a silent model thinks, and takes that away with the first word', async () => {
    const telegram = stubTelegram()
    const { progress } = begin(telegram, { texts: { thinking: 'Thinking' } })
    await vi.advanceTimersByTimeAsync(20_000)
    progress.push('a')
    await vi.advanceTimersByTimeAsync(2_000)
    expect(textsOf(telegram.of('sendMessage', 'editMessageText'))).toEqual(['Thinking', 'a'])
    await progress.finish()
  })

  test('that is void is taken away at once', async () => {
    const telegram = stubTelegram()
    const { progress } = begin(telegram, { texts: { thinking: 'Thinking' } })
    progress.push('wrong')
    await vi.advanceTimersByTimeAsync(1_500)
    progress.restart()
    await vi.advanceTimersByTimeAsync(1_500)
    progress.push('right')
    await vi.advanceTimersByTimeAsync(1_500)
    expect(textsOf(telegram.of('sendMessage', 'editMessageText'))).toEqual(['wrong', 'Thinking', 'right'])
    await progress.finish()
  })

  test('goes on in the message that an earlier attempt has begun', async () => {
    const telegram = stubTelegram()
    const { progress } = begin(telegram, { mode: 'drafts' })
    progress.adopt(5)
    progress.push('a')
    await vi.advanceTimersByTimeAsync(2_000)
    expect(telegram.of('sendMessage')).toEqual([])
    expect(telegram.of('editMessageText')[0]!.payload['message_id']).toBe(5)
    expect(await progress.finish()).toBe(5)
  })

  test('says that the bot is typing as long as it lasts, and no longer', async () => {
    const telegram = stubTelegram()
    const { progress } = begin(telegram)
    await vi.advanceTimersByTimeAsync(10_000)
    expect(telegram.of('sendChatAction').map(({ atMs }) => atMs)).toEqual([0, 4_500, 9_000])
    await progress.finish()
    progress.push('too late')
    await vi.advanceTimersByTimeAsync(60_000)
    expect(telegram.calls.length).toBe(3)
    expect(vi.getTimerCount()).toBe(0)
  })

  test('ends quietly when the person has blocked the bot or deleted the message', async () => {
    for (const error of [refusal(403, 'blocked'), refusal(400, 'message to edit not found')]) {
      const telegram = stubTelegram(({ method }) => (method === 'editMessageText' ? error : undefined))
      const { progress } = begin(telegram)
      for (let n = 1; n <= 10; n += 1) {
        progress.push('word '.repeat(n))
        await vi.advanceTimersByTimeAsync(1_100)
      }
      expect(telegram.of('sendMessage', 'editMessageText').length).toBe(2)
      await progress.finish()
    }
  })

  test('is not begun a second time when the first message may have arrived', async () => {
    const telegram = stubTelegram(({ method }) =>
      method === 'sendMessage' ? new HttpError('no', new Error('cut')) : undefined,
    )
    const { progress } = begin(telegram)
    for (let n = 1; n <= 10; n += 1) {
      progress.push('word '.repeat(n))
      await vi.advanceTimersByTimeAsync(1_100)
    }
    expect(telegram.of('sendMessage').length).toBe(1)
    expect(await progress.finish()).toBeNull()
  })

  test('goes on when Telegram or whoever remembers the message is broken for a moment', async () => {
    const telegram = stubTelegram(({ method }, count) =>
      method === 'editMessageText' && count < 3 ? refusal(502, 'no') : undefined,
    )
    const { progress } = begin(telegram, { onMessage: () => Promise.reject(new Error('no backend')) })
    for (let n = 1; n <= 6; n += 1) {
      progress.push('word '.repeat(n))
      await vi.advanceTimersByTimeAsync(1_100)
    }
    expect(telegram.of('editMessageText').at(-1)!.payload['text']).toBe('word '.repeat(6).trim())
    expect(await progress.finish()).toBe(42)
  })
})

describe('an answer that grows as a draft', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  test('shows the first word at once, grows fast, and leaves no message', async () => {
    const telegram = stubTelegram()
    const { progress } = begin(telegram, { mode: 'drafts', draftId: 77, place: { chatId: 7, threadId: 3 } })
    await vi.advanceTimersByTimeAsync(400)
    for (let n = 1; n <= 10; n += 1) {
      progress.push('word '.repeat(n))
      await vi.advanceTimersByTimeAsync(100)
    }
    const drafts = telegram.of('sendMessageDraft')
    expect(drafts[0]).toMatchObject({
      payload: { chat_id: 7, draft_id: 77, text: 'word', can_stop: true, keep_on_stop: true, message_thread_id: 3 },
    })
    expect(drafts.map(({ atMs }) => atMs)).toEqual([400, 700, 1_000, 1_300])
    expect(await progress.finish()).toBeNull()
    expect(telegram.of('sendMessage', 'editMessageText')).toEqual([])
  })

  test('grows in quick steps while there is little to read, and in calmer ones then', async () => {
    const telegram = stubTelegram()
    const { progress } = begin(telegram, { mode: 'drafts' })
    for (let n = 1; n <= 40; n += 1) {
      progress.push('word '.repeat(n))
      await vi.advanceTimersByTimeAsync(100)
    }
    expect(telegram.of('sendMessageDraft').map(({ atMs }) => atMs)).toEqual([
      0, 300, 600, 900, 1_200, 1_500, 2_100, 2_700, 3_300, 3_900,
    ])
    await progress.finish()
  })

  test('says that the bot thinks when the model keeps silent, and nothing when it does not', async () => {
    const telegram = stubTelegram()
    const { progress } = begin(telegram, { mode: 'drafts' })
    await vi.advanceTimersByTimeAsync(600)
    expect(telegram.of('sendMessageDraft')).toEqual([])
    await vi.advanceTimersByTimeAsync(150)
    expect(telegram.of('sendMessageDraft')).toMatchObject([{ payload: { text: '' } }])
    await progress.finish()
  })

  test('is kept alive while the model is silent', async () => {
    const telegram = stubTelegram()
    const { progress } = begin(telegram, { mode: 'drafts' })
    progress.push('word')
    await vi.advanceTimersByTimeAsync(120_000)
    const times = telegram.of('sendMessageDraft').map(({ atMs }) => atMs)
    for (const [index, atMs] of times.entries()) expect(atMs - (times[index - 1] ?? 0)).toBeLessThan(28_000)
    expect(times.length).toBeGreaterThan(4)
    await progress.finish()
  })

  test('grows by edits where drafts are refused, from then on in that chat', async () => {
    for (const error of [
      refusal(400, 'Bad Request: TEXTDRAFT_PEER_INVALID'),
      refusal(404, 'Not Found: method not found'),
    ]) {
      const telegram = stubTelegram(({ method }) => (method === 'sendMessageDraft' ? error : undefined))
      const pacing = new Pacing({ perSecond: 30 })
      for (const expected of [1, 1]) {
        const { progress } = begin(telegram, { mode: 'drafts', pacing })
        progress.push('word')
        await vi.advanceTimersByTimeAsync(3_000)
        expect(telegram.of('sendMessageDraft').length).toBe(expected)
        expect(await progress.finish()).toBe(42)
      }
      expect(telegram.of('sendMessage').length).toBe(2)
    }
  })

  test('pauses for as long as Telegram wants', async () => {
    const telegram = stubTelegram((_call, count) => (count === 2 ? refusal(429, 'Too Many Requests', 10) : undefined))
    const { progress } = begin(telegram, { mode: 'drafts' })
    for (let n = 1; n <= 12; n += 1) {
      progress.push('word '.repeat(n))
      await vi.advanceTimersByTimeAsync(1_000)
    }
    const [, second, third] = telegram.of('sendMessageDraft')
    expect(third!.atMs - second!.atMs).toBeGreaterThanOrEqual(10_000)
    await progress.finish()
  })
})

test('an answer that shows no progress still shows that the bot is typing', async () => {
  const telegram = stubTelegram()
  const { progress } = begin(telegram, { mode: 'off' })
  progress.push('a')
  expect(await progress.finish()).toBeNull()
  expect(telegram.calls.map(({ method }) => method)).toEqual(['sendChatAction'])
})

test('a Telegram that hangs keeps the final text waiting for a second and no longer', async () => {
  vi.useFakeTimers()
  const telegram = stubTelegram(({ method }) =>
    method === 'sendMessageDraft' ? new Promise(() => undefined) : undefined,
  )
  const { progress } = begin(telegram, { mode: 'drafts' })
  progress.push('word')
  await vi.advanceTimersByTimeAsync(0)
  expect(telegram.of('sendMessageDraft')).toHaveLength(1)
  let finished: number | null | 'not yet' = 'not yet'
  void progress.finish().then((messageId) => (finished = messageId))
  await vi.advanceTimersByTimeAsync(999)
  expect(finished).toBe('not yet')
  await vi.advanceTimersByTimeAsync(1)
  expect(finished).toBeNull()
  vi.useRealTimers()
})

test('a message on its way is waited for, so that the answer does not stand there twice', async () => {
  const arrived = Promise.withResolvers<void>()
  const telegram = stubTelegram(({ method }) => (method === 'sendMessage' ? arrived.promise : undefined))
  const { progress } = begin(telegram)
  progress.push('word')
  await expect.poll(() => telegram.of('sendMessage')).toHaveLength(1)
  const finished = progress.finish()
  arrived.resolve()
  expect(await finished).toBe(42)
  expect(textsOf(telegram.of('sendMessage', 'editMessageText'))).toEqual(['word'])
})

describe('over HTTP', () => {
  let telegram: Awaited<ReturnType<typeof startTelegram>>
  beforeEach(async () => void (telegram = await startTelegram()))
  afterEach(() => telegram.stop())

  test('a flood of 429 stops progress and costs no final text', async () => {
    telegram.answer(({ method }) => (method === 'editMessageText' ? { error: 429, retryAfter: 60 } : undefined))
    const { progress } = begin(telegram)
    progress.push('one')
    await expect.poll(() => telegram.methods()).toEqual(['sendMessage'])
    progress.push('one two')
    await expect.poll(() => telegram.methods()).toEqual(['sendMessage', 'editMessageText'])
    expect(await progress.finish()).toBe(1)
  })
})

describe('a model that reasons', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())
  const texts = { thinking: 'Thinking…' }

  test('is shown with the latest that it tells of that, until its first word', async () => {
    const telegram = stubTelegram()
    const { progress } = begin(telegram, { texts })
    progress.think('')
    await vi.advanceTimersByTimeAsync(1_200)
    progress.think('**First**\n\nLooking around\n\n**Second**\n\nChoosing words')
    await vi.advanceTimersByTimeAsync(1_200)
    progress.push('The answer')
    await vi.advanceTimersByTimeAsync(1_200)
    expect(textsOf(telegram.of('sendMessage', 'editMessageText'))).toEqual([
      'Thinking…',
      'Thinking…\n\nChoosing words',
      'The answer',
    ])
  })

  test('shows the end of what is long, in italics, also in a draft', async () => {
    const telegram = stubTelegram()
    const { progress } = begin(telegram, { texts, mode: 'drafts' })
    progress.think('word '.repeat(200))
    await vi.advanceTimersByTimeAsync(100)
    const { payload } = telegram.of('sendMessageDraft')[0]!
    const { text, entities } = payload as unknown as { text: string; entities: object[] }
    expect(text).toMatch(/^Thinking…\n\n….*word$/)
    expect(text.length).toBeLessThan(350)
    expect(entities).toEqual([{ type: 'italic', offset: 11, length: text.length - 11 }])
  })

  test('begins anew with nothing told when its stream broke', async () => {
    const telegram = stubTelegram()
    const { progress } = begin(telegram, { texts })
    progress.think('Looking around')
    await vi.advanceTimersByTimeAsync(1_200)
    progress.restart()
    await vi.advanceTimersByTimeAsync(1_200)
    expect(textsOf(telegram.of('sendMessage', 'editMessageText'))).toEqual(['Thinking…\n\nLooking around', 'Thinking…'])
  })
})
