import type { Message } from 'grammy/types'
import { describe, expect, test } from 'vitest'
import { mayMissPieces, piecesOf } from './gesture.ts'

const long = 'a'.repeat(4_000)
const forward = { forward_origin: { type: 'hidden_user', date: 1, sender_user_name: 'X' }, text: 'forward' }
const file = { file_id: 'f', file_unique_id: 'u' }
const photo = { photo: [{ ...file, width: 9, height: 9 }] }
const voice = { voice: file }
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

  test('is an album with all its pieces, also those that cannot be read', () => {
    const piece = { ...photo, media_group_id: 'a' }
    expect(count(piece, piece, piece, { video: file, media_group_id: 'a' }, { video: file })).toBe(3)
    const video = { video: file, media_group_id: 'v' }
    expect(count(video, video, { video: file, media_group_id: 'w' })).toBe(1)
  })

  test('is files with one comment before, between or behind them', () => {
    expect(count(photo, { text: 'what is it?' }, { text: 'another question' })).toBe(1)
    expect(count({ text: 'what is it?' }, photo, voice, { text: 'another question' })).toBe(2)
    expect(count(voice, { text: 'and in writing' }, { document: file })).toBe(2)
    expect(count({ ...photo, caption: 'this' }, { ...photo, caption: 'and this' })).toBe(1)
    expect(count({ text: 'a question' }, { text: 'another' }, photo)).toBe(0)
  })

  test('is files and forwards together', () => {
    expect(count(photo, forward, { text: 'why?' })).toBe(2)
    expect(count(forward, photo)).toBe(1)
    expect(count({ text: 'why?' }, { ...forward, ...photo, text: undefined }, voice)).toBe(2)
  })

  test('takes in nothing that cannot be read', () => {
    expect(count(photo, { video: file })).toBe(0)
    expect(count({ video: file }, photo)).toBe(0)
    expect(count({ location: {} }, { text: 'where is it?' })).toBe(0)
  })

  test('comes from one person, in one topic, within a moment, and has no command but /ask', () => {
    expect(count({ text: long }, { text: 'x', from: { id: 8 } })).toBe(0)
    expect(count({ text: 'x' }, { ...forward, message_thread_id: 3 })).toBe(0)
    expect(count({ text: 'x' }, { ...forward, date: 103 })).toBe(0)
    expect(count({ text: long }, { text: '/new' })).toBe(0)
    expect(count(forward, { text: '/new' })).toBe(0)
    expect(count(forward, { text: '/ask why?' })).toBe(1)
    expect(count({ text: 'why?' }, { ...photo, date: 103 })).toBe(0)
    expect(count({ text: 'why?' }, { ...photo, from: { id: 8 } })).toBe(0)
    expect(count({ text: 'why?' }, { ...photo, caption: '/new' })).toBe(0)
    expect(count({ text: 'why?' }, { ...photo, caption: '/ask this' })).toBe(1)
    expect(count(photo, { text: '/new' })).toBe(0)
    expect(piecesOf(message(forward), [{ update_id: 5, callback_query: {} }])).toEqual([])
  })
})

describe('an album', () => {
  const pieces = (count: number, more: object = {}) =>
    Array.from({ length: count }, () => message({ ...photo, media_group_id: 'a', ...more }))

  test('under a command has its other pieces and no comment', () => {
    const waiting = [...pieces(2), message({ text: 'why?' }), message(photo)]
    const updates = waiting.map((piece, id) => ({ update_id: id + 1, message: piece }))
    const [first] = pieces(1, { caption: '/balance' })
    expect(piecesOf(first!, updates)).toHaveLength(4)
    expect(piecesOf(first!, updates, { albumOnly: true })).toHaveLength(2)
  })

  test('may miss pieces until it has ten', () => {
    expect([1, 9, 10].map((count) => mayMissPieces(pieces(count)))).toEqual([true, true, false])
    expect(mayMissPieces([message({ text: 'what is it?' }), ...pieces(9)])).toBe(true)
    expect(mayMissPieces([message({ text: 'what is it?' }), ...pieces(10)])).toBe(false)
  })

  test('misses none when something else has come behind it, and a single picture never does', () => {
    expect(mayMissPieces([...pieces(2), message({ text: 'what is it?' })])).toBe(false)
    expect(mayMissPieces([message(photo)])).toBe(false)
  })
})
