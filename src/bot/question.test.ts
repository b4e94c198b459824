import { describe, expect, test } from 'vitest'
import type { BotContext } from './context.ts'
import { questionIn } from './question.ts'

const me = { id: 99, username: 'pomogator_bot' }

function question(type: 'private' | 'supergroup', text: string, repliesTo?: number): string | undefined {
  const message = { text, ...(repliesTo ? { reply_to_message: { from: { id: repliesTo } } } : {}) }
  return questionIn({ me, chat: { type }, message } as unknown as BotContext)
}

describe('a question in a private chat', () => {
  test('is any text that is no command', () => {
    expect(question('private', '  Почему небо синее? ')).toBe('Почему небо синее?')
    expect(question('private', '/etc/hosts: what is it?')).toBe('/etc/hosts: what is it?')
    expect(question('private', '/balance')).toBeUndefined()
    expect(question('private', '   ')).toBeUndefined()
  })

  test('may follow /ask', () => {
    expect(question('private', '/ask why?')).toBe('why?')
    expect(question('private', '/ask\nwhy?\nhow?')).toBe('why?\nhow?')
    expect(question('private', '/ask')).toBeUndefined()
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
    expect(question('supergroup', '@pomogator_bot')).toBeUndefined()
  })
})
