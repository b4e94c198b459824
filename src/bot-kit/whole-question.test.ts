import type { Message } from 'grammy/types'
import { describe, expect, test } from 'vitest'
import { textsIn } from '#texts/languages.ts'
import { wholeQuestion, wordsIn } from './whole-question.ts'

const me = { id: 99, username: 'pomogator_bot' }
const file = (id: string) => ({ file_id: id, file_unique_id: `u-${id}` })
const photo = (id: string, more: object = {}) => ({ photo: [{ ...file(id), width: 9, height: 9 }], ...more })
const from = (name: string) => ({ forward_origin: { type: 'hidden_user', date: 1, sender_user_name: name } })
const image = (id: string) => ({ type: 'image', fileId: id, fileUniqueId: `u-${id}` })
const audio = (id: string) => ({ type: 'audio', fileId: id, fileUniqueId: `u-${id}` })
const text = (words: string) => ({ type: 'text', text: words })

function whole(pieces: object[], about?: Parameters<typeof wholeQuestion>[3], chat = 'private') {
  const messages = pieces.map((piece) => ({ chat: { type: chat }, ...piece }) as unknown as Message)
  return wholeQuestion(messages, me, textsIn('ru'), about)
}

describe('the parts of a question', () => {
  test.each<[string, object[], object[]]>([
    ['a picture alone is all there is', [photo('a')], [image('a')]],
    ['a caption comes before its picture', [photo('a', { caption: ' что это? ' })], [text('что это?'), image('a')]],
    [
      'an album has its caption once, and its pictures in order',
      [photo('a', { caption: 'сравни' }), photo('b'), photo('c')],
      [text('сравни'), image('a'), image('b'), image('c')],
    ],
    [
      'words and files stand as they came',
      [photo('a'), { text: 'что тут?' }, { voice: file('v') }],
      [image('a'), text('что тут?'), audio('v')],
    ],
    [
      'a forward is quoted with its origin, and its file is no longer in brackets',
      [
        { text: 'О чём это?' },
        { ...from('Пётр'), ...photo('a', { caption: 'Закат' }) },
        { ...from('Пётр'), ...photo('b') },
      ],
      [text('О чём это?\n\n> Переслано от Пётр: Закат'), image('a'), text('> Переслано от Пётр'), image('b')],
    ],
    ['a forwarded picture alone needs no origin', [{ ...from('Пётр'), ...photo('a') }], [image('a')]],
    [
      'what cannot be read is named in brackets beside what can',
      [{ video: file('v'), caption: 'сравни' }, photo('a')],
      [text('[видео]\nсравни'), image('a')],
    ],
    ['what cannot be read is nothing by itself', [{ video: file('v'), caption: 'что это?' }, { video: file('w') }], []],
    ['/ask is cut from a caption', [photo('a', { caption: '/ask что это?' })], [text('что это?'), image('a')]],
    [
      'texts that follow each other are one part',
      [{ ...from('Я'), text: 'раз' }, { text: 'два' }],
      [text('> Переслано от Я: раз\n\nдва')],
    ],
  ])('%s', (_name, pieces, parts) => {
    expect(whole(pieces).parts).toEqual(parts)
  })

  test('begin with the file that the question replies to', () => {
    const about = { type: 'file', fileId: 'd', fileUniqueId: 'u-d' } as const
    expect(whole([{ text: 'о чём он?' }], about).parts).toEqual([about, text('о чём он?')])
    expect(whole([{ text: '/ask' }], about).parts, 'a call without a word').toEqual([about])
  })

  test('lose the mention of the bot in a caption of a group', () => {
    const caption = '@pomogator_bot что это?'
    const mention = { type: 'mention', offset: 0, length: 14 }
    const album = [photo('a', { caption, caption_entities: [mention] }), photo('b')]
    expect(whole(album, undefined, 'supergroup').parts).toEqual([text('что это?'), image('a'), image('b')])
  })

  test('have at most ten files, the first ones, and the others are counted', () => {
    const pictures = Array.from({ length: 12 }, (_, n) => photo(String(n)))
    const about = { type: 'image', fileId: 'x', fileUniqueId: 'u-x' } as const
    const { parts, leftOut } = whole([{ text: 'что это?' }, ...pictures], about)
    expect(parts).toHaveLength(11)
    expect(parts.at(-1)).toEqual(image('8'))
    expect(leftOut).toEqual({ forwards: 0, files: 3 })
  })

  test('leave out a forward for which there is no room together with its file', () => {
    const long = { ...from('Пётр'), text: 'слово '.repeat(3_000) }
    const { parts, leftOut } = whole([{ text: 'кратко' }, long, long, { ...from('Пётр'), ...photo('a') }])
    expect(parts.filter(({ type }) => type !== 'text')).toEqual([])
    expect(leftOut).toEqual({ forwards: 2, files: 0 })
    expect(wordsIn(parts)).toMatch(/^кратко\n\n> Переслано от Пётр: слово/)
  })
})

describe('only what is said is wanted', () => {
  test('of somebody else’s sound without a word about it', () => {
    const { parts, transcriptOnly } = whole([
      { ...from('Пётр'), voice: file('v') },
      { ...from('Пётр'), video_note: file('n') },
    ])
    expect({ parts, transcriptOnly }).toEqual({
      parts: [audio('v'), audio('n')].map((one) => ({ ...one, forwarded: true })),
      transcriptOnly: true,
    })
  })

  test.each<[string, object[]]>([
    ['one’s own voice', [{ voice: file('v') }]],
    ['a comment', [{ ...from('Пётр'), voice: file('v') }, { text: 'что он хочет?' }]],
    [
      'a picture beside it',
      [
        { ...from('Пётр'), voice: file('v') },
        { ...from('Пётр'), ...photo('a') },
      ],
    ],
    ['words', [{ text: 'что это?' }]],
  ])('and not with %s', (_name, pieces) => {
    expect(whole(pieces).transcriptOnly).toBe(false)
  })
})
