import type { Message } from 'grammy/types'
import { describe, expect, test } from 'vitest'
import { continuationsOf } from './long-question.ts'

const long = 'a'.repeat(4_000)
const message = (text: string, more: Partial<Message> = {}): Message =>
  ({ message_id: 1, date: 100, chat: { id: 7, type: 'private' }, from: { id: 7 }, text, ...more }) as Message
let id = 0
const update = (text: string, more: Partial<Message> = {}) => ({ update_id: (id += 1), message: message(text, more) })
const count = (first: Message, ...waiting: object[]) => continuationsOf(first, waiting as never).length

describe('the pieces of a long text', () => {
  test('are what follows at once, up to the first short one', () => {
    expect(count(message(long), update(long), update('the end'), update('another question'))).toBe(2)
    expect(count(message('short'), update('another'))).toBe(0)
    expect(count(message(long))).toBe(0)
  })

  test('come from one person, in one topic, within a moment, and are no commands', () => {
    expect(count(message(long), update('x', { from: { id: 8 } as Message['from'] } as never))).toBe(0)
    expect(count(message(long), update('x', { message_thread_id: 3 }))).toBe(0)
    expect(count(message(long), update('x', { date: 103 }))).toBe(0)
    expect(count(message(long), update('/new'))).toBe(0)
    expect(count(message(long), { update_id: 5, callback_query: {} }, update('x'))).toBe(0)
  })
})
