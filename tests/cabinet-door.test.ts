import type { InlineKeyboardButton, MessageEntity } from 'grammy/types'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Browser } from './world/cabinet.ts'
import type { Person } from './world/person.ts'
import { startProgram } from './world/program.ts'
import { createWorld, type World } from './world/world.ts'

let world: World
let olga: Person
let petr: Person
beforeAll(async () => {
  world = await createWorld({ CABINET_URL: 'http://127.0.0.1:1/cabinet' })
  olga = await world.person({ first_name: 'Ольга' })
  petr = await world.person({ first_name: 'Пётр' })
})
afterAll(() => world.end())

const follow = (person: Person, token: string) => person.post('/start', { payload: `role_${token}` })

describe('the first owner', () => {
  test('is whoever opens the link of the start first; then there is no other one', async () => {
    const { token } = await world.api.firstOwnerLink({})
    const { token: another } = await world.api.firstOwnerLink({})
    await follow(petr, 'a-token-that-somebody-made-up')
    await petr.hears('больше не действует')
    await follow(olga, token!)
    await olga.hears('Теперь вы владелец этого бота')
    await follow(petr, token!)
    await follow(petr, another!)
    await petr.say('/id')
    await petr.hears(String(petr.id))
    expect((await petr.heard()).filter((said) => said.includes('больше не действует'))).toHaveLength(3)
    expect(await world.sql`select telegram_id, role from roles`).toEqual([{ telegramId: olga.id, role: 'owner' }])
    expect(await world.api.firstOwnerLink({})).toEqual({ token: null })
  })

  test('is offered by a bot that has started before its backend', async () => {
    const late = await createWorld({ withoutBot: true })
    await late.stopBackend()
    const bot = startProgram('bot', late.environment as Record<string, string>)
    try {
      await bot.says('The backend does not say whether there is an owner')
      expect(bot.said()).not.toContain('start=role_')
      await late.startBackend()
      await bot.says('The bot has no owner yet')
      const [, token] = /t\.me\/\w+\?start=role_([\w-]+)/.exec(bot.said())!
      expect(await late.api.becomeFirstOwner({ telegramId: 1, token: token! })).toEqual({ role: 'owner' })
    } finally {
      await bot.end('SIGTERM')
      await late.end()
    }
  })

  test('stays when the backend starts again without ADMIN_IDS', async () => {
    await world.stopBackend()
    await world.startBackend()
    expect(await world.sql`select telegram_id from roles`).toEqual([{ telegramId: olga.id }])
  })

  test('is one of many who open it at once', async () => {
    await world.sql`delete from roles`
    const { token } = await world.api.firstOwnerLink({})
    const people = await Promise.all([1, 2, 3, 4].map(() => world.person()))
    await Promise.all(people.map(({ id }) => world.api.register({ telegramId: id, firstName: 'x' })))
    const claims = await Promise.allSettled(
      people.map(({ id }) => world.api.becomeFirstOwner({ telegramId: id, token: token! })),
    )
    expect(claims.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    await world.sql`delete from roles`
    await world.sql`insert into roles (telegram_id, role, granted_by) values (${olga.id}, 'owner', ${olga.id})`
  })

  test('is not made by a link that is older than a day', async () => {
    await world.sql`delete from roles`
    const { token } = await world.api.firstOwnerLink({})
    await world.sql`update role_links set expires_at = now()`
    await expect(world.api.becomeFirstOwner({ telegramId: petr.id, token: token! })).rejects.toMatchObject({
      code: 'link_not_valid',
    })
    await world.sql`insert into roles (telegram_id, role, granted_by) values (${olga.id}, 'owner', ${olga.id})`
  })
})

describe('/cabinet', () => {
  test('gives a person with a role a link that opens the cabinet; to others it is an unknown command', async () => {
    await olga.say('/cabinet')
    const message = await olga.hears('откроет кабинет один раз')
    const link = (message.entities as MessageEntity[]).find((entity) => entity.type === 'text_link')!
    const token = new URLSearchParams(new URL((link as { url: string }).url).hash.slice(1)).get('in')!
    expect((await new Browser(world).call('enter', { token })).body).toMatchObject({
      telegram_id: olga.id,
      role: 'owner',
    })
    await petr.say('/cabinet')
    await petr.hears('Пишите вопросы обычными сообщениями')
    expect(await olga.commands()).toContain('cabinet')
  })

  test('gives buttons where the cabinet has an address that Telegram takes for one', async () => {
    await world.stopBackend()
    world.environment['CABINET_URL'] = 'https://bot.example.com/cabinet'
    await world.startBackend()
    await olga.say('/cabinet')
    await expect.poll(async () => (await olga.buttons()).join()).toBe('Открыть здесь,Открыть в браузере')
    const { reply_markup: markup } = await olga.hears('откроет кабинет один раз')
    const [[here], [inBrowser]] = markup!.inline_keyboard as [[InlineKeyboardButton], [InlineKeyboardButton]]
    expect(here).toMatchObject({ web_app: { url: 'https://bot.example.com/cabinet/' } })
    expect(inBrowser).toMatchObject({ url: expect.stringMatching(/^https:\/\/bot\.example\.com\/cabinet\/#in=/) })
  })

  test('says so where there is none', async () => {
    await world.stopBackend()
    delete world.environment['CABINET_URL']
    await world.startBackend()
    await olga.say('/cabinet')
    await olga.hears('Кабинет выключен')
  })
})
