import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type BareSandbox, startBareSandbox } from './bare-sandbox.ts'
import { desk, launchBrowser, openWindow, phone } from './browser.ts'
import { tooWide, violations } from './measure.ts'

const browser = await launchBrowser()
afterAll(() => browser?.close())

const picture = {
  name: 'picture.png',
  mimeType: 'image/png',
  buffer: await sharp({ create: { width: 90, height: 60, channels: 3, background: '#36c' } })
    .png()
    .toBuffer(),
}
const answer = 'Ответ: код и ссылка, тайна.\nЦитата\nconst a = 1 // всё'
const at = (what: string) => ({ offset: answer.indexOf(what), length: what.length })
const entities = [
  { type: 'code', ...at('код') },
  { type: 'text_link', ...at('ссылка'), url: 'https://example.com/' },
  { type: 'spoiler', ...at('тайна') },
  { type: 'expandable_blockquote', ...at('Цитата') },
  { type: 'pre', ...at('const a = 1 // всё'), language: 'js' },
]
const keyboard = [
  [
    { text: 'Первая', callback_data: 'a', style: 'primary' },
    { text: 'Вторая', callback_data: 'b' },
  ],
  [
    { text: 'Хорошо', callback_data: 'c', style: 'success' },
    { text: 'Плохо', callback_data: 'd', style: 'danger' },
    { text: 'Нельзя', disabled: {} },
  ],
]

describe.skipIf(!browser)('nobody is shut out of the page', () => {
  let sandbox: BareSandbox
  beforeAll(async () => {
    sandbox = await startBareSandbox()
    await sandbox.bot('setMyCommands', { commands: [{ command: 'buy', description: 'Купить' }] })
  })
  afterAll(() => sandbox?.stop())

  test.for([
    ['phone', 'light', 'ru'],
    ['phone', 'dark', 'en'],
    ['desk', 'light', 'en'],
    ['desk', 'dark', 'ru'],
  ] as const)('%s, %s, %s', async ([size, colorScheme, language]) => {
    const { id }: { id: number } = await sandbox.call('POST', '/person/users', {
      first_name: 'Аня',
      language_code: language,
    })
    const viewport = { phone, desk }[size]
    const window = await openWindow(browser!, sandbox.url, { personId: id, viewport, colorScheme })
    const { page } = window
    await page.locator('.welcome').waitFor()
    expect(await violations(page), 'before the first word').toEqual([])

    await page.locator('#start').click()
    // Before a person has begun, a bot may not write to them.
    await page.locator('.row.mine', { hasText: '/start' }).waitFor()
    await sandbox.bot('sendMessage', {
      chat_id: id,
      text: answer,
      entities,
      reply_markup: { inline_keyboard: keyboard },
    })
    await sandbox.call('POST', `/person/users/${id}/document`, {})
    await sandbox.call('POST', `/person/users/${id}/voice`, {})
    await sandbox.call('POST', `/person/users/${id}/photo`, { caption: 'Что это?' })
    await sandbox.call('POST', `/person/users/${id}/sticker`, {})
    await sandbox.bot('sendInvoice', {
      chat_id: id,
      title: 'Сто вопросов',
      description: 'Не сгорают',
      payload: 'p',
      currency: 'XTR',
      prices: [{ label: 'x', amount: 9000 }],
    })
    await sandbox.bot('sendMessageDraft', { chat_id: id, draft_id: 1, text: 'Пишу', can_stop: true })
    await page.locator('.row.draft').waitFor()
    expect(await violations(page), 'a chat').toEqual([])

    await page.locator('#menu').click()
    expect(await violations(page), 'commands').toEqual([])
    await page.keyboard.press('Escape')
    await page.locator('#attach').click()
    expect(await violations(page), 'what can be attached').toEqual([])
    const choosing = page.waitForEvent('filechooser')
    await page.locator('#attachments button').first().click()
    await (await choosing).setFiles([{ name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('x') }, picture])
    await page.locator('#tray img').waitFor()
    expect(await violations(page), 'what will be sent').toEqual([])
    expect(await tooWide(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.locator('#record').click()
    await page.locator('.recorder').waitFor()
    expect(await violations(page), 'a recording').toEqual([])
    await page.keyboard.press('Escape')
    await page
      .locator('.row.theirs .body')
      .first()
      .click({ button: 'right', position: { x: 4, y: 4 } })
    expect(await violations(page), 'the menu of a message').toEqual([])
    await page.getByRole('menuitem').first().click()
    expect(await violations(page), 'a reply').toEqual([])
    await page.keyboard.press('Escape')
    await page.locator('.key[data-kind="pay"]').click()
    await page.locator('.too-few').waitFor()
    expect(await violations(page), 'the pay sheet').toEqual([])
    await page.keyboard.press('Escape')

    if (size === 'phone') {
      await page.locator('#side-toggle').click()
      expect(await violations(page), 'people and chats').toEqual([])
      await page.keyboard.press('Escape')
      await page.locator('#desk-toggle').click()
    }
    await page.locator('#log .line').first().click()
    expect(await violations(page), 'the log').toEqual([])
    await page.locator('#tab-faults').click()
    expect(await violations(page), 'the faults').toEqual([])
    await page.locator('#tab-money').click()
    expect(await violations(page), 'money').toEqual([])
    expect(await tooWide(page)).toEqual([])
    expect(window.faults).toEqual([])
    await window.close()
  })
})
