import { BotError, GrammyError, HttpError } from 'grammy'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { BackendRefusal, BackendUnavailable } from './backend-client.ts'
import type { Handling } from '#platform/inbox/consumer.ts'
import { Postpone } from '#platform/inbox/postponement.ts'
import { createLog } from '#platform/runtime/log.ts'
import type { BotContext, Tools } from './context.ts'
import { withErrorHandler } from './errors.ts'

const reportError = vi.fn<(report: object) => Promise<object>>(async () => ({}))
const sendMessage = vi.fn<(...given: unknown[]) => Promise<object>>(async () => ({}))
const tools = {
  backend: { reportError },
  bareApi: { sendMessage },
  people: { languageOf: () => 'en' },
  log: createLog('test', { level: 'silent' }),
} as unknown as Tools

const update = {
  update_id: 5,
  message: {
    message_id: 3,
    chat: { id: 7, type: 'private' },
    from: { id: 7, language_code: 'en' },
    text: 'secret words',
  },
}
const handling = (): Handling => ({
  signal: new AbortController().signal,
  attempt: 1,
  last: false,
  stillOurs: async () => undefined,
  ageMs: () => 0,
  following: async () => [],
  absorb: async () => undefined,
  onlyWaits: async () => undefined,
  closeIfAlone: async () => true,
  wasBegun: false,
  begins: () => undefined,
})
const telegramError = (code: number, description: string, retryAfter?: number) =>
  new GrammyError(
    description,
    { ok: false, error_code: code, description, parameters: retryAfter ? { retry_after: retryAfter } : {} },
    'sendMessage',
    {},
  )
const failing = (error: Error) => withErrorHandler(vi.fn<() => Promise<void>>().mockRejectedValue(error), tools)

/** What becomes of an update whose handler fails so: `finished`, or what the inbox is told. */
async function outcomeOf(error: Error): Promise<unknown> {
  try {
    await failing(error)(update, handling())
    return 'finished'
  } catch (thrown) {
    return thrown
  }
}

beforeEach(() => {
  reportError.mockClear()
  sendMessage.mockClear()
})

describe('a failed update', () => {
  test('is finished when the person cannot be reached any more', async () => {
    expect(await outcomeOf(telegramError(403, 'Forbidden: bot was blocked by the user'))).toBe('finished')
    expect(reportError).not.toHaveBeenCalled()
  })

  test('comes again without blame when somebody else is down', async () => {
    const outages = [
      new BackendUnavailable('away'),
      new HttpError('no network', new Error('ECONNREFUSED')),
      telegramError(502, 'Bad Gateway'),
      telegramError(401, 'Unauthorized'),
    ]
    for (const outage of outages) {
      const thrown = await outcomeOf(outage)
      expect(thrown).toBeInstanceOf(Postpone)
      expect(thrown).toMatchObject({ countsAsAttempt: false })
    }
    expect(reportError).not.toHaveBeenCalled()
  })

  test('comes again when Telegram says it may', async () => {
    const thrown = await outcomeOf(telegramError(429, 'Too Many Requests: retry after 17', 17))
    expect(thrown).toMatchObject({ countsAsAttempt: false, delayMs: 17_000 })
  })

  test('is reported and counted when the fault is ours, without a word of what was written', async () => {
    const fault = new TypeError('x is not a function')
    expect(await outcomeOf(new BotError(fault, {} as BotContext))).toBe(fault)
    expect(reportError).toHaveBeenCalledTimes(1)
    expect(reportError.mock.calls[0]![0]).toMatchObject({
      kind: 'bot_exception',
      updateId: 5,
      telegramId: 7,
      message: 'TypeError: x is not a function',
      attempt: 1,
    })
    expect(JSON.stringify(reportError.mock.calls)).not.toContain('secret words')
  })

  test('is counted also when the backend says no to what we asked, or Telegram to what we sent', async () => {
    const no = new BackendRefusal(400, { code: 'bad_request', message: 'text: too long' })
    expect(await outcomeOf(no)).toBe(no)
    const rejected = telegramError(400, 'Bad Request: message text is empty')
    expect(await outcomeOf(rejected)).toBe(rejected)
    expect(reportError).toHaveBeenCalledTimes(2)
  })

  test('fails with its own error even when it cannot be reported', async () => {
    const fault = new Error('ours')
    reportError.mockRejectedValueOnce(new BackendUnavailable('away too'))
    expect(await outcomeOf(fault)).toBe(fault)
  })

  test('tells the person once that the question is not lost, when the next try has failed as well', async () => {
    const handle = failing(new BackendUnavailable('away'))
    await expect(handle(update, handling())).rejects.toBeInstanceOf(Postpone)
    expect(sendMessage).not.toHaveBeenCalled()
    for (let time = 0; time < 3; time += 1) await expect(handle(update, handling())).rejects.toBeInstanceOf(Postpone)
    expect(sendMessage).toHaveBeenCalledTimes(1)
    expect(sendMessage.mock.calls[0]).toMatchObject([
      7,
      'My answers are delayed now. Your question is not lost, no need to write it again.',
      { reply_parameters: { message_id: 3 } },
    ])
  })

  test('that was taken from us is left alone', async () => {
    const taken = new AbortController()
    taken.abort()
    const error = new Error('aborted')
    await expect(failing(error)(update, { ...handling(), signal: taken.signal })).rejects.toBe(error)
    expect(reportError).not.toHaveBeenCalled()
  })
})
