import { Api, InputFile, InputMediaBuilder } from 'grammy'
import type { Message } from 'grammy/types'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { measureAudio } from '#platform/files/audio.ts'
import { callsTo } from '#tests/world/call.ts'
import { eventually } from '#tests/world/eventually.ts'
import { createPerson } from '#tests/world/person.ts'
import { silence, writeOgg } from '#sandbox/media/ogg-opus.ts'
import { startSandbox } from '#sandbox/sandbox.ts'
import { type BareSandbox, startBareSandbox } from './bare-sandbox.ts'
import { chooseFiles, launchBrowser, openWindow, phone } from './browser.ts'

const browser = await launchBrowser()
afterAll(() => browser?.close())

const notes = { name: 'заметки.txt', mimeType: 'text/plain', buffer: Buffer.from('купить хлеб') }
const picture = async (name: string, width = 300, height = 200) => ({
  name: `${name}.png`,
  mimeType: 'image/png',
  buffer: await sharp({ create: { width, height, channels: 3, background: name } })
    .png()
    .toBuffer(),
})

describe.skipIf(!browser)('a person sends on the page', () => {
  let sandbox: BareSandbox
  beforeAll(async () => {
    sandbox = await startBareSandbox()
  })
  afterAll(() => sandbox?.stop())

  async function opened(options: Parameters<typeof openWindow>[2] = {}) {
    const { id } = await sandbox.person()
    const window = await openWindow(browser!, sandbox.url, { personId: id, ...options })
    await window.page.locator('.row.mine').waitFor()
    return { ...window, id }
  }

  /** What the bot is told of a person, after they pressed Start. */
  const told = (id: number, count: number) =>
    eventually(async () => {
      const updates: { update: { message?: Message } }[] = await sandbox.call('GET', '/control/updates')
      const messages = updates
        .flatMap(({ update }) => update.message ?? [])
        .filter((message) => message.from?.id === id)
      expect(messages).toHaveLength(count + 1)
      return messages.slice(1)
    })

  async function bytesOf(fileId: string): Promise<Buffer> {
    const { file_path: path }: { file_path: string } = await sandbox.bot('getFile', { file_id: fileId })
    const token = '1000000001:SANDBOX-TOKEN-worth-nothing-at-all-'
    return Buffer.from(await (await fetch(`${sandbox.url}/file/bot${token}/${path}`)).arrayBuffer())
  }

  test('a picture with words under it, which stands in the chat and opens in full', async () => {
    const { page, id, ...window } = await opened({ viewport: phone })
    await chooseFiles(page, 0, [await picture('red')])
    await page.locator('#text').fill('Что это?')
    await page.keyboard.press('Enter')
    const [message] = await told(id, 1)
    expect(message).toMatchObject({ caption: 'Что это?', photo: [{ width: 90 }, { width: 300, height: 200 }] })
    expect(await sharp(await bytesOf(message!.photo![1]!.file_id)).metadata()).toMatchObject({ format: 'jpeg' })
    await seen(page, '.row.mine:has-text("Что это?") img')
    expect(await page.locator('#tray').isHidden()).toBe(true)
    await page.getByRole('button', { name: 'Показать картинку целиком' }).click()
    await seen(page, 'dialog img')
    expect(window.faults).toEqual([])
    await window.close()
  })

  test('three pictures as one album, with its words on the first', async () => {
    const { page, id, ...window } = await opened()
    await chooseFiles(page, 0, [await picture('red'), await picture('lime'), await picture('blue')])
    await page.locator('#text').fill('Сравни')
    await page.locator('#send').click()
    const messages = await told(id, 3)
    expect(new Set(messages.map((message) => message.media_group_id)).size).toBe(1)
    expect(messages.map(({ caption }) => caption)).toEqual(['Сравни', undefined, undefined])
    await page.locator('.row.mine .album .picture').nth(2).waitFor()
    // An album is one row, also for those who come later.
    await page.reload()
    await page.locator('.row.mine .album .picture').nth(2).waitFor()
    expect(await page.locator('.row.mine').count()).toBe(2)
    expect(window.faults).toEqual([])
    await window.close()
  })

  test('a file as it is', async () => {
    const { page, id, ...window } = await opened()
    await chooseFiles(page, 1, [notes])
    await page.keyboard.press('Enter')
    const [message] = await told(id, 1)
    expect(message!.document).toMatchObject({ file_name: 'заметки.txt', mime_type: 'text/plain' })
    expect(await bytesOf(message!.document!.file_id)).toEqual(notes.buffer)
    await page.getByRole('link', { name: /заметки\.txt/ }).click()
    await page.getByRole('dialog').getByText('купить хлеб').waitFor()
    await window.close()
  })

  test('a voice message that they record, and hear again', async () => {
    const { page, id, ...window } = await opened()
    await page.getByRole('button', { name: 'Записать голосовое сообщение' }).click()
    await page.locator('#recording-time', { hasText: '0:01' }).waitFor()
    await page.locator('#send').click()
    const [message] = await told(id, 1)
    const bytes = await bytesOf(message!.voice!.file_id)
    expect(bytes.toString('latin1', 0, 4)).toBe('OggS')
    const { seconds } = await measureAudio(bytes)
    expect(Math.round(seconds)).toBe(message!.voice!.duration)
    expect(seconds).toBeGreaterThan(0.5)
    await page.getByRole('button', { name: 'Слушать' }).click()
    await page.locator('.voice .played').first().waitFor()
    expect(window.faults).toEqual([])
    await window.close()
  })

  test('nothing of a recording that they throw away', async () => {
    const { page, id, ...window } = await opened()
    await page.locator('#record').click()
    await page.locator('#recording-away').click()
    await page.locator('#record').click()
    await page.locator('.recorder').waitFor()
    await page.keyboard.press('Escape')
    await window.say('после')
    expect(await told(id, 1)).toMatchObject([{ text: 'после' }])
    await window.close()
  })

  test('what they paste and what they drop', async () => {
    const { page, id, ...window } = await opened()
    await give(page, '#text', 'paste', await picture('red'))
    await give(page, '#messages', 'drop', notes)
    await page.locator('#tray li').nth(1).waitFor()
    await page.keyboard.press('Enter')
    const [photo, document] = await told(id, 2)
    expect(photo).toHaveProperty('photo')
    expect(document).toHaveProperty('document')
    await window.close()
  })

  test('as a file what is no photo to Telegram, after it was told to them', async () => {
    const { page, id, ...window } = await opened()
    await chooseFiles(page, 0, [await picture('red', 2100, 100)])
    await page.locator('#text').fill('длинная')
    await page.keyboard.press('Enter')
    await page.locator('#toast', { hasText: 'sent as a file' }).waitFor()
    expect(await page.locator('#text').inputValue()).toBe('длинная')
    await page.getByLabel('Отправить картинки файлами').check()
    await page.locator('#send').click()
    expect(await told(id, 1)).toMatchObject([{ caption: 'длинная', document: { file_name: 'red.png' } }])
    await window.close()
  })

  test('a sticker, and an example of each kind', async () => {
    const { page, id, ...window } = await opened()
    await page.locator('#attach').click()
    await page.getByRole('button', { name: 'Стикер' }).click()
    await page.getByRole('button', { name: '🐱' }).click()
    for (const name of ['Картинка', 'Голосовое сообщение', 'Мелодия', 'Документ Word']) {
      await page.locator('#attach').click()
      await page.locator('#attachments').getByRole('button', { name }).click()
    }
    const messages = await told(id, 5)
    const kinds = ['sticker', 'photo', 'voice', 'audio', 'document'] as const
    expect(kinds.filter((kind) => !messages.some((message) => kind in message))).toEqual([])
    await seen(page, '.row .sticker')
    expect(window.faults).toEqual([])
    await window.close()
  })

  test('other words under a picture of theirs', async () => {
    const { page, id, ...window } = await opened()
    await sandbox.call('POST', `/person/users/${id}/photo`, { caption: 'кто это' })
    await page.locator('.row.mine', { hasText: 'кто это' }).waitFor()
    await page.locator('#text').press('ArrowUp')
    await window.say('что это')
    await page.locator('.row.mine', { hasText: 'что это' }).waitFor()
    await seen(page, '.row.mine:has-text("что это") img')
    await window.close()
  })
})

type Given = Awaited<ReturnType<typeof picture>>

/** A picture that the browser has read. */
function seen(page: Page, selector: string): Promise<void> {
  return eventually(async () => {
    const width = await page
      .locator(selector)
      .evaluate((image: unknown) => (image as { naturalWidth: number }).naturalWidth)
    expect(width).toBeGreaterThan(0)
  })
}

/** Pastes or drops a file, as a browser tells the page of it. */
async function give(page: Page, selector: string, type: 'paste' | 'drop', file: Given): Promise<void> {
  await page.evaluate(
    `(() => {
      const data = new DataTransfer()
      const bytes = Uint8Array.from(atob('${file.buffer.toString('base64')}'), (letter) => letter.charCodeAt(0))
      data.items.add(new File([bytes], '${file.name}', { type: '${file.mimeType}' }))
      const how = { bubbles: true, cancelable: true }
      const event = '${type}' === 'paste'
        ? new ClipboardEvent('paste', { ...how, clipboardData: data })
        : new DragEvent('drop', { ...how, dataTransfer: data })
      document.querySelector('${selector}').dispatchEvent(event)
    })()`,
  )
}

describe.skipIf(!browser)('what a bot sends on the page', () => {
  test('is shown and played: a voice message, an album and a file', async () => {
    const sandbox = await startSandbox()
    const person = await createPerson(callsTo(sandbox.url), { first_name: 'Аня', language_code: 'ru' })
    const { id } = person
    await person.post('/start')
    const api = new Api(sandbox.botToken, { apiRoot: sandbox.telegramApiRoot })
    await api.sendVoice(id, new InputFile(writeOgg(silence(2)), 'answer.ogg'), { caption: 'Прочитано начало.' })
    const pictures = await Promise.all([picture('red'), picture('blue')])
    await api.sendMediaGroup(
      id,
      pictures.map(({ buffer, name }) => InputMediaBuilder.photo(new InputFile(buffer, name))),
    )
    await api.sendDocument(id, new InputFile(notes.buffer, 'answer.txt'))
    const window = await openWindow(browser!, sandbox.url, { personId: id })
    const { page } = window
    const play = page.locator('.voice button')
    await play.waitFor()
    expect(await page.locator('.voice small').textContent()).toBe('0:02')
    await play.click()
    await page.locator('.voice button.playing').waitFor()
    expect(await page.locator('.album img').count()).toBe(2)
    expect(await page.locator('.file b').textContent()).toBe('answer.txt')
    await window.close()
    await sandbox.stop()
  })
})
