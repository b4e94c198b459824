import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { Pauses, policies, retry } from './retry.ts'

const wrong = new Error('wrong')

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('a retry', () => {
  const policy = { pausesMs: [10, 20], tries: 4, spread: 0 }

  test('takes the pauses of its policy, repeats the last one and ends after the last try', async () => {
    const begun = Date.now()
    const at: number[] = []
    const running = retry(policy, fails(at, begun), { again: () => 'after a pause' })
    await Promise.all([expect(running).rejects.toBe(wrong), vi.runAllTimersAsync()])
    expect(at).toEqual([0, 10, 30, 50])
  })

  test('waits longer when that is asked for, and not at all for what may be done at once', async () => {
    const begun = Date.now()
    const at: number[] = []
    const verdicts = ['at once', { atLeastMs: 500 }, 'no'] as const
    const running = retry(policy, fails(at, begun), { again: () => verdicts[at.length - 1]! })
    await Promise.all([expect(running).rejects.toBe(wrong), vi.runAllTimersAsync()])
    expect(at).toEqual([0, 0, 500])
  })

  test('ends with the reason of a signal that is aborted during a pause', async () => {
    const stopping = new AbortController()
    const act = vi.fn(() => Promise.reject(wrong))
    const running = retry(policies.reopenSession, act, { again: () => 'after a pause', signal: stopping.signal })
    const reason = new Error('The program is stopping')
    await Promise.all([expect(running).rejects.toBe(reason), vi.advanceTimersByTimeAsync(50)].concat(abort()))
    expect(act).toHaveBeenCalledTimes(1)

    function abort(): Promise<void> {
      stopping.abort(reason)
      return Promise.resolve()
    }
  })
})

test('after a success the pauses begin anew', () => {
  const pauses = new Pauses(policies.inboxAway)
  expect([pauses.nextMs(), pauses.nextMs()]).toEqual([250, 500])
  pauses.succeeded()
  expect(pauses.nextMs()).toBe(250)
})

test.each(Object.entries(policies))('%s keeps its pauses within its spread', (_name, policy) => {
  const pauses = new Pauses(policy)
  for (const pauseMs of policy.pausesMs) {
    const taken = pauses.nextMs()
    expect(taken).toBeGreaterThanOrEqual(pauseMs * (1 - policy.spread))
    expect(taken).toBeLessThanOrEqual(pauseMs * (1 + policy.spread))
  }
})

function fails(at: number[], begun: number) {
  return () => {
    at.push(Date.now() - begun)
    return Promise.reject(wrong)
  }
}
