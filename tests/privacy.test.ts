import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createLog } from '#runtime/log.ts'
import { tasks } from '#worker/tasks.ts'
import { eventually } from './world/eventually.ts'
import type { Person } from './world/person.ts'
import { createWorld, type World } from './world/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.end())

async function talker(name: string, secret: string): Promise<Person> {
  const person = await world.person({ first_name: name })
  await person.say('/start')
  await person.press('Попробовать бесплатно')
  await person.hears('Готово')
  await person.say(`${secret}: сколько 20 + 3?`)
  await person.hears('20 + 3 = 23')
  await eventually(async () => expect(await world.sql`select 1 from inbox`).toEqual([]))
  return person
}
const everything = async (person: Person) =>
  JSON.stringify((await world.api.exportData({ telegram_id: person.id })).data)
/** Wherever a word may have been kept. */
async function tracesOf(word: string): Promise<string[]> {
  const tables = await world.sql<{ name: string }>`
    select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname = 'public'`
  const found: string[] = []
  for (const { name } of tables) {
    const [row] = await world.sql<{ xml: string }>`
      select query_to_xml(${`select t::text as row from ${name} t`}::text, false, true, '')::text as xml`
    if (row!.xml.includes(word)) found.push(name)
  }
  return found
}

describe('a person’s data', () => {
  test('come to his chat as a file, all of his and nobody else’s', async () => {
    const [anna, boris] = [await talker('Анна', 'секрет-анны'), await talker('Борис', 'секрет-бориса')]
    await anna.say('/settings')
    await anna.press('Скачать мои данные')
    await eventually(async () => {
      const found = (await anna.messages()).find((message) => message.document)
      expect(found?.document?.file_name).toBe('pomogator-data.json')
      expect(found?.caption).toBe('Здесь всё, что о вас хранится.')
    })
    const mine = await everything(anna)
    expect(mine).toContain('секрет-анны')
    expect(mine).toContain('20 + 3 = 23')
    expect(mine).not.toContain('секрет-бориса')
    expect(JSON.parse(mine)).toMatchObject({
      profile: { first_name: 'Анна' },
      trial: { used: 1 },
      questions: [{ status: 'answered' }],
      conversations: [{ title: expect.stringContaining('секрет-анны') as string }],
    })
    expect(boris.id).not.toBe(anna.id)
  })

  test('are gone from every table when he deletes them, and only his', async () => {
    const [clara, dora] = [await talker('Клара', 'тайна-клары'), await talker('Дора', 'тайна-доры')]
    await clara.say('/paysupport вопрос тайна-клары')
    await clara.hears('передан владельцу')
    await eventually(async () => expect(await world.sql`select 1 from inbox`).toEqual([]))
    expect(await tracesOf('тайна-клары')).toEqual(
      expect.arrayContaining(['messages_log', 'conversations', 'support_requests']) as string[],
    )
    await clara.say('/settings')
    await clara.press('Удалить мои данные')
    await clara.press('Да, удалить')
    await clara.hears('тексты удалены')
    expect(await tracesOf('тайна-клары')).toEqual([])
    expect(await tracesOf('Клара')).toEqual([])
    expect(await everything(dora)).toContain('тайна-доры')
    expect(await world.api.getCredits({ telegram_id: clara.id })).toMatchObject({ trial: { used: 1 } })
  })

  test('are forgotten when they are older than the owner keeps texts', async () => {
    const person = await talker('Ева', 'давняя-тайна')
    const log = createLog('task', { level: 'silent' })
    const config = { databaseUrl: '', adminIds: [], telegram: null, keepEventsMonths: 12, health: undefined }
    const run = (keepTextsDays: number | null) =>
      tasks['forget-texts']!.run({ sql: world.sql, config: { ...config, keepTextsDays }, telegram: undefined, log })
    await world.sql`update messages_log set asked_at = now() - interval '40 days' where user_id = ${person.id}`
    await world.sql`update conversations set started_at = now() - interval '40 days' where user_id = ${person.id}`
    await run(null)
    await run(60)
    expect(await tracesOf('давняя-тайна')).not.toEqual([])
    await run(30)
    expect(await tracesOf('давняя-тайна')).toEqual([])
    expect(await world.sql`select status, price from messages_log where user_id = ${person.id}`).toEqual([
      { status: 'answered', price: 1 },
    ])
    await person.say('сколько 30 + 3?')
    await person.hears('30 + 3 = 33')
  })
})
