import { afterAll, beforeAll, expect, test } from 'vitest'
import { chooseReport, dueReports } from '#modules/owner/daily-report.ts'
import { eventually } from './world/eventually.ts'
import { runTask } from './world/run-task.ts'
import type { Person } from './world/person.ts'
import { createWorld, type World } from './world/world.ts'

let world: World
let owner: Person
beforeAll(async () => {
  world = await createWorld({ ADMIN_IDS: '7000001' })
  owner = await world.person({ first_name: 'Олег' })
  await owner.say('/start')
  await owner.hears('Помогатор')
})
afterAll(() => world.end())

const reports = async () =>
  (await owner.messages()).filter(({ caption, photo }) => photo && caption?.includes('Отчёт за')).length
/** The zone in which it is this hour now, so that no test waits for a clock. */
const letBe = (hour: number) => world.sql`
  update daily_reports set hour = ${hour}, time_zone = (
    select name from pg_timezone_names where extract(hour from now() at time zone name) = 12 order by name limit 1)`

test('the daily report comes at the chosen hour with a picture, once a day, and can be turned off', async () => {
  await owner.say('/owner')
  await owner.press('Цифры')
  await owner.press('Отчёт дня')
  await owner.hears('Отчёт дня не приходит')
  await owner.press('9:00')
  await owner.hears('Отчёт дня приходит в 9:00')

  await world.sql`update daily_reports set sent_on = null`
  await letBe(13)
  await runTask(world, 'send-reports')
  expect(await reports(), 'not before its hour').toBe(0)
  await letBe(12)
  await Promise.all([1, 2].map(() => runTask(world, 'send-reports')))
  await runTask(world, 'send-reports')
  await eventually(async () => expect(await reports()).toBe(1))
  const [sent] = await world.sql`select picture is not null as pictured, state from outbox where kind = 'daily_report'`
  expect(sent).toMatchObject({ state: 'sent' })

  // The next day, and a clock that is put back.
  await world.sql`update daily_reports set sent_on = sent_on - 1`
  await world.sql`delete from outbox`
  await runTask(world, 'send-reports')
  expect(await reports()).toBe(2)
  await world.sql`update daily_reports set sent_on = sent_on + 1`
  await runTask(world, 'send-reports')
  expect(await reports()).toBe(2)

  await owner.say('/owner')
  await owner.press('Цифры')
  await owner.press('Отчёт дня')
  await owner.press('Не присылать')
  await eventually(async () => expect(await world.sql`select 1 from daily_reports`).toEqual([]))
})

test('the daily report comes by the time zone of the settings, and by the clock of the day on which it is put back', async () => {
  const person = await world.person()
  await world.api.register({ telegramId: person.id, firstName: 'x' })
  const at = (now: string, timeZone?: string) => dueReports(world.sql, { timeZone, now: new Date(now) })
  const chosen = { telegramId: person.id, hour: 2, timeZone: 'Europe/Moscow' }
  await chooseReport(world.sql, chosen, { timeZone: 'Europe/Berlin', now: new Date('2026-10-23T23:30:00Z') })
  const dueOn = (today: string) => [{ telegramId: person.id, today }]
  // 1:30 in Berlin and 2:30 in Moscow, on October 24.
  expect(await at('2026-10-23T23:30:00Z', 'Europe/Berlin')).toEqual([])
  expect(await at('2026-10-23T23:30:00Z')).toEqual(dueOn('2026-10-24'))
  expect(await at('2026-10-24T00:00:00Z', 'Europe/Berlin')).toEqual(dueOn('2026-10-24'))
  // The hour from 2 to 3 comes twice on the 25th: the report of that day is written once.
  const first = await at('2026-10-25T00:10:00Z', 'Europe/Berlin')
  expect(first).toEqual(dueOn('2026-10-25'))
  await world.sql`update daily_reports set sent_on = '2026-10-25' where telegram_id = ${person.id}`
  expect(await at('2026-10-25T01:10:00Z', 'Europe/Berlin')).toEqual([])
  // There is no hour from 2 to 3 on March 28: it comes at 3.
  expect(await at('2027-03-28T00:59:00Z', 'Europe/Berlin')).toEqual([])
  expect(await at('2027-03-28T01:00:00Z', 'Europe/Berlin')).toEqual(dueOn('2027-03-28'))
  await world.api.chooseDailyReport({ telegramId: person.id, hour: null, timeZone: 'UTC' })
})

test('the daily report does not come to a person whose role was taken', async () => {
  const person = await world.person()
  await world.api.register({ telegramId: person.id, firstName: 'x' })
  await world.api.chooseDailyReport({ telegramId: person.id, hour: 0, timeZone: 'UTC' })
  await world.sql`update daily_reports set sent_on = null where telegram_id = ${person.id}`
  await runTask(world, 'send-reports')
  expect(await world.sql`select 1 from outbox where user_id = ${person.id} and kind = 'daily_report'`).toEqual([])
})
