import type { Message } from 'grammy/types'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { delta, finish, stream, TestServer } from '#platform/models/testing-server.ts'
import { kinds } from '#platform/telegram/testing-kinds.ts'
import { eventually } from './world/eventually.ts'
import { createWorld, type World } from './world/world.ts'

const model = new TestServer()
let world: World
beforeAll(async () => {
  await model.start()
  world = await createWorld({ OPENAI_BASE_URL: model.address() })
})
afterAll(async () => {
  await world.end()
  model.stop()
})

/** What a person sees who is told this, in three pieces so that it grows. */
async function told(answer: string): Promise<Message> {
  const third = Math.ceil(answer.length / 3)
  const pieces = [0, 1, 2].map((n) => delta(answer.slice(n * third, (n + 1) * third)))
  model.clear(stream(...pieces, finish('stop'), '[DONE]'))
  const person = await world.person()
  await world.api.register({ telegramId: person.id, firstName: 'Аня', languageCode: 'ru' })
  await world.api.updateCredits({ telegramId: person.id, delta: 5, reason: 'test', idempotencyKey: 'start' })
  await person.say('Ну и?')
  const delivered = () =>
    world.sql`select 1 from messages_log where user_id = ${person.id} and delivered_at is not null`
  await eventually(async () => expect(await delivered()).toHaveLength(1))
  const { credits } = await world.api.getCredits({ telegramId: person.id })
  expect(credits).toBe(4)
  return (await person.messages()).findLast(({ from }) => from?.is_bot)!
}
const linksIn = ({ entities }: Message) =>
  (entities ?? []).flatMap((each) => (each.type === 'text_link' ? [each.url] : []))

test.each([
  ['a price and a mailbox', 'It costs $5, write to _support@shop.com_', 'It costs $5, write to support@shop.com', []],
  ['a price and a source', 'Цена $20 [1: https://a.com] и …', 'Цена $20 [1: https://a.com] и …', ['https://a.com']],
  ['a variable and a site', '$HOME/www.site.com', '$HOME/www.site.com', ['http://www.site.com']],
  ['a variable and a host', 'rsync $F /a@host.com', 'rsync $F /a@host.com', []],
  [
    "Telegram's own addresses",
    'Вот [я](tg://user?id=1), [тут](tg://login)',
    'Вот я (tg://user?id=1), тут (tg://login)',
    [],
  ],
  ['the name of a property', 'Это $\\constructor_1$', 'Это \\constructor_1', []],
  ['a picture in letters', `Вот кот: ![кот](data:image/png;base64,${'iVBORw0KGgo/'.repeat(24_000)})`, 'Вот кот', []],
])('an answer with %s is shown and charged once', async (_what, answer, shown, links) => {
  const message = await told(answer)
  expect(message.text!.replaceAll('\u2060', '')).toContain(shown)
  expect(message.text).not.toContain('base64')
  expect(linksIn(message)).toEqual(links)
})

test.each(['links in brackets', 'pictures in brackets', 'stars', 'quotes', 'spoilers', 'items'])(
  'an answer of nothing but %s is shown, and others are answered after it',
  async (kind) => {
    const message = await told(kinds[kind]!(16_000))
    expect(message.text ?? '').not.toBe('')
    expect((await told('Слово **и** дело.')).text).toContain('Слово и дело.')
  },
)
