import type { IncomingMessage } from 'node:http'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { workload } from '#platform/runtime/workload.ts'
import { Gathering } from './gathering.ts'

beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }))
afterEach(() => {
  vi.restoreAllMocks()
  vi.useRealTimers()
})

/** A reply that says when it is paused and when it is read. */
function reply(complete = false) {
  const done: string[] = []
  const message = { complete, pause: () => done.push('pause'), resume: () => done.push('resume') }
  return { message: message as unknown as IncomingMessage, done }
}

/** So many pieces come fast one after the other. */
function gatheringAfter(pieces: number, message: IncomingMessage, everyMs = 1): Gathering {
  const gathering = new Gathering(message)
  for (let n = 0; n < pieces; n += 1) {
    gathering.begin()
    vi.advanceTimersByTime(everyMs)
  }
  return gathering
}

describe('the pieces of a reply', () => {
  test('are read at once while they are the first ones', () => {
    const { message, done } = reply()
    gatheringAfter(10, message)
    expect(done).toEqual([])
  })

  test('are left to gather for a moment when many have come fast, again and again', () => {
    const { message, done } = reply()
    const gathering = gatheringAfter(10, message)
    gathering.begin()
    expect(done).toEqual(['pause'])
    vi.advanceTimersByTime(39)
    expect(done).toEqual(['pause'])
    vi.advanceTimersByTime(1)
    expect(done).toEqual(['pause', 'resume'])
    // What comes in this turn of the event loop, in one piece or several.
    gathering.begin()
    gathering.begin()
    expect(done).toEqual(['pause', 'resume'])
    vi.advanceTimersToNextTimer()
    expect(done).toEqual(['pause', 'resume', 'pause'])
  })

  test('are left to gather behind the first one, and for longer, while the process has much to do', () => {
    vi.spyOn(workload, 'crowding').mockReturnValue(1)
    const { message, done } = reply()
    const gathering = gatheringAfter(1, message, 100)
    expect(done).toEqual([])
    gathering.begin()
    expect(done).toEqual(['pause'])
    vi.advanceTimersByTime(999)
    expect(done).toEqual(['pause'])
    vi.advanceTimersByTime(1)
    expect(done).toEqual(['pause', 'resume'])
  })

  test('are read at once for longer the less the process has to do', () => {
    const readAtOnce = (crowding: number) => {
      vi.spyOn(workload, 'crowding').mockReturnValue(crowding)
      const { message, done } = reply()
      const gathering = new Gathering(message)
      for (let n = 0; ; n += 1) {
        gathering.begin()
        if (done.length > 0) return n
      }
    }
    expect([0, 0.5, 1].map(readAtOnce)).toEqual([10, 5, 1])
  })

  test('are read at once when they come slowly', () => {
    const { message, done } = reply()
    gatheringAfter(50, message, 41)
    expect(done).toEqual([])
  })

  test('are read at once again when none has come meanwhile', () => {
    const { message, done } = reply()
    const gathering = gatheringAfter(11, message)
    vi.advanceTimersByTime(1_000)
    expect(done).toEqual(['pause', 'resume'])
    gathering.begin()
    expect(done).toEqual(['pause', 'resume'])
  })

  test('are not waited for once the reply is complete', () => {
    const { message, done } = reply(true)
    gatheringAfter(50, message)
    expect(done).toEqual([])
  })

  test('go on at once when the reader leaves', () => {
    const { message, done } = reply()
    const gathering = gatheringAfter(11, message, 0)
    gathering.end()
    vi.runAllTimers()
    expect(done).toEqual(['pause', 'resume'])
  })
})
