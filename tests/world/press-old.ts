import { expect } from 'vitest'
import type { Person } from './person.ts'
import type { World } from './world.ts'

/** Presses a button that an earlier release has sent. */
export async function pressOld(world: World, person: Person, messageId: number, data: string): Promise<void> {
  const answer = await fetch(`${world.backend().url}/telegram/webhook`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-telegram-bot-api-secret-token': world.environment['WEBHOOK_SECRET']!,
    },
    body: JSON.stringify({
      update_id: 990_000_000 + messageId,
      callback_query: {
        id: `old-${messageId}`,
        from: { id: person.id, is_bot: false, first_name: 'Аня', language_code: 'ru' },
        chat_instance: '1',
        data,
        message: {
          message_id: messageId,
          date: 1_700_000_000,
          chat: { id: person.id, type: 'private', first_name: 'Аня' },
          text: 'x',
        },
      },
    }),
  })
  expect(answer.status).toBe(200)
}
