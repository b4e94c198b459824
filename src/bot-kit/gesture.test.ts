import type { Message } from 'grammy/types'
import { describe, expect, test } from 'vitest'
import { piecesOf } from './gesture.ts'

const long = 'a'.repeat(4_000)
const forward = { forward_origin: { type: 'hidden_user', date: 1, sender_user_name: 'X' }, text: 'forward' }
const message = (more: object): Message =>
  ({ message_id: 1, date: 100, chat: { id: 7, type: 'private' }, from: { id: 7 }, ...more }) as unknown as Message
const count = (first: object, ...waiting: object[]) =>
  piecesOf(
    message(first),
    waiting.map((more, id) => ({ update_id: id + 1, message: message(more) })),
  ).length

describe('one gesture', () => {
  test('is a long text up to its first short piece', () => {
    expect(count({ text: long }, { text: long }, { text: 'the end' }, { text: 'another question' })).toBe(2)
    expect(count({ text: 'short' }, { text: 'another' })).toBe(0)
    expect(count({ text: long })).toBe(0)
  })

  test('is forwards with one comment before or behind them', () => {
    expect(count({ text: 'why?' }, forward, forward, { text: 'another question' })).toBe(2)
    expect(count(forward, forward, { text: 'why?' }, { text: 'another question' })).toBe(2)
    expect(count(forward, { text: 'why?' }, forward)).toBe(2)
    expect(count({ text: 'why?' }, { text: 'another question' }, forward)).toBe(0)
  })

  test('is an album, and no other picture', () => {
    const picture = { photo: [], media_group_id: 'a' }
    expect(count(picture, picture, picture, { photo: [], media_group_id: 'b' })).toBe(2)
    expect(count({ photo: [] }, { photo: [] })).toBe(0)
    expect(count({ photo: [] }, { text: 'what is it?' })).toBe(0)
  })

  test('comes from one person, in one topic, within a moment, and has no command but /ask', () => {
    expect(count({ text: long }, { text: 'x', from: { id: 8 } })).toBe(0)
    expect(count({ text: 'x' }, { ...forward, message_thread_id: 3 })).toBe(0)
    expect(count({ text: 'x' }, { ...forward, date: 103 })).toBe(0)
    expect(count({ text: long }, { text: '/new' })).toBe(0)
    expect(count(forward, { text: '/new' })).toBe(0)
    expect(count(forward, { text: '/ask why?' })).toBe(1)
    expect(piecesOf(message(forward), [{ update_id: 5, callback_query: {} }])).toEqual([])
  })
})
