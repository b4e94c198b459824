import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type BareSandbox, startBareSandbox } from './bare-sandbox.ts'
import { launchBrowser, openWindow } from './browser.ts'
import { tooWide } from './measure.ts'

const browser = await launchBrowser()
afterAll(() => browser?.close())

const word = (length: number) => 'Неразрывно'.repeat(length / 10)
const code = `const a = '${'x'.repeat(900)}' // ${'y'.repeat(900)}`
const key = (text: string, more: object = {}) => ({ text, callback_data: 'a', ...more })
const keyboard = (...rows: object[][]) => ({ reply_markup: { inline_keyboard: rows } })

/** Everything that a list may have to hold, each in a message of its own. */
const contents: [string, object][] = [
  ['a word without an end', { text: word(3000) }],
  ['an address without an end', { text: `https://example.com/${'a'.repeat(1500)}?b=${'c'.repeat(500)}` }],
  ['code in one line', { text: code, entities: [{ type: 'pre', offset: 0, length: code.length, language: 'js' }] }],
  ['code without a language', { text: code, entities: [{ type: 'pre', offset: 0, length: code.length }] }],
  [
    'code of a language with a long name',
    { text: code, entities: [{ type: 'pre', offset: 0, length: code.length, language: 'l'.repeat(200) }] },
  ],
  ['code among words', { text: `Смотрите ${code}`, entities: [{ type: 'code', offset: 9, length: code.length }] }],
  [
    'a quote in bold',
    { text: word(900), entities: ['blockquote', 'bold'].map((type) => ({ type, offset: 0, length: 900 })) },
  ],
  [
    'a folded quote',
    { text: `${word(300)}\n`.repeat(9), entities: [{ type: 'expandable_blockquote', offset: 0, length: 2700 }] },
  ],
  ['a hidden word', { text: word(900), entities: [{ type: 'spoiler', offset: 0, length: 900 }] }],
  ['a table of spaces', { text: `| ${'столбец | '.repeat(60)}\n`.repeat(5) }],
  ['white space', { text: `a${'\u00a0'.repeat(800)}b\t\t\t\t\t\t\t\tc` }],
  ['eight keys in a row', { text: 'Да', ...keyboard(Array.from({ length: 8 }, (_, index) => key(`Ключ ${index}`))) }],
  ['a key with a word without an end', { text: 'Да', ...keyboard([key(word(300)), key('Нет')]) }],
  [
    'keys of every kind',
    {
      text: 'Да',
      ...keyboard(
        [key('Стереть'.repeat(9), { style: 'danger' }), { text: 'Сайт'.repeat(20), url: 'https://example.com/' }],
        [{ text: 'Скопировать'.repeat(9), copy_text: { text: 'x' } }],
        ['Удовлетворительно', 'Неудовлетворительно', 'Воздержусь', 'Ещё'].map((text) => key(text)),
      ),
    },
  ],
]

const cell = (text: string) => ({ text })
const paragraph = (text: string) => ({ type: 'paragraph', text })
/** The same for the blocks of rich messages. */
const blocks: [string, object][] = [
  ['a table of twenty columns', { type: 'table', cells: Array(3).fill(Array(20).fill(cell('столбец'))) }],
  ['a table with a word without an end', { type: 'table', cells: [[cell(word(400)), cell('да')]] }],
  ['a formula', { type: 'mathematical_expression', expression: 'x + '.repeat(200) }],
  ['code', { type: 'pre', text: code, language: 'js' }],
  ['a heading', { type: 'heading', size: 1, text: word(300) }],
  ['a label of a list', { type: 'list', items: [{ label: word(100), blocks: [paragraph(word(300))] }] }],
  ['lists in lists', nested(6, (inside) => ({ type: 'list', items: [{ blocks: [inside] }] }))],
  ['quotes in quotes', nested(6, (inside) => ({ type: 'blockquote', blocks: [inside] }))],
  ['what is folded', { type: 'details', summary: word(200), is_open: true, blocks: [paragraph(word(300))] }],
  ['keys in the text', { type: 'buttons', buttons: [key(word(200)), ...Array(9).fill(key('Ключ'))] }],
]

function nested(depth: number, around: (inside: object) => object): object {
  return depth === 0 ? { type: 'pre', text: code } : around(nested(depth - 1, around))
}

describe.skipIf(!browser)('nothing is wider than its window', () => {
  let sandbox: BareSandbox
  beforeEach(async () => {
    sandbox = await startBareSandbox()
    const commands = ['buy', 'a_name_of_thirty_two_characters_'].map((command) => ({
      command,
      description: word(200),
    }))
    await sandbox.bot('setMyCommands', { commands })
  })
  afterEach(() => sandbox?.stop())

  // The words of Russian are the longer ones; where there is least room, those of English are looked at too.
  test.for([
    [320, 'light', 'ru'],
    [320, 'dark', 'en'],
    [360, 'dark', 'ru'],
    [768, 'light', 'ru'],
    [1440, 'dark', 'ru'],
  ] as const)('at %i px, %s, %s', async ([width, colorScheme, language_code]) => {
    const person = await sandbox.person({ first_name: word(60), language_code })
    const window = await openWindow(browser!, sandbox.url, {
      personId: person.id,
      viewport: { width, height: 740 },
      colorScheme,
    })
    const { page } = window
    await page.locator('.row.mine').waitFor()
    for (const [method, what, content] of [
      ...contents.map(([what, message]) => ['sendMessage', what, message] as const),
      ...blocks.map(([what, block]) => ['sendRichMessage', what, { rich_message: { blocks: [block] } }] as const),
    ]) {
      const { message_id }: { message_id: number } = await sandbox.bot(method, {
        chat_id: person.id,
        ...content,
      })
      await page.locator(`.row[data-id="${message_id}"]`).waitFor()
      expect.soft(await tooWide(page), what).toEqual([])
      await sandbox.bot('deleteMessage', { chat_id: person.id, message_id })
    }
    await sandbox.call('POST', `/person/users/${person.id}/messages`, { text: word(3000), reply_to: 2 })
    for (const kind of ['document', 'voice', 'photo', 'video', 'location', 'sticker'])
      await sandbox.call('POST', `/person/users/${person.id}/${kind}`, { caption: word(500) })
    await sandbox.bot('sendInvoice', {
      chat_id: person.id,
      title: word(30),
      description: word(250),
      payload: 'p',
      currency: 'XTR',
      prices: [{ label: 'x', amount: 90_000 }],
    })
    await page.locator('.key[data-kind="pay"]').waitFor()
    expect.soft(await tooWide(page), 'what a person sends, and an invoice').toEqual([])
    await sandbox.bot('sendMessageDraft', {
      chat_id: person.id,
      draft_id: 1,
      text: code,
      entities: [{ type: 'pre', offset: 0, length: code.length }],
      can_stop: true,
    })
    await page.locator('.row.draft').waitFor()
    expect.soft(await tooWide(page), 'an answer that is being written').toEqual([])

    await page.locator('#text').fill(word(3000))
    expect.soft(await tooWide(page), 'what is being typed').toEqual([])
    await page.locator('#text').fill('/')
    await page.getByRole('option').first().waitFor()
    expect.soft(await tooWide(page), 'commands').toEqual([])
    await page.keyboard.press('Escape')
    await page.locator('#text').fill('')
    await page.locator('.key[data-kind="pay"]').click()
    await page.locator('.too-few').waitFor()
    expect.soft(await tooWide(page), 'the pay sheet').toEqual([])
    await page.keyboard.press('Escape')

    if (await page.locator('#side-toggle').isVisible()) {
      await page.locator('#side-toggle').click()
      expect.soft(await tooWide(page), 'people and chats').toEqual([])
      await page.keyboard.press('Escape')
    }
    if ((await page.locator('#desk').getAttribute('inert')) !== null) await page.locator('#desk-toggle').click()
    for (const name of ['sendMessage', 'sendRichMessage', 'sendMessageDraft', 'message'])
      await page.locator(`#log .line:has(.method:text-is("${name}"))`).last().click()
    expect.soft(await tooWide(page), 'the log, one of each kind unfolded').toEqual([])
    for (const tab of ['faults', 'money']) {
      await page.locator(`#tab-${tab}`).click()
      expect.soft(await tooWide(page), tab).toEqual([])
    }
    const cut = await page
      .getByRole('tab')
      .evaluateAll((all: { scrollWidth: number; clientWidth: number; textContent: string }[]) =>
        all.filter((tab) => tab.scrollWidth > tab.clientWidth).map((tab) => tab.textContent),
      )
    expect(cut, 'the names of the tabs are whole').toEqual([])
    expect(window.faults).toEqual([])
    await window.close()
  })

  test('and the styles of one part reach no other part', async () => {
    const window = await openWindow(browser!, sandbox.url, { personId: (await sandbox.person()).id })
    const sheets = await window.page.evaluate<{ file: string; loose: string[]; roots: string[] }[]>(`
      [...document.styleSheets].map(({ href, cssRules }) => ({
        file: href.split('/').at(-1),
        loose: [...cssRules]
          .filter((rule) => !(rule instanceof CSSScopeRule || rule instanceof CSSKeyframesRule))
          .map(({ cssText }) => cssText.slice(0, 60)),
        roots: [...cssRules].filter((rule) => rule instanceof CSSScopeRule).map(({ start }) => start),
      }))`)
    const common = ['base.css', 'controls.css']
    const parts = sheets.filter(({ file }) => !common.includes(file))
    expect(parts.length).toBeGreaterThan(8)
    for (const { file, loose, roots } of parts) {
      expect(loose, `${file} has rules outside of a scope`).toEqual([])
      expect(roots.join(), file).toMatch(/^\.(app|side|messages|composer|desk|sheet,\.popup)$/)
    }
    await window.close()
  })
})
