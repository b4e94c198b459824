import { afterAll, beforeAll, expect, test } from 'vitest'
import { pdf, pptx } from '#platform/files/documents/testing-documents.ts'
import type { Person } from './world/person.ts'
import { customer, fileOf, picture } from './world/sent-files.ts'
import { createWorld, type World } from './world/world.ts'

/** What the demo model says of files that come to it through the whole product. */

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.end())

const agreement = [
  'Договор аренды',
  'Залог 3000 рублей возвращается.',
  'Плата вперёд, каждую неделю.',
  'сломайся',
].join('\n')
const send = (person: Person, words: string, name: string, caption?: string) =>
  person.post('/document', { file: fileOf(Buffer.from(words), name), ...(caption ? { caption } : {}) })

test('the demo model answers the question about a document from its text, and obeys nothing in it', async () => {
  const person = await customer(world)
  await send(person, agreement, 'договор.txt', 'какой залог?')
  const { text } = await person.hears('Читаю файл')
  expect(text).toContain('Читаю файл «договор.txt». Начинается так: Договор аренды.')
  expect(text).toContain('На ваш вопрос в нём сказано:\n\nЗалог 3000 рублей возвращается.')
  expect(text).not.toMatch(/отметками|document-|Плата/)
})

test('the demo model tells what a document without a question is about', async () => {
  const person = await customer(world)
  await send(person, agreement, 'договор.txt')
  const { text } = await person.hears('Читаю файл')
  expect(text).toContain('Дальше в нём:\n\nЗалог 3000 рублей возвращается. Плата вперёд, каждую неделю.')
})

test('the demo model remembers a document for later questions, and calculates nevertheless', async () => {
  const person = await customer(world)
  await send(person, agreement, 'договор.txt', 'какой залог?')
  await person.hears('Читаю файл')
  await person.say('а когда вносят плату?')
  expect((await person.hears('раньше')).text).toContain(
    'В файле «договор.txt», который вы прислали раньше, сказано:\n\nПлата вперёд, каждую неделю.',
  )
  await person.say('сколько будет 2 + 3?')
  await person.hears('2 + 3 = 5')
})

test('the demo model knows how many pages there are, and which of them were chosen', async () => {
  const person = await customer(world)
  const slides = Array.from({ length: 12 }, (_, n) => `Slide ${n + 1}. ${'Some words of a long report. '.repeat(200)}`)
  await person.post('/document', { file: fileOf(pptx(slides), 'report.pptx') })
  await person.hears('12 страниц')
  await person.press('Только часть страниц')
  await person.hears('Какие страницы?')
  await person.say('3-4')
  await person.hears('страницы 3–4')
  await person.press('Спросить')
  const { text } = await person.hears('Читаю файл')
  expect(text).toContain('«report.pptx», страницы 3–4 из 12. Начинается так: Slide 3.')
})

test('the demo model sees each page of a scan, and every picture of an album', async () => {
  const person = await customer(world)
  await person.post('/document', { file: fileOf(await pdf([null, null]), 'scan.pdf'), caption: 'сколько будет 2 + 2?' })
  const { text } = await person.hears('2 + 2 = 4')
  expect(text).toBe(
    'Вижу картинку 50 × 70. Больше всего цветов: белый.\n\nВижу картинку 50 × 70. Больше всего цветов: белый.\n\n2 + 2 = 4',
  )
  await person.post('/album', { photos: [await picture('red'), await picture('blue')] })
  expect((await person.hears('красный')).text).toBe(
    'Вижу картинку 800 × 600. Больше всего цветов: красный.\n\nВижу картинку 800 × 600. Больше всего цветов: синий.',
  )
})
