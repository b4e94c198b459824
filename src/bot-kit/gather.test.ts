import type { Message } from 'grammy/types'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Update } from '#platform/inbox/lane.ts'
import type { BotContext } from './context.ts'
import { gather } from './gather.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const piece = (id: number, more: object): Message =>
  ({ message_id: id, date: 100, chat: { id: 7, type: 'private' }, from: { id: 7 }, ...more }) as unknown as Message
const picture = (id: number) =>
  piece(id, { media_group_id: 'a', photo: [{ file_id: `${id}`, file_unique_id: `${id}`, width: 9, height: 9 }] })

/**
 * A first message that was accepted `ageMs` ago, in a process that has just begun, and what comes behind it: by when, in
 * milliseconds from now.
 */
async function gathered(given: { first: Message; ageMs: number; later: [number, Message][]; arrivingMs?: number }) {
  const begun = performance.now()
  const elapsed = () => performance.now() - begun
  const absorbed: Update[] = []
  const ctx = {
    message: given.first,
    update: { update_id: 1, message: given.first },
    tools: {
      gatherMs: 1_000,
      arrivals: { areExpected: async () => elapsed() < (given.arrivingMs ?? 3_000) },
    },
    handling: {
      signal: new AbortController().signal,
      ageMs: () => given.ageMs + elapsed(),
      closeIfAlone: async () => given.later.every(([atMs]) => atMs > elapsed()),
      following: async () =>
        given.later
          .filter(([atMs]) => atMs <= elapsed())
          .map(([atMs, message]) => ({
            update: { update_id: message.message_id, message },
            ageMs: elapsed() - atMs,
          })),
      absorb: async (updates: Update[]) => void absorbed.push(...updates),
    },
  }
  const pieces = gather(ctx as unknown as BotContext)
  await vi.runAllTimersAsync()
  const ids = (await pieces).map(({ message_id: id }) => id)
  expect(absorbed.map(({ update_id: id }) => id)).toEqual(ids.slice(1))
  return { ids, tookMs: Math.round(elapsed()) }
}

describe('a gesture', () => {
  test('is over when nothing has come for a while', async () => {
    const later: [number, Message][] = [
      [400, picture(2)],
      [1_300, picture(3)],
      [2_600, picture(4)],
    ]
    expect((await gathered({ first: picture(1), ageMs: 0, later, arrivingMs: 0 })).ids).toEqual([1, 2, 3])
  })

  test('that waited for this process takes no time, when it is whole', async () => {
    const later: [number, Message][] = [
      [-4_000, picture(2)],
      [-4_000, piece(3, { text: 'another question', date: 109 })],
    ]
    expect(await gathered({ first: picture(1), ageMs: 5_000, later })).toEqual({ ids: [1, 2], tookMs: 0 })
    const question = piece(1, { text: 'why?' })
    expect(await gathered({ first: question, ageMs: 5_000, later: [] })).toEqual({ ids: [1], tookMs: 0 })
  })

  test('is an album whose other pieces come a moment after the process has begun', async () => {
    const later: [number, Message][] = [2, 3, 4].map((id) => [id * 500, picture(id)])
    expect((await gathered({ first: picture(1), ageMs: 60_000, later })).ids).toEqual([1, 2, 3, 4])
  })

  test('is an album of ten as soon as they are there', async () => {
    const later: [number, Message][] = [2, 3, 4, 5, 6, 7, 8, 9, 10].map((id) => [-5_000, picture(id)])
    const whole = await gathered({ first: picture(1), ageMs: 60_000, later })
    expect(whole).toEqual({ ids: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], tookMs: 0 })
  })

  test('is an album with the pieces that there are when no more come in time', async () => {
    const later: [number, Message][] = [
      [-5_000, picture(2)],
      [9_000, picture(3)],
    ]
    expect(await gathered({ first: picture(1), ageMs: 60_000, later })).toEqual({ ids: [1, 2], tookMs: 3_000 })
  })
})
