import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { booksOf } from './world/books.ts'
import type { Person } from './world/person.ts'
import { createWorld, type World } from './world/world.ts'

const folder = mkdtempSync(join(tmpdir(), 'channel-'))
afterAll(() => rmSync(folder, { recursive: true }))

function catalogWith(channelBonus: object | undefined): string {
  const file = join(folder, `${JSON.stringify(channelBonus ?? null).length}.json`)
  const shipped = JSON.parse(readFileSync('catalog.json', 'utf8')) as object
  writeFileSync(file, JSON.stringify({ ...shipped, ...(channelBonus ? { channelBonus } : {}) }))
  return file
}

let world: World
const english = { first_name: 'Ann', language_code: 'en' }
const gift = 'Join our channel: a gift'
const creditsOf = async ({ id }: Person) => (await world.api.getCredits({ telegramId: id })).credits

describe('a gift for joining the channel', () => {
  const channel = '@our_channel'
  beforeAll(async () => {
    world = await createWorld({
      TRIAL_MESSAGES: '0',
      CATALOG_FILE: catalogWith({ channel, gives: { of: 'credits', amount: 5 } }),
    })
  })
  afterAll(async () => {
    expect(await booksOf(world.sql)).toEqual([])
    await world.end()
  })

  test('is given by a button to a person who has joined, and not to one who has not', async () => {
    const person = await world.person(english)
    await person.say('/start')
    await person.press(gift)
    await person.hears('Join our channel, and I give you 5 credits. Once.')
    await person.press('Check')
    await person.hears('I do not see you among the subscribers yet')
    expect(await creditsOf(person)).toBe(0)

    await person.press('Open the channel')
    await person.press('Check')
    await person.hears('5 credits more on your balance')
    expect(await creditsOf(person)).toBe(5)
    await person.say('/start')
    expect(await person.buttons()).not.toContainEqual(expect.stringContaining(gift))
  })

  test('answers the question that had waited for it', async () => {
    const person = await world.person(english)
    await person.say('20 + 3')
    await person.press(gift)
    await person.press('Open the channel')
    await person.press('Check')
    await person.press('Answer “20 + 3”')
    await person.hears('20 + 3 = 23')
    expect(await creditsOf(person)).toBe(4)
  })

  test('is given once, however often it is asked for at once, and by whatever name the channel goes later', async () => {
    const { id: telegramId } = await world.person(english)
    await world.api.register({ telegramId, firstName: 'Ann', languageCode: 'en' })
    const taken = await Promise.all(
      Array.from({ length: 8 }, () => world.api.takeChannelBonus({ telegramId, channel })),
    )
    expect(taken.filter(({ gives }) => gives !== null)).toEqual([{ gives: { of: 'credits', amount: 5 } }])
    expect(await world.api.takeChannelBonus({ telegramId, channel: '@another' })).toEqual({ gives: null })

    await world.stopBackend()
    const renamed = { channel: '@another', gives: { of: 'trial_messages', amount: 50 } }
    world.environment['CATALOG_FILE'] = catalogWith(renamed)
    await world.startBackend()
    expect(await world.api.takeChannelBonus({ telegramId, channel: '@another' })).toEqual({ gives: null })
    expect(await world.api.channelBonus({ telegramId })).toMatchObject({ given: true })
    expect((await world.api.offers({ telegramId })).channelBonus).toBeNull()
    const other = await world.person(english)
    await world.api.register({ telegramId: other.id, firstName: 'Ann', languageCode: 'en' })
    expect((await world.api.offers({ telegramId: other.id })).channelBonus).toEqual(renamed.gives)
  })

  test('waits when Telegram does not say who has joined', async () => {
    const person = await world.person(english)
    await person.say('/start')
    await person.press(gift)
    await person.press('Open the channel')
    await world.sandbox.control('POST', '/trouble/telegram', { kind: 'reset', times: 1, method: 'getChatMember' })
    await person.press('Check')
    await person.hears('I cannot check your subscription to the channel now')
    await person.press('Check')
    await person.hears('your free trial has 50 messages more')
  })
})

test('without it in the catalogue there is no button and nothing to take', async () => {
  world = await createWorld({ CATALOG_FILE: catalogWith(undefined) })
  const person = await world.person(english)
  await person.say('/start')
  await person.press('Not now')
  await person.hears('Try for free')
  expect(await person.buttons()).not.toContainEqual(expect.stringContaining(gift))
  expect(await world.api.channelBonus({ telegramId: person.id })).toEqual({ bonus: null, given: false })
  expect(await world.api.takeChannelBonus({ telegramId: person.id, channel: '@our_channel' })).toEqual({ gives: null })
  await world.end()
})
