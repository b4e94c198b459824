import type { Api } from 'grammy'
import { GrammyError } from 'grammy'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { eventually } from '#tests/world/eventually.ts'
import { createLog } from '#platform/runtime/log.ts'
import { allowedUpdates } from '#platform/inbox/update-kinds.ts'
import { startPolling } from './polling.ts'

/** Pauses are noted, and cut short unless a test wants to be in the middle of one. */
const pausing = vi.hoisted(() => ({ pauses: [] as number[], short: true }))
const { pauses } = pausing
vi.mock('#platform/runtime/pass.ts', async (original) => {
  const real = await original<typeof import('#platform/runtime/pass.ts')>()
  return {
    ...real,
    passOrAbort: (ms: number, signal: AbortSignal) => {
      pausing.pauses.push(ms)
      return real.passOrAbort(pausing.short ? 1 : ms, signal)
    },
  }
})

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
  const store = vi.fn<(updates: unknown[]) => Promise<void>>(async () => {
    if (store.mock.calls.length <= failures) throw new Error('the database is away')
  })
  return store
}

describe('polling', () => {
  test('confirms an offset only after the batch is stored', async () => {
    const { asked, api } = telegram([
      [update(10), update(11)],
      [update(10), update(11)],
    ])
    const store = inbox(1)
    polling = startPolling({ api, store, log })
    await eventually(() => expect(asked).toHaveLength(3))
    expect(asked.map(({ offset }) => offset)).toEqual([0, 0, 12])
    expect(store).toHaveBeenCalledTimes(2)
  })

  test('asks often while Telegram is away, and hardly ever while somebody else fetches the updates', async () => {
    const answer = (code: number) =>
      new GrammyError('no', { ok: false, error_code: code, description: 'no', parameters: {} }, 'getUpdates', {})
    for (const [code, longest, shortest] of [
      [502, 2_500, 750],
      [401, 2_500, 750],
      [409, 75_000, 30_000],
    ] as const) {
      pauses.length = 0
      const { asked, api } = telegram(Array.from({ length: 8 }, () => answer(code)))
      polling = startPolling({ api, store: inbox(), log })
      await eventually(() => expect(asked).toHaveLength(9))
      await polling.stop()
      expect(Math.max(...pauses), `longest pause after ${code}`).toBeLessThanOrEqual(longest)
      expect(pauses.at(-1)!, `last pause after ${code}`).toBeGreaterThanOrEqual(shortest)
    }
  })

  test('names what it wants to hear of, every time', async () => {
    const { asked, api } = telegram([[update(1)]])
    polling = startPolling({ api, store: inbox(), log })
    await eventually(() => expect(asked).toHaveLength(2))
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
    pauses.length = 0
    polling = startPolling({ api, store: inbox(), log })
    await eventually(() => expect(asked.length).toBeGreaterThan(1))
    expect(pauses[0]).toBeGreaterThanOrEqual(2_000)
  })

  test('stops at once, in the middle of a long poll or of a pause', async () => {
    pausing.short = false
    const flood = { ok: false as const, error_code: 429, description: 'no', parameters: { retry_after: 3_600 } }
    for (const answers of [[], [new GrammyError('flood', flood, 'getUpdates', {})]]) {
      const { asked, api } = telegram(answers)
      const running = startPolling({ api, store: inbox(), log })
      await eventually(() => expect(asked).toHaveLength(1))
      await running.stop()
      expect(asked).toHaveLength(1)
    }
  })
})
