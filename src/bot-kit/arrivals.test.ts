import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Arrivals } from './arrivals.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const { signal } = new AbortController()
const before = (held: number | Error) => {
  const getWebhookInfo = vi.fn(async () => {
    if (held instanceof Error) throw held
    return { pending_update_count: held }
  })
  return { getWebhookInfo, arrivals: new Arrivals({ getWebhookInfo } as never) }
}

test.each<[string, number | Error, boolean]>([
  ['what Telegram still holds is expected', 2, true],
  ['nothing is, when all was brought', 0, false],
  ['something may be, while Telegram is away', new Error('away'), true],
])('just after a start %s', async (_name, held, expected) => {
  expect(await before(held).arrivals.areExpected(signal)).toBe(expected)
})

test('later Telegram is not asked', async () => {
  const { arrivals, getWebhookInfo } = before(2)
  vi.advanceTimersByTime(30_000)
  expect(await arrivals.areExpected(signal)).toBe(false)
  expect(getWebhookInfo).not.toHaveBeenCalled()
})
