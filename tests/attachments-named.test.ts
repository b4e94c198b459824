import { afterAll, beforeAll, expect, test } from 'vitest'
import { docx, pdf, pptx } from '#platform/files/documents/testing-documents.ts'
import { eventually } from './world/eventually.ts'
import type { Person } from './world/person.ts'
import { customer, fileOf, lastAsked, picture, voice } from './world/sent-files.ts'
import { settled } from './world/settled.ts'
import { createWorld, type World } from './world/world.ts'

/** How files without a word and their pages are called. */

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.end())

const titles = async ({ id }: Person) => {
  const { conversations } = await world.api.conversations({ telegramId: id, chatId: id })
  return conversations.map(({ title }) => title)
}

test('a conversation that begins with a file without a word is called by the name of the file, or by what it is', async () => {
  const person = await customer(world)
  await person.post('/document', { file: fileOf(docx(['The barn is full.']), 'harvest.docx') })
  await settled(world)
  await person.say('/new')
  await person.post('/photo', { file: await picture('red') })
  await settled(world)
  await person.say('/new')
  await person.post('/voice', { file: voice('сколько будет 3 + 4') })
  await settled(world)
  expect(await titles(person)).toEqual(['сколько будет 3 + 4', 'Картинка', 'harvest.docx'])
  await person.say('/conversations')
  await eventually(async () => expect(await person.buttons()).toContain('✓ сколько будет 3 + 4'))
})

test('a conversation in which nothing could be heard is in the list all the same', async () => {
  const person = await customer(world)
  await person.post('/voice', { file: voice(' ') })
  await settled(world)
  await person.say('/conversations')
  await eventually(async () => expect(await person.buttons()).toContain('✓ Без названия'))
})

test('a voice message that nothing had paid for is answered right after the purchase; one of long ago waits behind a button without words', async () => {
  const person = await customer(world, 0)
  await person.post('/voice', { file: voice('сколько будет 4 + 5') })
  await settled(world)
  await person.say('/buy')
  await person.press('50 кредитов · 100 ⭐')
  await person.pay()
  await person.hears('Отвечаю на ваш вопрос.')
  await person.hears('4 + 5 = 9')

  const late = await customer(world, 0)
  await late.post('/voice', { file: voice('сколько будет 4 + 6') })
  await settled(world)
  await world.sql`update waiting_questions set asked_at = now() - interval '2 hours' where user_id = ${late.id}`
  await late.say('/buy')
  await late.press('50 кредитов · 100 ⭐')
  await late.pay()
  await eventually(async () => expect(await late.buttons()).toContainEqual(expect.stringMatching(/^Ответить ·/)))
})

test('of a scan only its first ten pages are looked at: the quotation says so, and others cannot be chosen', async () => {
  const person = await customer(world)
  const scan = fileOf(await pdf(Array<null>(50).fill(null)), 'scan.pdf')
  const slides = Array.from({ length: 12 }, (_, n) => `Slide ${n + 1}. ${'Some words of a long report. '.repeat(200)}`)
  await person.post('/album', { documents: [scan, fileOf(pptx(slides), 'report.pptx')], caption: 'что здесь?' })
  await person.hears('📄 scan.pdf: первые 10 страниц из 50\n📄 report.pptx: 12 страниц')
  await settled(world)
  const [quotation] = await world.sql<{ updateId: number }>`
    select update_id from quotations where user_id = ${person.id}`
  const waiting = { telegramId: person.id, updateId: quotation!.updateId }
  await expect(world.api.choosePages({ ...waiting, fromPage: 20, toPage: 30 })).rejects.toMatchObject({
    code: 'no_such_pages',
  })
  const { attachments } = await world.api.choosePages({ ...waiting, fromPage: 9, toPage: 30 })
  expect(attachments).toMatchObject([
    { name: 'scan.pdf', fromPage: 9, toPage: 10 },
    { name: 'report.pptx', fromPage: 9, toPage: 12 },
  ])
  await person.press('Спросить')
  await person.hears('Вижу картинку')
  await settled(world)
  const last = (await lastAsked(world)).at(-1)!
  expect(last.others).toEqual(['image_url', 'image_url'])
  expect(last.words).toContain('[pages 9 to 10 of 50]')
  expect(last.words).toContain('Slide 9.')
  expect(last.words).not.toContain('Slide 8.')
})
