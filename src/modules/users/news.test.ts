import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { eventually } from '#tests/world/eventually.ts'
import { createWorld, type World } from '#tests/world/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.end())

const consents = (id: number) =>
  world.sql`select subject, given, version <> '' as has_version from consents where user_id = ${id} order by id`

describe('news', () => {
  test('are taken and refused in the settings, each time with its moment, and a repetition adds nothing', async () => {
    const person = await world.person()
    await person.say('/settings')
    await person.hears('Новости: не присылаю')
    expect(await consents(person.id)).toEqual([])
    await person.press('Получать новости')
    await person.hears('Новости: присылаю')
    await person.press('Не присылать новости')
    await person.hears('Новости: не присылаю')
    await world.api.consent({ telegramId: person.id, subject: 'news', given: false })
    const said = (given: boolean) => ({ subject: 'news', given, hasVersion: true })
    expect(await consents(person.id)).toEqual([said(true), said(false)])
    expect(await world.api.exportData({ telegramId: person.id })).toMatchObject({
      data: { consents: [{ given: true }, { given: false }] },
    })
  })

  test('are not sent to whoever deletes their data, and what they had agreed to stays proven', async () => {
    const person = await world.person()
    await person.say('/start')
    await person.hears('')
    await world.api.consent({ telegramId: person.id, subject: 'news', given: true })
    await world.api.deleteData({ telegramId: person.id })
    expect(await world.api.userProfile({ telegramId: person.id })).toMatchObject({ takesNews: false })
    expect(await consents(person.id)).toHaveLength(1)
  })

  test('about somebody unknown are refused', async () => {
    await expect(world.api.consent({ telegramId: 1, subject: 'news', given: true })).rejects.toMatchObject({
      code: 'user_not_found',
    })
  })
})

describe('whether a person can be written to', () => {
  const since = async (id: number) =>
    (
      await world.sql<{ since: Date | null }>`select unreachable_since as since from users where telegram_id = ${id}`
    )[0]!.since

  test('follows from blocking the bot and letting it in again', async () => {
    const person = await world.person()
    await person.say('/start')
    await person.hears('')
    await person.block()
    await eventually(async () => expect(await since(person.id)).not.toBeNull())
    await person.unblock()
    await eventually(async () => expect(await since(person.id)).toBeNull())
  })
})
