import type { IncomingMessage } from 'node:http'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { Gathering } from './gathering.ts'

beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }))
afterEach(() => void vi.useRealTimers())

/** A reply whose connection says what is done with it. */
function reply(complete = false) {
  const done: string[] = []
  const socket = { pause: () => done.push('pause'), resume: () => done.push('resume') }
  const message = { complete, socket } as unknown as IncomingMessage
  return { message, done }
}

function takePieces(gathering: Gathering, pieces: number, everyMs: number): void {
  for (let n = 0; n < pieces; n += 1) {
    gathering.begin()
    vi.advanceTimersByTime(everyMs)
  }
}

describe('the pieces of a reply', () => {
  test('are read at once while they are the first ones', () => {
    const { message, done } = reply()
    takePieces(new Gathering(message), 10, 1)
    expect(done).toEqual([])
  })

  test('are left to gather for a moment when many have come fast, again and again', () => {
    const { message, done } = reply()
    const gathering = new Gathering(message)
    takePieces(gathering, 10, 1)
    gathering.begin()
    expect(done).toEqual(['pause'])
    vi.advanceTimersByTime(40)
    expect(done).toEqual(['pause', 'resume'])
    gathering.begin()
    expect(done).toEqual(['pause', 'resume', 'pause'])
  })

  test('are left to gather for longer while the process comes late to its work', () => {
    const setTimer = setTimeout
    vi.spyOn(globalThis, 'setTimeout').mockImplementation((act, ms) => setTimer(act, Number(ms) + 20))
    const { message, done } = reply()
    const gathering = new Gathering(message)
    takePieces(gathering, 10, 1)
    gathering.begin()
    vi.advanceTimersByTime(60)
    expect(done).toEqual(['pause', 'resume'])
    gathering.begin()
    vi.advanceTimersByTime(100)
    expect(done).toEqual(['pause', 'resume', 'pause'])
    vi.advanceTimersByTime(20)
    expect(done).toEqual(['pause', 'resume', 'pause', 'resume'])
    vi.restoreAllMocks()
  })

  test('are read at once when they come slowly', () => {
    const { message, done } = reply()
    takePieces(new Gathering(message), 50, 41)
    expect(done).toEqual([])
  })

  test('are not waited for once the reply is complete, because its connection may carry another one', () => {
    const { message, done } = reply(true)
    takePieces(new Gathering(message), 50, 1)
    expect(done).toEqual([])
  })

  test('go on at once when the reader leaves', () => {
    const { message, done } = reply()
    const gathering = new Gathering(message)
    takePieces(gathering, 11, 0)
    gathering.end()
    gathering.end()
    vi.runAllTimers()
    expect(done).toEqual(['pause', 'resume'])
  })
})
