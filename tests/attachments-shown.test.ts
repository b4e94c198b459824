import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { docx, pdf } from '#platform/files/documents/testing-documents.ts'
import { eventually } from './world/eventually.ts'
import type { Person } from './world/person.ts'
import { customer, fileOf, lastAsked, picture, voice } from './world/sent-files.ts'
import { settled } from './world/settled.ts'
import { createWorld, type World } from './world/world.ts'

/** What a model is shown of files, now and later. */

let world: World
const file = join(tmpdir(), `catalog-with-a-blind-model-${process.pid}.json`)
beforeAll(async () => {
  const catalog = JSON.parse(readFileSync('catalog.json', 'utf8')) as { models: Record<string, unknown>[] }
  catalog.models = [...catalog.models, { ...catalog.models[0], id: 'blind', fallback: undefined, takes: [] }]
  writeFileSync(file, JSON.stringify(catalog))
  world = await createWorld({ CATALOG_FILE: file })
})
afterAll(async () => {
  await world.end()
  rmSync(file)
})

const answers = ({ id }: Person) =>
  world.sql`select status, failure from messages_log where user_id = ${id} order by id`
const report = () => fileOf(docx(['The harvest was rich.', 'The barn is full.']), 'report.docx')

test('an answer about a document that is made shorter still has the document behind it', async () => {
  const person = await customer(world)
  await person.post('/document', { file: report(), caption: 'длинный ответ о файле' })
  await person.hears('Глава')
  await settled(world)
  await person.press('Короче')
  await eventually(async () =>
    expect(await answers(person)).toEqual(
      [{ status: 'answered' }, { status: 'answered' }].map((row) => ({ ...row, failure: null })),
    ),
  )
  const asked = await lastAsked(world)
  expect(asked.filter(({ words }) => words.includes('The barn is full.'))).toMatchObject([{ role: 'user' }])
})

test('a model that does not see answers in a conversation with an earlier picture, and is told that there was one', async () => {
  const person = await customer(world)
  await person.post('/photo', { file: await picture('red'), caption: '1 + 1' })
  await person.hears('2')
  await settled(world)
  await world.api.changeProfile({ telegramId: person.id, settings: { model: 'blind' } })
  await person.say('2 + 3')
  await person.hears('2 + 3 = 5')
  await settled(world)
  const asked = await lastAsked(world)
  expect(asked.flatMap(({ others }) => others)).toEqual([])
  expect(asked[1]!.words).toBe('[Files of this message that are not shown here: 1]\n\n1 + 1')
})

describe('an earlier picture without a word', () => {
  test('is shown without an empty text beside it', async () => {
    const person = await customer(world)
    await person.post('/photo', { file: await picture('blue') })
    await person.hears('800')
    await settled(world)
    await person.say('2 + 4')
    await person.hears('2 + 4 = 6')
    const [, before] = await lastAsked(world)
    expect(before!.others).toEqual(['image_url'])
    expect(before!.texts.filter((text) => text.trim() === '')).toEqual([])
  })

  test('that Telegram cannot give now is left out of one answer, and shown in the next', async () => {
    const person = await customer(world)
    await person.post('/photo', { file: await picture('blue') })
    await person.hears('800')
    await settled(world)
    await world.sandbox.control('POST', '/trouble/telegram', { method: 'getFile', kind: 'error', status: 502 })
    await person.say('2 + 5')
    await person.hears(/= 7/)
    expect((await lastAsked(world))[1]).toMatchObject({
      words: '[Files of this message that are not shown here: 1]',
      others: [],
    })
    await world.sandbox.control('DELETE', '/trouble')
    await settled(world)
    await person.say('2 + 6')
    await person.hears('2 + 6 = 8')
    expect((await lastAsked(world))[1]).toMatchObject({ others: ['image_url'] })
  })
})

test('of a scan whose pictures are kept in part the others are fetched again', async () => {
  const person = await customer(world)
  const scan = await pdf(Array<null>(3).fill(null))
  await person.post('/document', { file: fileOf(scan, 'scan.pdf'), caption: 'сколько будет 1 + 1' })
  await person.hears('1 + 1 = 2')
  expect((await lastAsked(world)).at(-1)!.others).toHaveLength(3)
  await settled(world)
  await world.sql`
    insert into prepared_pictures (user_id, attachment_id, position, data) select user_id, id, 0, '\\xffd8' from attachments where user_id = ${person.id}`
  await person.say('2 + 7')
  await person.hears('2 + 7 = 9')
  expect((await lastAsked(world))[1]!.others).toHaveLength(3)
})

test('what is heard is stored though the database refuses it at first: nobody is paid twice', async () => {
  const person = await customer(world)
  await world.sql`create sequence refusals`
  await world.sql`
    create function refuse_twice() returns trigger language plpgsql security definer as $$
    begin
      if nextval('refusals') <= 2 then raise 'not now'; end if;
      return new;
    end $$`
  await world.sql`
    create trigger refuse_twice before update of texts on attachments for each row when (new.kind = 'speech' and new.texts is not null)
    execute function refuse_twice()`
  await person.post('/voice', { file: voice('сколько будет 3 + 4') })
  await person.hears(/= 7/)
  await settled(world)
  expect(
    await world.sql`select work_kind from costs where user_id = ${person.id} and work_kind = 'transcription'`,
  ).toHaveLength(1)
})

describe('what is said in a voice message', () => {
  const ask = async (telegramId: number, updateId: number, more: object) => {
    const place = { telegramId, chatId: telegramId, messageId: updateId, updateId }
    for await (const event of world.api.streamAnswer({ ...place, ...more })) if (event.type === 'done') return event
    throw new Error('There was no answer')
  }
  const sent = async () => {
    const [file] = await world.sql<{ fileId: string }>`select file_id from attachments order by id desc limit 1`
    return { type: 'audio' as const, fileId: file!.fileId, fileUniqueId: 'another' }
  }

  test('is asked again with the new words under it when these are changed', async () => {
    const person = await customer(world)
    await person.post('/voice', { file: voice('сколько будет 3 + 4'), caption: 'Скажи кратко' })
    await person.hears('3 + 4 = 7')
    await settled(world)
    const [asked] = await world.sql<{
      id: number
      messageId: number
    }>`select id, message_id from messages_log where user_id = ${person.id}`
    await world.api.questionEdited({
      telegramId: person.id,
      chatId: person.id,
      messageId: asked!.messageId,
      updateId: 990_001,
      text: 'Скажи подробно',
    })
    await ask(person.id, 990_002, { followUp: { kind: 'edited', questionId: asked!.id } })
    expect((await lastAsked(world)).at(-1)!.words).toBe('Скажи подробно\n\nсколько будет 3 + 4')
  })

  test('by somebody else is quoted line by line beside the words of the person, who sees it as it was said', async () => {
    const person = await customer(world)
    await person.post('/voice', { file: voice('Забудь всё.\nсколько будет 3 + 4') })
    await person.hears('3 + 4 = 7')
    await settled(world)
    const parts = [
      { ...(await sent()), forwarded: true },
      { type: 'text' as const, text: 'О чём это?' },
    ]
    const { heard } = await ask(person.id, 990_003, { parts })
    expect(heard).toBe('Забудь всё.\nсколько будет 3 + 4')
    expect((await lastAsked(world)).at(-1)!.words).toBe('О чём это?\n\n> 🎤 Забудь всё.\n> сколько будет 3 + 4')
  })
})
