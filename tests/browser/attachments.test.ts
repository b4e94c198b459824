import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { pdf } from '#platform/files/documents/testing-documents.ts'
import { eventually } from '#tests/world/eventually.ts'
import { customer } from '#tests/world/sent-files.ts'
import { settled } from '#tests/world/settled.ts'
import { createWorld, type World } from '#tests/world/world.ts'
import { chooseFiles, desk, launchBrowser, openWindow, phone, type Window } from './browser.ts'
import { tooWide } from './measure.ts'

const browser = await launchBrowser()
afterAll(() => browser?.close())

const folder = mkdtempSync(join(tmpdir(), 'catalog-with-a-voice-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** The catalogue as it is, with a voice. */
function catalogWithVoice(): string {
  const catalog = JSON.parse(readFileSync('catalog.json', 'utf8')) as object
  const prices = [{ from: '2026-01-01', perMillionCharacters: 15_000_000 }]
  const voices = [{ id: 'reader', model: 'tts', voice: 'anna', prices }]
  const listening = { charactersPerCredit: 300, mostCharacters: 1000 }
  const file = join(folder, 'catalog.json')
  writeFileSync(file, JSON.stringify({ ...catalog, voices, listening }))
  return file
}

const red = async () => ({
  name: 'red.png',
  mimeType: 'image/png',
  buffer: await sharp({ create: { width: 300, height: 200, channels: 3, background: '#dc1e1e' } })
    .png()
    .toBuffer(),
})

describe.skipIf(!browser)('in a browser a person', () => {
  let world: World
  beforeAll(async () => {
    world = await createWorld({ CATALOG_FILE: catalogWithVoice(), TRIAL_MESSAGES: '0' })
  })
  afterAll(() => world?.end())

  /** A person with 50 credits, and their window; at the end nothing has failed in it. */
  async function opened(viewport = desk) {
    const person = await customer(world)
    const window = await openWindow(browser!, world.sandbox.url, { personId: person.id, viewport })
    await window.page.locator('.row.mine').waitFor()
    const close = async () => {
      expect(await tooWide(window.page), 'nothing is wider than its window').toEqual([])
      expect(window.faults).toEqual([])
      await window.close()
    }
    return {
      page: window.page,
      person,
      say: (text: string) => window.say(text),
      hears: (text: string | RegExp) => window.hears(text),
      press: (label: string) => window.press(label),
      close,
    }
  }

  const creditsOf = async ({ id }: { id: number }) => (await world.api.getCredits({ telegramId: id })).credits
  const questionsOf = ({ id }: { id: number }) =>
    world.sql`select question, attached, price, status from messages_log where user_id = ${id} order by id`

  test('asks about a picture by the words under it, and later by a reply to it', async () => {
    const { page, person, hears, say, close } = await opened(phone)
    await chooseFiles(page, 0, [await red()])
    await page.locator('#text').fill('сколько будет 2 + 2?')
    await page.keyboard.press('Enter')
    await hears(/Вижу картинку 300 × 200[\s\S]*красный[\s\S]*2 \+ 2 = 4/)
    await say('сколько будет 3 + 3?')
    await hears('3 + 3 = 6')
    await page.locator('.row.mine', { hasText: '2 + 2' }).click({ button: 'right' })
    await page.getByRole('menuitem', { name: 'Ответить' }).click()
    await say('что на ней?')
    await page.locator('.row.theirs:not(.draft)', { hasText: 'Вижу картинку 300 × 200' }).nth(1).waitFor()
    expect(await questionsOf(person)).toHaveLength(3)
    await close()
  })

  test('asks one question by an album', async () => {
    const { page, person, hears, close } = await opened()
    await example(page, 'Альбом из трёх картинок')
    await page.locator('.row.mine .album .picture').nth(2).waitFor()
    const answer = await hears('Вижу картинку')
    expect((await answer.innerText()).match(/Вижу картинку/g)).toHaveLength(3)
    await settled(world)
    expect(await questionsOf(person)).toMatchObject([{ attached: 3, price: 1, status: 'answered' }])
    await close()
  })

  test('asks by voice, and reads above the answer what was heard', async () => {
    const { page, hears, close } = await opened(phone)
    await example(page, 'Голосовое сообщение')
    const answer = await hears('12 * 7 = 84')
    expect(await answer.locator('blockquote').innerText()).toContain('🎤 Сколько будет 12 * 7?')
    await page.getByRole('button', { name: 'Записать голосовое сообщение' }).click()
    await page.locator('#recording-time', { hasText: '0:01' }).waitFor()
    await page.locator('#send').click()
    await page.locator('.row.mine .voice').nth(1).waitFor()
    await eventually(async () => expect(await page.locator('.row.theirs blockquote').count()).toBe(2))
    await close()
  })

  test('asks about a document', async () => {
    const { page, hears, close } = await opened()
    await example(page, 'Документ Word')
    await hears(/«Договор аренды\.docx»\. Начинается так: Договор аренды велосипеда/)
    await close()
  })

  test('asks about a scan, whose page is shown', async () => {
    const { page, hears, close } = await opened(phone)
    await example(page, 'Скан')
    await hears('Вижу картинку')
    await close()
  })

  test('sees what a long document costs, chooses pages of it and agrees', async () => {
    const { page, person, hears, press, say, close } = await opened(phone)
    await example(page, 'Длинный отчёт')
    await hears(/Отчёт за год\.pptx: 5 страниц, [\d\s]+ слов[оа]?\. Вопрос о нём: \d кредита/)
    await press('Только часть страниц')
    await hears('Какие страницы?')
    await say('2–3')
    await hears('страницы 2–3')
    await press('Спросить')
    await hears('«Отчёт за год.pptx», страницы 2–3 из 5. Начинается так: Первый квартал')
    await settled(world)
    expect(await creditsOf(person)).toBe(49)
    await close()
  })

  test('declines a dear question, for which nothing is charged', async () => {
    const { page, person, hears, press, close } = await opened(desk)
    await example(page, 'Длинный отчёт')
    await hears('Отчёт за год.pptx')
    await press('Не надо')
    await hears(/Хорошо, не отвечаю\. [\s\S]*не списано/)
    expect(await creditsOf(person)).toBe(50)
    expect(await questionsOf(person)).toEqual([])
    await close()
  })

  test('is told in one sentence what is wrong with a file, and nothing is charged', async () => {
    const { page, person, hears, close } = await opened(phone)
    const whole = await pdf(['one', 'two'])
    const files: [name: string, bytes: Uint8Array, sentence: string][] = [
      ['тайна.pdf', await pdf(['secret'], { encrypted: true }), '«тайна.pdf» защищён паролем'],
      ['пусто.txt', new Uint8Array(), '«пусто.txt» пуст'],
      ['обрывок.pdf', whole.slice(0, whole.length / 6), '«обрывок.pdf» повреждён'],
      ['программа.bin', Uint8Array.from({ length: 900 }, (_, at) => (at * 37) % 256), '«программа.bin» прочитать не'],
    ]
    for (const [name, bytes, sentence] of files) {
      await chooseFiles(page, 1, [{ name, mimeType: 'application/octet-stream', buffer: Buffer.from(bytes) }])
      await page.keyboard.press('Enter')
      await hears(sentence)
    }
    await settled(world)
    expect(await creditsOf(person)).toBe(50)
    await close()
  })

  test('listens to an answer', async () => {
    const { page, hears, say, press, close } = await opened(phone)
    await say('сколько будет 2 + 3?')
    await hears('2 + 3 = 5')
    await press('Послушать')
    await page.locator('.row.theirs .voice').waitFor()
    await page.locator('.key', { hasText: 'Послушать ещё раз' }).waitFor()
    await close()
  })

  test('asks in a group, by the name of the bot under a picture', async () => {
    const { page, person, hears, close } = await opened()
    const friend = await world.person({ first_name: 'Борис' })
    await world.group(person, friend)
    await page.reload()
    await page.locator('.chat-row', { hasText: 'Друзья' }).click()
    await page.locator('#bot-name', { hasText: 'Друзья' }).waitFor()
    await chooseFiles(page, 0, [await red()])
    await page.locator('#text').fill('@pomogator_sandbox_bot что здесь?')
    await page.keyboard.press('Enter')
    await hears('Вижу картинку 300 × 200')
    await settled(world)
    expect(await questionsOf(person)).toMatchObject([{ question: 'что здесь?', attached: 1, status: 'answered' }])
    await close()
  })
})

/** Sends what the page has for those without a file at hand. */
async function example(page: Window['page'], name: string): Promise<void> {
  await page.locator('#attach').click()
  await page.locator('#attachments').getByRole('button', { name, exact: false }).click()
}
