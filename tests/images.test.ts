import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Message } from 'grammy/types'
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { eventually } from './world/eventually.ts'
import type { Person } from './world/person.ts'
import { runTask } from './world/run-task.ts'
import { fileOf } from './world/sent-files.ts'
import { settled } from './world/settled.ts'
import { createWorld, type World } from './world/world.ts'

const folder = mkdtempSync(join(tmpdir(), 'images-'))
const shipped = JSON.parse(readFileSync(join(import.meta.dirname, '../catalog.json'), 'utf8')) as {
  images: { id: string }[]
}
const inTrial = shipped.images.map((image) => (image.id === 'sketch' ? { ...image, trialMessages: 2 } : image))
const catalogFile = join(folder, 'catalog.json')
writeFileSync(catalogFile, JSON.stringify({ ...shipped, images: inTrial, drawing: { mostPerHour: 3 } }))

let world: World
let person: Person
beforeAll(async () => {
  world = await createWorld({ CATALOG_FILE: catalogFile, TRIAL_MESSAGES: '3' })
})
afterAll(async () => {
  await world.end()
  rmSync(folder, { recursive: true })
})
beforeEach(async () => {
  await world.sandbox.control('DELETE', '/trouble')
  person = await world.person()
  await person.say('/start')
  await person.hears('Здравствуйте')
  await give(50)
  before = (await allDrawn()).length
})

test('an album under a command is one message: one offer, or what the command does, and nothing is charged', async () => {
  await person.post('/album', { caption: '/image сделай ярче' })
  await person.hears(/Как изменить/)
  await person.hears('Изменить можно одну картинку за раз')
  await person.post('/album', { caption: '/balance' })
  await person.hears('Кредиты: 50')
  await settled(world)
  expect(await world.sql`select 1 from messages_log where user_id = ${person.id}`).toEqual([])
  expect(await credits()).toBe(50)
})

test('what is written right behind such an album, or behind a picture where words are awaited, is not a piece of it', async () => {
  await person.post('/album', { caption: '/balance' })
  await person.say('1 + 1')
  await person.hears('Кредиты: ')
  await person.hears('1 + 1 = 2')
  await settled(world)
  await person.say('/promo')
  await person.hears(/промокод/i)
  await settled(world)
  await person.post('/photo', {})
  await person.say('NO-SUCH-CODE')
  await person.hears('Здесь нужен текст')
  await person.hears('Такого промокода нет')
})

test('a command under a file that is no picture is refused before a price is named', async () => {
  const file = fileOf(Buffer.from('a,b\n1,2'), 'table.csv')
  await person.post('/document', { file, caption: '/image сделай ярче' })
  await person.hears('Эту картинку не получилось открыть')
  await settled(world)
  expect((await person.heard()).join('\n')).not.toContain('Как изменить')
})

test('a command in reply to words draws them, with what stands behind it', async () => {
  const [said] = await person.say('рыжий кот на луне')
  await person.post('/messages', { text: '/image', reply_to: said!.message_id })
  await person.hears('«рыжий кот на луне»')
  await person.post('/messages', { text: '/image акварель', reply_to: said!.message_id })
  await person.hears('«акварель рыжий кот на луне»')
})

test.each(['voice', 'video'] as const)('a %s that a command replies to is not lost without a word', async (kind) => {
  const sent = await person.send(kind)
  await settled(world)
  const reply = { reply_to: sent.message_id }
  await person.post('/messages', { text: '/image', ...reply })
  await person.hears(/записи, видео и прочее здесь не учитываю\.[\s\S]*Опишите, что нарисовать/)
  await person.post('/messages', { text: '/image рыжий кот', ...reply })
  const offer = await person.hears('«рыжий кот»')
  await settled(world)
  const said = await person.messages()
  expect(said.at(-1)?.text).toContain('записи, видео и прочее здесь не учитываю')
  expect(said.at(-2)?.message_id).toBe(offer.message_id)
})

const give = (delta: number) =>
  world.api.updateCredits({
    telegramId: person.id,
    delta,
    reason: 'test',
    idempotencyKey: `test:${Math.random()}`,
  })
const credits = async () => (await world.api.getCredits({ telegramId: person.id })).credits
const trouble = (kind: 'model' | 'telegram', what: object) => world.sandbox.control('POST', `/trouble/${kind}`, what)
/** What the provider was asked for, newest first: in all, and in this test. */
const allDrawn = async () =>
  ((await world.sandbox.control('GET', '/model/requests')) as { body: { size?: string; prompt?: string } }[])
    .map(({ body }) => body)
    .filter(({ size }) => size !== undefined)
let before = 0
const drawn = async () => {
  const all = await allDrawn()
  return all.slice(0, all.length - before)
}
const photos = (count = 1) =>
  eventually(async () => {
    const sent = (await person.messages()).filter((message) => message.from?.is_bot && message.photo)
    expect(sent).toHaveLength(count)
    return sent as [Message, ...Message[]]
  })
const labels = ({ reply_markup: keyboard }: Message) => keyboard?.inline_keyboard.flat().map(({ text }) => text)
const entries = () =>
  world.sql<{ delta: number; kind: string; idempotencyKey: string }>`
    select delta, kind, idempotency_key from credit_entries
    where user_id = ${person.id} and idempotency_key like 'image:%' order by id`
const bytesOf = async (fileId: string) =>
  Buffer.from(await (await fetch(`${world.sandbox.url}/person/files/${fileId}`)).arrayBuffer())

/** Nothing is set aside, and what a person has is what the ledger says. */
async function expectSettled() {
  expect(
    await world.sql`
      select id::text from images where user_id = ${person.id} and status in ('pending', 'made') union all
      select work_id::text from budget_holds where user_id = ${person.id} union all
      select telegram_id::text from users u where telegram_id = ${person.id}
        and credits <> (select sum(delta) from credit_entries where user_id = u.telegram_id)`,
  ).toEqual([])
}

/** Orders by the button of one way to draw it. */
async function order(words = 'рыжий кот', label = 'Картинка · 3 кр.') {
  await person.say(`/image ${words}`)
  await person.hears('Как нарисовать?')
  await person.press(label)
}

test('a picture is drawn for the price on its button, and can be had once more', async () => {
  await person.say('/image рыжий кот в скафандре')
  const choice = await person.hears('«рыжий кот в скафандре»')
  expect(labels(choice)).toEqual(['Набросок · 2 кр.', 'Картинка · 3 кр.', 'Подробная · 8 кр.'])
  await person.press('Подробная · 8 кр.')
  const [photo] = await photos()
  expect(photo.caption).toBe('рыжий кот в скафандре')
  expect(labels(photo)).toEqual(['↻ Ещё одну · 8 кр.', '✏️ Изменить', '📎 Файлом'])
  await eventually(expectSettled)
  expect(await credits()).toBe(42)
  expect(await drawn()).toEqual([
    { model: 'gpt-image-2.6', prompt: 'рыжий кот в скафандре', size: '1024x1024', quality: 'high' },
  ])
  const [cost] = await world.sql`
    select model, outcome, pictures, output_tokens, micro_dollars from costs where user_id = ${person.id} and work_kind = 'image'`
  expect(cost).toMatchObject({ model: 'painter', outcome: 'answered', pictures: 1, outputTokens: 4160 })
  await person.press('↻ Ещё одну · 8 кр.')
  await photos(2)
  await eventually(async () => expect(await credits()).toBe(34))
  await eventually(expectSettled)
})

test('the menu leads to it, and what is typed next is the wish', async () => {
  await person.press('Не сейчас')
  await person.press('🎨 Картинка')
  await person.hears('Опишите, что нарисовать')
  await settled(world) // what is awaited is noted behind the message
  await person.say('дом у моря')
  await person.hears('«дом у моря»')
  await person.press('Набросок · 2 кр.')
  await photos()
  expect((await drawn()).map(({ prompt }) => prompt)).toEqual(['дом у моря'])
})

test('a picture that a person sends is changed as they say, and so is one that was drawn', async () => {
  const red = await sharp({ create: { width: 300, height: 200, channels: 3, background: '#f00' } })
    .png()
    .toBuffer()
  const file = { name: 'red.png', type: 'image/png', base64: red.toString('base64') }
  await person.post('/photo', { file, caption: '/image сделай ночь' })
  await person.hears('Как изменить?')
  await person.press('Картинка · 3 кр.')
  await photos()
  expect(await drawn()).toEqual([expect.objectContaining({ prompt: 'сделай ночь', source: expect.any(Number) })])
  await person.press('✏️ Изменить')
  await person.hears('Что изменить в этой картинке?')
  await person.say('добавь луну')
  await person.hears('«добавь луну»')
  await person.press('Набросок · 2 кр.')
  await photos(2)
  expect((await drawn())[0]).toMatchObject({ prompt: 'добавь луну', source: expect.any(Number) })
  await eventually(async () => expect(await credits()).toBe(45))
})

test('as a file it is what was made, once fetched from us and then from Telegram', async () => {
  await order('синий кит')
  await photos()
  await eventually(expectSettled)
  const files = (count: number) =>
    eventually(async () => {
      const sent = (await person.messages()).filter(({ document }) => document?.file_name?.startsWith('picture-'))
      expect(sent).toHaveLength(count)
      return sent
    })
  await person.press('📎 Файлом')
  const [first] = await files(1)
  expect(await sharp(await bytesOf(first!.document!.file_id)).metadata()).toMatchObject({ format: 'png', width: 1024 })
  await eventually(async () =>
    expect(await world.sql`select data from images where user_id = ${person.id}`).toEqual([{ data: null }]),
  )
  await person.press('📎 Файлом')
  const [, second] = await files(2)
  expect(second!.document!.file_unique_id).toBe(first!.document!.file_unique_id)
  expect(await credits()).toBe(47)
})

test('what the rules of the provider forbid costs nothing and is said', async () => {
  await order('запрещённая картинка')
  await person.hears('Такую картинку правила сервиса рисовать не позволяют. Опишите её иначе. Ничего не списано.')
  expect(await credits()).toBe(50)
  await eventually(expectSettled)
})

test('a provider that makes nothing costs nothing, and the button is there again', async () => {
  await trouble('model', { kind: 'garbage', times: 1 })
  await order()
  const { reply_markup: keyboard } = await person.hears(
    'Нарисовать не получилось. Попробуйте ещё раз чуть позже. Ничего не списано.',
  )
  expect(keyboard?.inline_keyboard.flat().map(({ text }) => text)).toEqual(['↻ Повторить · 3 кр.'])
  expect(await credits()).toBe(50)
  await person.press('↻ Повторить · 3 кр.')
  await photos()
  await eventually(async () => expect(await credits()).toBe(47))
})

describe('one at a time', () => {
  test('pressed twice it is drawn once', async () => {
    await person.say('/image лес')
    const choice = await person.hears('Как нарисовать?')
    await trouble('model', { kind: 'slow', ms: 300, times: 1 })
    const key = choice.reply_markup!.inline_keyboard[0]![0]! as { callback_data: string }
    await Promise.all([
      person.pressData(choice.message_id, key.callback_data),
      person.pressData(choice.message_id, key.callback_data),
    ])
    await photos()
    await eventually(async () => expect(await world.sql`select update_id from inbox`).toEqual([]))
    await photos()
    expect(await drawn()).toHaveLength(1)
    expect(await credits()).toBe(48)
  })

  test('another one is refused while one is drawn, and the same update gets the same', async () => {
    const wish = (updateId: number) =>
      world.api.askImage({ telegramId: person.id, updateId, prompt: 'море', source: null })
    const [one, two] = await Promise.all([wish(900), wish(900)])
    expect(two).toEqual(one)
    const shown = { purse: 'credits' as const, price: 3 }
    const order = { telegramId: person.id, wishId: one.wishId, product: 'picture', shown }
    const make = (updateId: number, again = false) => world.api.makeImage({ ...order, updateId, again })
    await trouble('model', { kind: 'slow', ms: 1_000, times: 1 })
    const made = make(901)
    await eventually(async () => expect(await drawn()).toHaveLength(1))
    await expect(make(902, true)).rejects.toMatchObject({ code: 'image_busy' })
    expect(await make(903), 'the first press brings it').toMatchObject({ state: 'delivered', data: null })
    const { id, data } = await made
    expect(await make(901), 'also when the reply was lost').toMatchObject({ id, data, state: 'made' })
    const sent = { telegramId: person.id, imageId: id, fileId: 'f' }
    await world.api.reportImage(sent)
    await world.api.reportImage(sent)
    expect(await make(901)).toMatchObject({ state: 'delivered', data: null })
    expect(await credits()).toBe(47)
    expect(await entries()).toHaveLength(1)
  })

  test('so many in an hour, and then it is said when', async () => {
    for (const count of [1, 2, 3]) {
      await order(`кот ${count}`, 'Набросок · 2 кр.')
      await photos(count)
      await eventually(expectSettled)
    }
    await order('кот 4', 'Набросок · 2 кр.')
    await person.hears('За час вы заказали столько картинок, сколько можно')
    expect(await drawn()).toHaveLength(3)
    expect(await credits()).toBe(44)
  })
})

describe('nothing is paid for twice', () => {
  const makeWith = (updateId: number, wishId: number, price = 3) =>
    world.api.makeImage({
      telegramId: person.id,
      wishId,
      product: 'picture',
      updateId,
      shown: { purse: 'credits', price },
    })
  const wished = async (updateId: number) =>
    (await world.api.askImage({ telegramId: person.id, updateId, prompt: 'гора', source: null })).wishId

  test('a process that is gone has its picture given up: no provider is asked again', async () => {
    const wishId = await wished(910)
    await trouble('model', { kind: 'slow', ms: 600_000, times: 1 })
    const waiting = makeWith(911, wishId).catch((error: unknown) => error)
    await eventually(async () => expect(await drawn()).toHaveLength(1))
    // A sign of life of the process may come between the two.
    await eventually(async () => {
      await world.sql`
        update images set working_until = now() - interval '1 minute' where user_id = ${person.id} and status = 'pending'`
      const outcome = await makeWith(911, wishId).catch((error: unknown) => error)
      expect(outcome).toMatchObject({ code: 'image_failed', details: { reason: 'interrupted' } })
    })
    await waiting
    expect(await drawn()).toHaveLength(1)
    expect(await credits()).toBe(50)
    expect(await entries()).toHaveLength(2)
  })

  test('a picture that was made is sent after the bot has died, without another one', async () => {
    await trouble('telegram', { method: 'sendPhoto', kind: 'silent', times: 1 })
    await order('закат')
    await eventually(async () =>
      expect(await world.sql`select status from images where user_id = ${person.id}`).toEqual([{ status: 'made' }]),
    )
    await world.stopBots()
    await world.startBot()
    await photos()
    await eventually(expectSettled)
    expect(await drawn()).toHaveLength(1)
    expect(await credits()).toBe(47)
  })

  test('a picture that Telegram refuses for good gives its price back', async () => {
    await trouble('telegram', { method: 'sendPhoto', kind: 'error', status: 400, times: 1 })
    await order('рассвет')
    await person.hears('Нарисовать не получилось.')
    await eventually(expectSettled)
    expect(await credits()).toBe(50)
  })

  test('a price that has changed is told first', async () => {
    const wishId = await wished(920)
    await expect(makeWith(921, wishId, 1)).rejects.toMatchObject({
      code: 'no_access',
      details: { reason: 'price_changed', price: { purse: 'credits', price: 3 } },
    })
    expect(await drawn()).toEqual([])
  })

  test('what was neither finished nor sent is given back by the worker', async () => {
    const wishId = await wished(930)
    await makeWith(931, wishId)
    await world.sql`update images set asked_at = now() - interval '2 hours' where user_id = ${person.id}`
    await runTask(world, 'release-images')
    await eventually(expectSettled)
    expect(await credits()).toBe(50)
  })

  test('the database lets nothing take more or less than the price', async () => {
    await order('поле')
    await photos()
    await eventually(expectSettled)
    await expect(world.sql`update images set price = 9 where user_id = ${person.id}`).rejects.toThrow(
      'has taken 3 credits of 9',
    )
  })
})

test('the trial pays only for what the catalogue says', async () => {
  await give(-50)
  await person.press('🎁 Попробовать бесплатно')
  await person.hears('Готово')
  await person.say('/image ёж')
  expect(labels(await person.hears('Как нарисовать?'))).toEqual([
    'Набросок · 2 сообщ.',
    'Картинка · 3 кр.',
    'Подробная · 8 кр.',
  ])
  await person.press('Картинка · 3 кр.')
  await person.hears('Эта картинка стоит 3 кр., сейчас на это не хватает.')
  await person.press('↻ Повторить · 3 кр.')
  await person.hears('Эта картинка стоит 3 кр., сейчас на это не хватает.')
  await order('ёж', 'Набросок · 2 сообщ.')
  await photos()
  await eventually(async () =>
    expect((await world.api.getCredits({ telegramId: person.id })).trial).toMatchObject({ left: 1 }),
  )
})

test('receipts, export and deletion know it', async () => {
  await order('парусник')
  await photos()
  await eventually(expectSettled)
  const { receipts } = await world.api.receipts({ telegramId: person.id })
  expect(receipts).toContainEqual(
    expect.objectContaining({ of: 'image', words: 'парусник', price: 3, state: 'charged' }),
  )
  await world.api.deleteData({ telegramId: person.id })
  expect(
    await world.sql`
      select prompt, data, file_id from images i join image_wishes w on w.user_id = i.user_id and w.id = i.wish_id
      where i.user_id = ${person.id}`,
  ).toEqual([{ prompt: '', data: null, fileId: null }])
})
