import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createDoor, type Door, expectSettled } from './world/door.ts'
import { eventually } from './world/eventually.ts'
import type { Person } from './world/person.ts'
import { createWorld, type World } from './world/world.ts'

const perMinute = 30
let world: World
let door: Door
beforeAll(async () => {
  world = await createWorld()
  door = createDoor(world)
})
afterAll(() => world.end())

async function customer(): Promise<Person> {
  const person = await world.person()
  await person.say('/help')
  await person.hears('Помощь')
  await world.api.updateCredits({ telegramId: person.id, delta: 100, reason: 'test', idempotencyKey: 'start' })
  return person
}
const waitingIn = async (lane: string) =>
  (
    await world.sql<{ waiting: number; soon: boolean }>`
    select waiting, ready_at between now() and now() + interval '1 minute' as soon from lanes
    where lane = ${lane} and owner is null and waiting > 0`
  )[0]
/** As if the minute were over, without waiting for it. */
const minuteLater = (lane: string) => world.sql`update lanes set ready_at = now() where lane = ${lane}`

describe('somebody who writes more than thirty messages in a minute', () => {
  test('is told that the rest is not lost, and every one of them is answered', async () => {
    const person = await customer()
    const lane = `aside:${person.id}`
    for (let n = 1; n <= perMinute + 3; n += 1) await door.message(person.id, command('/balance'))
    await person.hears(/не больше чем на 30 сообщений в минуту: остальное не пропадёт/)
    await eventually(async () => expect(await waitingIn(lane)).toEqual({ waiting: 3, soon: true }))
    const balances = async () => (await person.heard()).filter((text) => text.includes('Что у вас есть')).length
    expect(await balances()).toBe(perMinute)
    await minuteLater(lane)
    await eventually(async () => {
      await expectSettled(world)
      expect(await balances()).toBe(perMinute + 3)
    })
    expect((await person.heard()).filter((text) => text.includes('не пропадёт'))).toHaveLength(1)
  })

  test('is not stopped from stopping, and nobody else waits', async () => {
    const [person, other] = [await customer(), await customer()]
    for (let n = 1; n <= perMinute + 1; n += 1) await door.message(person.id, command('/balance'))
    await eventually(async () => expect(await waitingIn(`aside:${person.id}`)).toBeDefined())
    await door.message(person.id, command('/stop'))
    await person.hears('Сейчас я ничего не пишу')
    await other.say('/balance')
    await other.hears('Что у вас есть')
  })
})

test('the thirty-first press in a minute turns the page as the first did', async () => {
  const person = await customer()
  await person.say('/balance')
  const { message_id: menu } = await person.hears('Что у вас есть')
  for (let n = 1; n <= perMinute; n += 1) {
    await person.pressData(menu, n % 2 ? 'menu' : 'balance')
  }
  await person.pressData(menu, 'menu')
  await person.hears('Меню')
})

function command(text: string) {
  return { text, entities: [{ type: 'bot_command', offset: 0, length: text.length }] }
}
