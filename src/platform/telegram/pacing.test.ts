import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { pass } from '#platform/runtime/pass.ts'
import { Pacing } from './pacing.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const signal = new AbortController().signal
const final = { longestPauseMs: 40_000, signal }

/** Whether something has come to its end without any time passing. */
async function isDone(promise: Promise<unknown>): Promise<boolean> {
  let done = false
  void promise.finally(() => (done = true))
  await vi.advanceTimersByTimeAsync(0)
  return done
}

describe('progress', () => {
  test('keeps its gap in a chat, and only there', () => {
    const pacing = new Pacing({ perSecond: 30 })
    expect(pacing.progressIn(1, 1_100)).toBe(0)
    expect(pacing.progressIn(1, 1_100)).toBe(1_100)
    expect(pacing.progressIn(2, 1_100)).toBe(0)
    vi.advanceTimersByTime(1_000)
    expect(pacing.progressIn(1, 1_100)).toBe(100)
    vi.advanceTimersByTime(100)
    expect(pacing.progressIn(1, 1_100)).toBe(0)
  })

  test('of a new answer begins at once, unless Telegram wants a pause', () => {
    const pacing = new Pacing({ perSecond: 30 })
    expect(pacing.progressIn(1, 1_100)).toBe(0)
    expect(pacing.progressIn(1, 1_100, true)).toBe(0)
    expect(pacing.progressIn(1, 1_100)).toBe(1_100)
    pacing.pause(1, 30_000)
    expect(pacing.progressIn(1, 1_100, true)).toBe(30_000)
  })

  test('waits as long as Telegram wants', () => {
    const pacing = new Pacing({ perSecond: 30 })
    pacing.pause(1, 30_000)
    expect([pacing.progressIn(1, 300), pacing.isPaused(1), pacing.isPaused(2)]).toEqual([30_000, true, false])
    vi.advanceTimersByTime(30_000)
    expect([pacing.progressIn(1, 300), pacing.isPaused(1)]).toEqual([0, false])
  })

  test('of all chats together leaves room for final texts', async () => {
    const pacing = new Pacing({ perSecond: 30 })
    const steps = Array.from({ length: 100 }, (_, chat) => pacing.progressIn(chat, 300)).filter(
      (waitMs) => waitMs === 0,
    )
    expect(steps.length).toBe(21)
    for (let chat = 0; chat < 9; chat += 1) expect(await isDone(pacing.turn(1000 + chat, final))).toBe(true)
  })

  test('makes way while a final text waits', async () => {
    const pacing = new Pacing({ perSecond: 10 })
    for (let chat = 0; chat < 10; chat += 1) await pacing.turn(chat, final)
    const waiting = pacing.turn(11, final)
    expect(pacing.progressIn(12, 300)).toBeGreaterThan(0)
    await vi.advanceTimersByTimeAsync(100)
    await waiting
    await vi.advanceTimersByTimeAsync(1_000)
    expect(pacing.progressIn(12, 300)).toBe(0)
  })
})

describe('final texts', () => {
  test('never exceed what Telegram allows the bot', async () => {
    const pacing = new Pacing({ perSecond: 30 })
    let sent = 0
    const all = Promise.all(
      Array.from({ length: 90 }, async (_, chat) => pacing.turn(chat, final).then(() => (sent += 1))),
    )
    await vi.advanceTimersByTimeAsync(0)
    expect(sent).toBe(30)
    await vi.advanceTimersByTimeAsync(1_000)
    expect(sent).toBeGreaterThanOrEqual(59)
    expect(sent).toBeLessThanOrEqual(60)
    await vi.advanceTimersByTimeAsync(1_100)
    await all
  })

  test('wait for a pause that is bearable, and leave a longer one to whoever tries again', async () => {
    const pacing = new Pacing({ perSecond: 30 })
    pacing.pause(1, 30_000)
    const waiting = pacing.turn(1, final)
    expect(await isDone(waiting)).toBe(false)
    await vi.advanceTimersByTimeAsync(30_000)
    expect(await isDone(waiting)).toBe(true)
    pacing.pause(1, 300_000)
    expect(await isDone(pacing.turn(1, final))).toBe(true)
  })

  test('stop waiting when the process stops', async () => {
    const pacing = new Pacing({ perSecond: 30 })
    const stop = new AbortController()
    pacing.pause(1, 30_000)
    const waiting = pacing.turn(1, { ...final, signal: stop.signal })
    stop.abort(new Error('stopping'))
    await expect(waiting).rejects.toThrow('stopping')
    await expect(pass(10, stop.signal)).rejects.toThrow('stopping')
  })
})

test('a chat that refused drafts is not asked again', () => {
  const pacing = new Pacing({ perSecond: 30 })
  pacing.refuseDrafts(1)
  expect([pacing.takesDrafts(1), pacing.takesDrafts(2)]).toEqual([false, true])
})

test('a pause outlives any number of other chats', () => {
  const pacing = new Pacing({ perSecond: 1_000_000 })
  pacing.pause(1, 60_000)
  for (let chat = 2; chat < 5_000; chat += 1) pacing.progressIn(chat, 0)
  expect(pacing.isPaused(1)).toBe(true)
})

test('a clock that is set back holds up neither progress nor final texts', async () => {
  const pacing = new Pacing({ perSecond: 2 })
  expect(pacing.progressIn(1, 10)).toBe(0)
  pacing.pause(1, 10)
  vi.setSystemTime(Date.now() - 3_600_000)
  await vi.advanceTimersByTimeAsync(10)
  const sent = pacing.turn(1, final)
  await vi.advanceTimersByTimeAsync(500)
  expect(await isDone(sent)).toBe(true)
  await vi.advanceTimersByTimeAsync(1_000)
  expect(pacing.progressIn(1, 10)).toBe(0)
})
