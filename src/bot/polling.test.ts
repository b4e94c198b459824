import type { Api } from 'grammy'
import { GrammyError } from 'grammy'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { Sql } from '#database/sql.ts'
import { createLog } from '#runtime/log.ts'
import { allowedUpdates, startPolling } from './polling.ts'

interface Asked {
  offset: number
  timeout: number
  allowed_updates: readonly string[]
}

const log = createLog('test', { level: 'silent' })
let polling: { stop(): Promise<void> } | undefined
afterEach(() => polling?.stop())

const update = (id: number) => ({ update_id: id, message: { chat: { id: 1 }, message_id: id, date: 0, text: 'x' } })

/** Answers the first polls as given, then waits like a long poll until it is aborted. */
function telegram(answers: (unknown[] | Error)[]) {
  const asked: Asked[] = []
  const getUpdates = (given: Asked, signal: AbortSignal) => {
    asked.push(given)
    const answer = answers.shift()
    if (answer instanceof Error) return Promise.reject(answer)
    if (answer) return Promise.resolve(answer)
    return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)))
  }
  return { asked, api: { getUpdates } as unknown as Api }
}

function inbox(failures = 0) {
  const stored = vi.fn<(...given: unknown[]) => Promise<unknown[]>>(async () => {
    if (stored.mock.calls.length <= failures) throw new Error('the database is away')
    return []
  })
  return { stored, sql: stored as unknown as Sql }
}

describe('polling', () => {
  test('confirms an offset only after the batch is stored', async () => {
    const { asked, api } = telegram([
      [update(10), update(11)],
      [update(10), update(11)],
    ])
    const { stored, sql } = inbox(1)
    polling = startPolling({ api, sql, log })
    await vi.waitFor(() => expect(asked).toHaveLength(3), 5_000)
    expect(asked.map(({ offset }) => offset)).toEqual([0, 0, 12])
    expect(stored).toHaveBeenCalledTimes(2)
  })

  test('names what it wants to hear of, every time', async () => {
    const { asked, api } = telegram([[update(1)]])
    polling = startPolling({ api, sql: inbox().sql, log })
    await vi.waitFor(() => expect(asked).toHaveLength(2))
    for (const each of asked) expect(each.allowed_updates).toEqual(allowedUpdates)
    expect(asked[0]!.timeout).toBeGreaterThan(0)
  })

  test('waits as long as Telegram asks before it comes again', async () => {
    const flood = new GrammyError(
      'flood',
      { ok: false, error_code: 429, description: 'Too Many Requests', parameters: { retry_after: 2 } },
      'getUpdates',
      {},
    )
    const { asked, api } = telegram([flood, [update(1)]])
    const begun = Date.now()
    polling = startPolling({ api, sql: inbox().sql, log })
    await vi.waitFor(() => expect(asked.length).toBeGreaterThan(1), 5_000)
    expect(Date.now() - begun).toBeGreaterThanOrEqual(1_990)
  })

  test('stops at once, in the middle of a long poll or of a pause', async () => {
    for (const answers of [[], [new Error('no network')]]) {
      const { asked, api } = telegram(answers)
      const running = startPolling({ api, sql: inbox().sql, log })
      await vi.waitFor(() => expect(asked).toHaveLength(1))
      const begun = Date.now()
      await running.stop()
      expect(Date.now() - begun).toBeLessThan(500)
      expect(asked).toHaveLength(1)
    }
  })
})
