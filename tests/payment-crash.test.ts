import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connect } from '#platform/database/connect.ts'
import { eventually } from './world/eventually.ts'
import type { Person } from './world/person.ts'
import { type Program, startProgram } from './world/program.ts'
import { settled } from './world/settled.ts'
import { createWorld, type World } from './world/world.ts'

let world: World
let bot: Program
beforeAll(async () => {
  world = await createWorld({ withoutBot: true })
})
afterAll(async () => {
  await bot?.end('SIGKILL')
  await world.end()
})

async function startBot(): Promise<void> {
  bot = startProgram('bot', world.environment as Record<string, string>)
  await bot.says('The bot is at work')
}

/** A person with an open invoice, and a bot process to kill. */
async function atTheTill(): Promise<Person> {
  await startBot()
  const person = await world.person()
  await person.say('/buy')
  await person.press('50 кредитов · 100 ⭐')
  await eventually(async () => expect((await person.messages()).some((message) => message.invoice)).toBe(true))
  return person
}

/** Something in the database that the program must wait for, until it is let go. */
async function hold(take: (sql: ReturnType<typeof connect>['sql']) => Promise<unknown>): Promise<() => Promise<void>> {
  const own = connect({ url: world.databaseUrl, applicationName: 'holder' })
  const { promise: letGo, resolve } = Promise.withResolvers<void>()
  const taken = Promise.withResolvers<void>()
  const held = own.sql.transaction(async (sql) => {
    await take(sql)
    taken.resolve()
    await letGo
  })
  await taken.promise
  return async () => {
    resolve()
    await held
    await own.close()
  }
}
/** Kills the bot, and lets the leases that it held end now instead of after their fifteen seconds. */
async function killBot(): Promise<void> {
  await bot.end('SIGKILL')
  await world.sql`update lanes set ready_at = now() where owner is not null`
}
const approved = (person: Person) =>
  eventually(async () =>
    expect(
      await world.sql`select 1 from transactions where user_id = ${person.id} and details ? 'approvedAt'`,
    ).toHaveLength(1),
  )
const somebodyWaits = () =>
  eventually(async () =>
    expect(
      await world.sql`select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
    ).not.toEqual([]),
  )

async function expectCreditedOnce(person: Person): Promise<void> {
  await person.hears('Теперь у вас 50 кредитов')
  await settled(world)
  expect((await world.api.getCredits({ telegramId: person.id })).credits).toBe(50)
  expect(await world.sql`select kind, status, credits_granted from transactions where user_id = ${person.id}`).toEqual([
    { kind: 'order', status: 'paid', creditsGranted: 50 },
  ])
  expect(await world.sql`select delta from credit_entries where user_id = ${person.id}`).toEqual([{ delta: 50 }])
  await bot.end('SIGTERM')
}

describe('a bot killed in the middle of a payment', () => {
  test('between receiving and storing: Telegram brings it again, and it is credited once', async () => {
    const person = await atTheTill()
    // The checkout passes, slowly enough that nothing can be stored any more when the payment itself comes.
    await world.sandbox.control('POST', '/trouble/telegram', {
      method: 'answerPreCheckoutQuery',
      kind: 'slow',
      ms: 1500,
      times: 1,
    })
    const paying = person.pay()
    await approved(person)
    const letGo = await hold((sql) => sql`lock table inbox in exclusive mode`)
    expect(await paying).toMatchObject({ paid: true })
    await somebodyWaits()
    await bot.end('SIGKILL')
    await letGo()
    await startBot()
    await expectCreditedOnce(person)
  })

  test('between storing and granting: the stored update is taken up by the next process, and it is credited once', async () => {
    const person = await atTheTill()
    const letGo = await hold((sql) => sql`select 1 from users where telegram_id = ${person.id} for update`)
    expect(await person.pay()).toMatchObject({ paid: true })
    await somebodyWaits()
    expect(await world.sql`select 1 from inbox`).not.toEqual([])
    await killBot()
    await letGo()
    await startBot()
    await expectCreditedOnce(person)
  })

  test('between granting and telling: the person is told after all, and it is credited once', async () => {
    const person = await atTheTill()
    await world.sandbox.control('POST', '/trouble/telegram', { method: 'sendMessage', kind: 'silent' })
    expect(await person.pay()).toMatchObject({ paid: true })
    await eventually(async () => expect((await world.api.getCredits({ telegramId: person.id })).credits).toBe(50))
    await killBot()
    await world.sandbox.control('DELETE', '/trouble')
    await startBot()
    await expectCreditedOnce(person)
  })
})
