import { afterEach, expect, test } from 'vitest'
import { docx } from '#platform/files/documents/testing-documents.ts'
import { eventually } from './world/eventually.ts'
import { runTask } from './world/run-task.ts'
import { customer, fileOf, picture } from './world/sent-files.ts'
import { settled } from './world/settled.ts'
import { createWorld, type World } from './world/world.ts'

/** When what was kept of files goes. */

let world: World
afterEach(() => world.end())

const report = () => fileOf(docx(['The barn is full.']), 'harvest.docx')

test('what a file holds goes together with the texts of its question, or neither does', async () => {
  world = await createWorld()
  world.environment['KEEP_TEXTS_DAYS'] = '30'
  const person = await customer(world)
  await person.post('/document', { file: report(), caption: '1 + 1' })
  await person.hears('1 + 1 = 2')
  await settled(world)
  await world.sql`update messages_log set asked_at = now() - interval '40 days'`
  await world.sql`
    create function refuse() returns trigger language plpgsql as $$ begin raise 'not now'; end $$`
  await world.sql`create trigger refuse before delete on attachments for each row execute function refuse()`
  await expect(runTask(world, 'delete-texts')).rejects.toThrow('not now')
  expect(await world.sql`select 1 from messages_log where question is not null`).toHaveLength(1)
  await world.sql`drop trigger refuse on attachments`
  await runTask(world, 'delete-texts')
  expect(await world.sql`select 1 from messages_log where question is not null`).toEqual([])
  expect(await world.sql`select 1 from attachments`).toEqual([])
})

test('files that no question was asked with go after a while, but not while their question may still be asked', async () => {
  world = await createWorld({ withoutBot: true })
  await world.api.register({ telegramId: 5, firstName: 'Ann', languageCode: 'en' })
  await world.sql`
    insert into attachments (user_id, update_id, position, sent_as, file_id, file_unique_id, created_at)
    select 5, update_id, 0, 'file', 'f', 'u', now() - interval '9 days' from generate_series(1, 4) as update_id`
  await world.sql`insert into inbox (update_id, lane, payload) values (2, 'p5', '{}')`
  await world.sql`insert into waiting_questions (user_id, update_id, question) values (5, 3, 'x')`
  await world.sql`insert into quotations (user_id, update_id, question, valid_until) values (5, 4, 'x', now())`
  await runTask(world, 'delete-files')
  expect(await world.sql`select update_id from attachments order by update_id`).toEqual(
    [2, 3, 4].map((updateId) => ({ updateId })),
  )
})

test('pictures that were made ready for a model are deleted also when one of them is gone', async () => {
  world = await createWorld()
  const person = await customer(world)
  await world.sandbox.control('POST', '/trouble/model', { kind: 'error', status: 400 })
  const photos = [await picture('red'), await picture('green')]
  await person.post('/album', { photos, caption: '1 + 1' })
  await settled(world)
  await eventually(async () => expect(await world.sql`select status from messages_log`).toEqual([{ status: 'failed' }]))
  await world.sandbox.control('DELETE', '/trouble')
  await world.sql`update attachments set file_id = 'lost' where position = 1`
  await person.press('Повторить')
  await person.hears('Telegram больше не отдаёт этот файл')
  await settled(world)
  expect(await world.sql`select status, failure from messages_log order by id desc limit 1`).toEqual([
    { status: 'failed', failure: 'file_gone' },
  ])
  expect(await world.sql`select 1 from prepared_pictures`).toEqual([])
})
