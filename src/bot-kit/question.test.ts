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
})
