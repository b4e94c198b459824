import { readdirSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { tables } from '#modules/modules.ts'
import { createLog } from '#platform/runtime/log.ts'
import { migrate, migrateDown } from './migrate.ts'
import type { Sql } from './sql.ts'
import { createTestDatabase } from './testing.ts'

const log = createLog('tests', { level: 'silent' })
const folder = 'src/platform/database/migrations'
/** The migration that brought files, and all that came after it. */
const steps = readdirSync(folder).filter((file) => file.endsWith('.up.sql') && Number(file.slice(0, 4)) >= 30).length

let database: Awaited<ReturnType<typeof createTestDatabase>>
const sql = () => database.database.sql
beforeAll(async () => {
  database = await createTestDatabase()
  await sql()`insert into users (telegram_id, first_name, language) values (7, 'x', 'ru')`
  await sql()`insert into conversations (user_id, chat_id) values (7, 7)`
})
afterAll(() => database.drop())

/** As a program of the release before writes it. */
const waitAsBefore = (updateId: number, question: string) => sql()`
  insert into waiting_questions (user_id, update_id, question, about, about_id, quoted)
  values (7, ${updateId}, ${question}, null, null, null)
  on conflict (user_id) do update set update_id = excluded.update_id, question = excluded.question, about = excluded.about,
    about_id = excluded.about_id, quoted = excluded.quoted, asked_at = now()`

test('a program of the release before goes on keeping questions that nothing pays for', async () => {
  await waitAsBefore(1, 'first')
  await waitAsBefore(2, 'second')
  expect(await sql()`select update_id, question from waiting_questions`).toEqual([{ updateId: 2, question: 'second' }])
})

test('going back gives trial messages back that went beyond one a question', async () => {
  const askInTrial = (sql: Sql, updateId: number, price: number, status: string) => sql`
    insert into messages_log (user_id, update_id, chat_id, message_id, conversation_id, question, model, purse, price, status, failure,
      answered_at)
    select 7, ${updateId}, 7, ${updateId}, id, 'q', 'standard', 'trial', ${price}, ${status}::text,
      case when ${status}::text = 'failed' then 'unavailable' end, case when ${status}::text = 'answered' then now() end
    from conversations`
  await sql().transaction(async (sql) => {
    await sql`insert into trials (user_id, granted, used) values (7, 10, 6)`
    await askInTrial(sql, 11, 5, 'answered')
    await askInTrial(sql, 12, 1, 'answered')
    await askInTrial(sql, 13, 3, 'failed')
  })
  await migrateDown({ url: database.url, log, steps })
  expect(await sql()`select used from trials`).toEqual([{ used: 2 }])
  expect(await sql()`select price from messages_log order by update_id`).toEqual([
    { price: 1 },
    { price: 1 },
    { price: 1 },
  ])
  await migrate({ url: database.url, tables, log })
  expect(await sql()`select used from trials`).toEqual([{ used: 2 }])
})
