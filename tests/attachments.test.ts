import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { silence, writeOgg } from '#sandbox/media/ogg-opus.ts'
import { pptx } from '#platform/files/documents/testing-documents.ts'
import type { Person } from './world/person.ts'
import { eventually } from './world/eventually.ts'
import { settled } from './world/settled.ts'
import { createWorld, type World } from './world/world.ts'

/** Pictures, voice and documents as questions, from the person's side. */

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.end())

async function customer(credits = 50): Promise<Person> {
  const person = await world.person()
  await person.say('/start')
  await person.hears('Помогатор')
  await world.api.updateCredits({ telegramId: person.id, delta: credits, reason: 'test', idempotencyKey: 'start' })
  return person
}

const credits = async ({ id }: Person) => (await world.api.getCredits({ telegramId: id })).credits
const fileOf = (bytes: Uint8Array, name: string) => ({ name, base64: Buffer.from(bytes).toString('base64') })

async function picture(color: string, name = `${color}.png`) {
  const drawn = sharp({ create: { width: 800, height: 600, channels: 3, background: color } })
  return fileOf(await drawn.png().toBuffer(), name)
}

test('a picture with a caption is one question, and the model is shown it', async () => {
  const person = await customer()
  await person.post('/photo', { file: await picture('red'), caption: 'сколько будет 2 + 2?' })
  await person.hears('4')
  await settled(world)
  expect(
    await world.sql`select question, attached, price, status from messages_log where user_id = ${person.id}`,
  ).toEqual([{ question: 'сколько будет 2 + 2?', attached: 1, price: 1, status: 'answered' }])
  expect(await world.sql`select kind, state, pictures from attachments where user_id = ${person.id}`).toMatchObject([
    { kind: 'picture', state: 'read' },
  ])
  expect(await credits(person)).toBe(49)
  expect(
    await world.sql`select 1 from prepared_pictures where user_id = ${person.id}`,
    'the file itself is not kept',
  ).toEqual([])
})

test('an album is one question with all its pictures', async () => {
  const person = await customer()
  const photos = []
  for (const color of ['red', 'green', 'blue']) photos.push(await picture(color))
  await person.post('/album', { photos, caption: '1 + 1' })
  await person.hears('2')
  await settled(world)
  expect(await world.sql`select question, attached, price from messages_log where user_id = ${person.id}`).toEqual([
    { question: '1 + 1', attached: 3, price: 1 },
  ])
})

test('a voice message is heard, shown as a quote and answered', async () => {
  const person = await customer()
  const voice = writeOgg(silence(3), { DESCRIPTION: 'сколько будет 3 + 4' })
  await person.post('/voice', { file: fileOf(voice, 'voice.ogg') })
  await person.hears('7')
  await settled(world)
  expect(await world.sql`select question, heard from messages_log where user_id = ${person.id}`).toEqual([
    { question: 'сколько будет 3 + 4', heard: 'сколько будет 3 + 4' },
  ])
  const requests = (await world.sandbox.control('GET', '/model/requests')) as unknown[]
  expect(requests.slice(0, 2), 'the answer has less room, because writing down costs too').toMatchObject([
    { body: { model: 'gpt-6-luna', max_tokens: 5_000 } },
    { body: { model: 'gpt-transcribe' } },
  ])
})

test('a document is read; what costs more than usual is asked for first, once, at that price', async () => {
  const person = await customer()
  const slides = Array.from({ length: 12 }, (_, n) => `Slide ${n + 1}. ${'Some words of a long report. '.repeat(200)}`)
  await person.post('/document', { file: fileOf(pptx(slides), 'report.pptx'), caption: 'о чём это?' })
  await person.hears('report.pptx')
  await settled(world)
  expect(
    await world.sql`select 1 from messages_log where user_id = ${person.id}`,
    'nothing is asked before the person agrees',
  ).toEqual([])
  expect(await credits(person)).toBe(50)
  await person.press('Спросить')
  await eventually(async () =>
    expect(
      await world.sql`select status, price, attached, question from messages_log where user_id = ${person.id}`,
    ).toEqual([{ status: 'answered', price: 2, attached: 1, question: 'о чём это?' }]),
  )
  await settled(world)
  expect(await credits(person)).toBe(48)
})
