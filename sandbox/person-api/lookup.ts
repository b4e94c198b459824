import type { Message } from 'grammy/types'
import type { Chat, Person } from '#sandbox/telegram/state.ts'
import { chatOf, findMessage, personOf, type Telegram } from '#sandbox/telegram/telegram.ts'
import { PersonError } from './request.ts'

export interface Path {
  Params: { id: string }
}

export function personIn(telegram: Telegram, { id }: Path['Params']): Person {
  const person = personOf(telegram, Number(id))
  if (!person) throw new PersonError('There is no such person')
  return person
}

export function chatIn(telegram: Telegram, person: Person, id: number): Chat {
  const chat = chatOf(telegram, id)
  if (!chat?.members.includes(person.id)) throw new PersonError('This person is not in that chat')
  return chat
}

export function messageIn(chat: Chat, id: number): Message {
  const message = findMessage(chat, id)
  if (!message) throw new PersonError('There is no such message')
  return message
}
