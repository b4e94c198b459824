import { describe, expect, test } from 'vitest'
import type { Message, MessageEntity } from 'grammy/types'
import { questionIn } from './question.ts'

const me = { id: 99, username: 'pomogator_bot' }

function question(type: 'private' | 'supergroup', text: string, repliesTo?: number, entities = mentionsIn(text)) {
  const reply = repliesTo ? { reply_to_message: { message_id: 1, from: { id: repliesTo } } } : {}
  return questionIn(me, { chat: { type }, text, entities, ...reply } as unknown as Message)
}

/** As Telegram marks them: not within a word, and to the end of the name. */
function mentionsIn(text: string): MessageEntity[] {
  return [...text.matchAll(/(?<!\w)@\w+/g)].map(({ index, 0: { length } }) => ({
    type: 'mention',
    offset: index,
    length,
  }))
}

describe('a question in a private chat', () => {
  test('is any text that is no command', () => {
    expect(question('private', '  Почему небо синее? ')).toBe('Почему небо синее?')
    expect(question('private', '/etc/hosts: what is it?')).toBe('/etc/hosts: what is it?')
    expect(question('private', '/balance')).toBeUndefined()
    for (const blank of ['   ', '\u3164', '\u200b\u2060', '\u2800', '\u00ad', '\u115f\ufe0f', '\u0000'])
      expect(question('private', blank), JSON.stringify(blank)).toBeUndefined()
  })

  test('may follow /ask', () => {
    expect(question('private', '/ask why?')).toBe('why?')
    expect(question('private', '/ask\nwhy?\nhow?')).toBe('why?\nhow?')
    expect(question('private', '/ask'), 'only a call').toBe('')
    expect(question('private', '/ASK why?')).toBe('why?')
  })
})

describe('a question with a file', () => {
  const file = { file_id: 'f', file_unique_id: 'u' }
  const photo = { photo: [{ ...file, width: 9, height: 9 }] }
  const asked = (type: 'private' | 'supergroup', content: object, caption?: string) =>
    questionIn(me, {
      chat: { type },
      ...content,
      ...(caption === undefined ? {} : { caption, caption_entities: mentionsIn(caption) }),
    } as unknown as Message)

  test('is its caption in a private chat, and needs none', () => {
    expect(asked('private', photo, ' что это? ')).toBe('что это?')
    for (const content of [
      photo,
      { voice: file },
      { audio: file },
      { video_note: file },
      { document: file },
      { sticker: file },
    ])
      expect(asked('private', content), JSON.stringify(content)).toBe('')
    expect(asked('private', photo, '\u3164')).toBe('')
    expect(asked('private', photo, '/ask что это?')).toBe('что это?')
    expect(asked('private', photo, '/balance')).toBeUndefined()
  })

  test('is none when the file cannot be read, whatever is written under it', () => {
    expect(asked('private', { video: file }, 'что это?')).toBeUndefined()
    expect(asked('private', { animation: file, document: file }, 'что это?')).toBeUndefined()
    expect(asked('private', { sticker: { ...file, is_animated: true } })).toBeUndefined()
  })

  test('is in a group what mentions the bot or follows /ask in the caption, or replies to the bot', () => {
    expect(asked('supergroup', photo, '@pomogator_bot что это?')).toBe('что это?')
    expect(asked('supergroup', photo, '@pomogator_bot')).toBe('')
    expect(asked('supergroup', { document: file }, '/ask что это?')).toBe('что это?')
    expect(asked('supergroup', { voice: file, reply_to_message: { message_id: 1, from: { id: me.id } } })).toBe('')
    expect(asked('supergroup', photo, 'смотрите')).toBeUndefined()
    expect(asked('supergroup', photo)).toBeUndefined()
    expect(asked('supergroup', { ...photo, forward_origin: {} }, '@pomogator_bot что это?')).toBeUndefined()
  })
})

describe('a question in a group', () => {
  test('is what mentions the bot, replies to it or follows /ask', () => {
    expect(question('supergroup', '@pomogator_bot сколько 2 + 3?')).toBe('сколько 2 + 3?')
    expect(question('supergroup', 'скажи, @Pomogator_Bot, сколько?')).toBe('скажи, сколько?')
    expect(question('supergroup', '@pomogator_bot, сколько?')).toBe('сколько?')
    expect(question('supergroup', 'а почему?', me.id)).toBe('а почему?')
    expect(question('supergroup', '/ask why?')).toBe('why?')
    expect(question('supergroup', '/ask@pomogator_bot why?')).toBe('why?')
  })

  test('is not what people say to each other or to another bot', () => {
    expect(question('supergroup', 'кто идёт в кино?')).toBeUndefined()
    expect(question('supergroup', 'я пойду', 5)).toBeUndefined()
    expect(question('supergroup', '@pomogator_bot_two why?')).toBeUndefined()
    expect(question('supergroup', '/ask@other_bot why?')).toBeUndefined()
    expect(question('supergroup', '@pomogator_bot'), 'only a call').toBe('')
  })

  test('needs a mention that Telegram has marked as one', () => {
    for (const text of ['foo@pomogator_bot.example.com', 'https://t.me/@pomogator_bot', 'import @pomogator_bot'])
      expect(question('supergroup', text, undefined, []), text).toBeUndefined()
    const named = (id: number) => [{ type: 'text_mention', offset: 0, length: 4, user: { id } }] as MessageEntity[]
    expect(question('supergroup', 'Бот, сколько?', undefined, named(me.id))).toBe('сколько?')
    expect(question('supergroup', 'Бот, сколько?', undefined, named(5))).toBeUndefined()
    const twice = 'foo@pomogator_bot.com и @pomogator_bot?'
    const mention: MessageEntity[] = [{ type: 'mention', offset: 24, length: 14 }]
    expect(question('supergroup', twice, undefined, mention), 'only the mention is cut').toBe(
      'foo@pomogator_bot.com и?',
    )
  })
  test('is read in one pass, also with a long run of spaces before the mention', () => {
    const text = `a${' '.repeat(1_000_000)}b, @pomogator_bot?`
    expect(question('supergroup', text)).toBe(`a${' '.repeat(1_000_000)}b?`)
  })
})
