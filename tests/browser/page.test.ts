import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { eventually } from '#tests/world/eventually.ts'
import { type BareSandbox, startBareSandbox } from './bare-sandbox.ts'
import { launchBrowser, openWindow, phone, type Window } from './browser.ts'

const browser = await launchBrowser()
afterAll(() => browser?.close())

describe.skipIf(!browser)('the page', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pomogator-page-'))
  let sandbox: BareSandbox
  beforeAll(async () => {
    sandbox = await startBareSandbox(join(folder, 'sandbox.json'))
  })
  afterAll(async () => {
    await sandbox?.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  async function opened(options: Parameters<typeof openWindow>[2] = {}): Promise<Window & { id: number }> {
    const { id } = await sandbox.person()
    const window = await openWindow(browser!, sandbox.url, { personId: id, ...options })
    await window.page.locator('.row.mine').waitFor()
    return { ...window, id }
  }
  const send = (id: number, text: string, more: object = {}) =>
    sandbox.bot('sendMessage', { chat_id: id, text, ...more }) as Promise<{ message_id: number }>
  const updates = async () =>
    (await sandbox.call('GET', '/control/updates')) as {
      update: Record<string, { text?: string; draft_id?: number }>
    }[]

  /** The newest update, when it is one of this kind. */
  const newest = (kind: string) =>
    eventually(async () => {
      const found = (await updates()).at(-1)?.update[kind]
      expect(found).toBeDefined()
      return found as unknown as { id: string }
    })

  test('shows every entity as what it is, and nothing of a message as HTML', async () => {
    const window = await opened()
    const text =
      'bold italic under struck code <img src=x> secret link @name #tag /help\nquoted\nlong quote\nselect 1 -- all'
    const at = (what: string, type: string, more: object = {}) => ({
      type,
      offset: text.indexOf(what),
      length: what.length,
      ...more,
    })
    await send(window.id, text, {
      entities: [
        at('bold', 'bold'),
        at('italic', 'italic'),
        at('under', 'underline'),
        at('struck', 'strikethrough'),
        at('code', 'code'),
        at('secret', 'spoiler'),
        at('link', 'text_link', { url: 'https://example.com/' }),
        at('quoted', 'blockquote'),
        at('long quote', 'expandable_blockquote'),
        at('select 1 -- all', 'pre', { language: 'sql' }),
      ],
    })
    const row = await window.hears('bold')
    const texts = async (selector: string) => row.locator(selector).allInnerTexts()
    expect(await texts('b')).toEqual(['bold'])
    expect(await texts('i:not(.caret)')).toEqual(['italic'])
    expect(await texts('u')).toEqual(['under'])
    expect(await texts('s')).toEqual(['struck'])
    expect(await texts('blockquote')).toEqual(['quoted', 'long quote'])
    expect(await texts('pre')).toEqual(['select 1 -- all'])
    expect(await texts('.hl-keyword')).toEqual(['select'])
    expect(await row.locator('.code-head').innerText()).toContain('sql')
    expect(await row.getByRole('link', { name: 'link' }).getAttribute('href')).toBe('https://example.com/')
    expect(await row.locator('img').count(), 'the text with <img> is text').toBe(0)
    const secret = row.locator('.spoiler')
    expect(await secret.getAttribute('data-open')).toBeNull()
    await secret.press('Enter')
    expect(await secret.getAttribute('data-open')).toBe('')
    await row.getByText('/help').click()
    await eventually(async () => expect((await updates()).at(-1)?.update['message']?.text).toBe('/help'))
    expect(window.faults).toEqual([])
    await window.close()
  })

  test('changes an edited message in place: no node is made anew, what was unfolded stays so', async () => {
    const window = await opened()
    const keys = (label: string) => ({ reply_markup: { inline_keyboard: [[{ text: label, callback_data: 'x' }]] } })
    const entities = [{ type: 'spoiler', offset: 0, length: 3 }]
    const { message_id } = await send(window.id, 'One', { entities, ...keys('1') })
    const row = await window.hears('One')
    await row.locator('.spoiler').click()
    const nodes = row.locator('.bubble, .spoiler, .key')
    await nodes.evaluateAll((all: { known?: boolean }[]) => all.forEach((node) => (node.known = true)))
    await sandbox.bot('editMessageText', {
      chat_id: window.id,
      message_id,
      text: 'One and two',
      entities,
      ...keys('2'),
    })
    await window.hears('One and two')
    const known = await nodes.evaluateAll((all: { known?: boolean }[]) => all.map((node) => node.known))
    expect(known).toEqual([true, true, true])
    expect(await row.locator('.spoiler').getAttribute('data-open')).toBe('')
    expect(await row.locator('.key').innerText()).toBe('2')
    await window.close()
  })

  test('lets a draft grow, stop, and become the message where it stands', async () => {
    const window = await opened()
    const draft = (text: string) =>
      sandbox.bot('sendMessageDraft', { chat_id: window.id, draft_id: 7, text, can_stop: true })
    await draft('')
    const row = window.page.locator('.row.draft')
    await row.getByText('Думаю…').waitFor()
    await draft('Первое')
    await row.getByText('Первое', { exact: true }).waitFor()
    await row.evaluate((node: { known?: boolean }) => (node.known = true))
    await draft('Первое слово')
    await row.getByText('Первое слово').waitFor()
    await row.getByRole('button', { name: 'Стоп' }).click()
    await eventually(async () =>
      expect((await updates()).at(-1)?.update['stopped_message_generation']?.draft_id).toBe(7),
    )
    await send(window.id, 'Первое слово и последнее')
    const message = await window.hears('и последнее')
    expect(await message.evaluate((node: { known?: boolean }) => node.known)).toBe(true)
    expect(await row.count()).toBe(0)
    await window.close()
  })

  test('answers a pressed key: a toast, an alert, a copied text', async () => {
    const window = await opened()
    const { page } = window
    await send(window.id, 'Keys', {
      reply_markup: {
        inline_keyboard: [
          [
            { text: 'toast', callback_data: 'toast', style: 'primary' },
            { text: 'alert', callback_data: 'alert', style: 'danger' },
          ],
          [
            { text: 'never', disabled: {} },
            { text: 'copy', copy_text: { text: 'ABC' } },
          ],
        ],
      },
    })
    const answer = async (data: string, reply: object) => {
      await window.press(data)
      const query = await eventually(async () => {
        const found = (await updates()).findLast(({ update }) => 'callback_query' in update)!.update[
          'callback_query'
        ] as { id: string; data: string }
        expect(found.data).toBe(data)
        return found
      })
      expect(await page.locator('.key', { hasText: data }).getAttribute('aria-busy')).toBe('true')
      await sandbox.bot('answerCallbackQuery', { callback_query_id: query.id, ...reply })
    }
    await window.hears('Keys')
    await answer('toast', { text: 'Сохранено' })
    await page.locator('#toast', { hasText: 'Сохранено' }).waitFor()
    await answer('alert', { text: 'Важно', show_alert: true })
    await page.getByRole('alertdialog', { name: 'Важно' }).getByRole('button', { name: 'OK' }).click()
    expect(await page.locator('.key', { hasText: 'never' }).isDisabled()).toBe(true)
    await window.press('copy')
    await page.locator('#toast', { hasText: 'Скопировано' }).waitFor()
    expect(window.faults).toEqual([])
    await window.close()
  })

  test('offers to top up when there are too few Stars, and pays then', async () => {
    const window = await opened({ viewport: phone })
    await sandbox.bot('sendInvoice', {
      chat_id: window.id,
      title: 'Дорогое',
      description: 'Очень',
      payload: 'dear',
      currency: 'XTR',
      provider_token: '',
      prices: [{ label: 'x', amount: 5600 }],
    })
    await window.press('5600')
    const sheet = window.page.getByRole('dialog')
    await sheet.getByText('Не хватает').waitFor()
    const pay = sheet.getByRole('button', { name: /Заплатить/ })
    expect(await pay.isDisabled()).toBe(true)
    await sheet.getByRole('button', { name: /Добавить/ }).click()
    await sheet
      .getByText('Ваш баланс')
      .getByText(/6\s000/)
      .waitFor()
    await pay.click()
    const query = await newest('pre_checkout_query')
    await sandbox.bot('answerPreCheckoutQuery', {
      pre_checkout_query_id: query.id,
      ok: false,
      error_message: 'Счёт устарел.',
    })
    await sheet.getByText('Счёт устарел.').waitFor()
    await window.close()
  })

  test('offers commands at a slash, edits and answers by the keyboard alone', async () => {
    await sandbox.bot('setMyCommands', {
      commands: [
        { command: 'buy', description: 'Купить' },
        { command: 'balance', description: 'Остаток' },
        { command: 'help', description: 'Помощь' },
      ],
    })
    const window = await opened()
    const { page } = window
    const said = () => page.locator('.row.mine .body').last().innerText()
    await page.keyboard.type('/b')
    expect(await page.getByRole('option').allInnerTexts()).toHaveLength(2)
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await eventually(async () => expect(await said()).toContain('/balance'))
    await page.keyboard.type('опичатка')
    await page.keyboard.press('Enter')
    await eventually(async () => expect(await said()).toContain('опичатка'))
    await page.keyboard.press('ArrowUp')
    await page.locator('#text').fill('опечатка')
    await page.keyboard.press('Enter')
    await eventually(async () => expect(await said()).toMatch(/^опечатка\s+изменено/))
    await send(window.id, 'Вопрос')
    await window.hears('Вопрос')
    await page.keyboard.press('Control+ArrowUp')
    await page.keyboard.type('ответ')
    await page.keyboard.press('Enter')
    await page.locator('.row.mine .quoted', { hasText: 'Вопрос' }).waitFor()
    await page.keyboard.press('Control+ArrowUp')
    await page.locator('#about-bar').waitFor()
    expect((await page.locator('#about-bar').innerText()).split('\n').map((line) => line.trim())).toEqual([
      'Аня',
      'ответ',
    ])
    await page.keyboard.press('Escape')
    expect(await page.locator('#about-bar').isVisible()).toBe(false)
    await window.close()
  })

  test('stays where one reads, counts what comes, and leads back down', async () => {
    const window = await opened({ viewport: phone })
    const { page } = window
    for (const number of Array.from({ length: 30 }).keys()) await send(window.id, `Сообщение ${number}`)
    await window.hears('Сообщение 29')
    const list = page.locator('#messages')
    const fromEnd = () =>
      list.evaluate(
        (node: { scrollHeight: number; scrollTop: number; clientHeight: number }) =>
          node.scrollHeight - node.scrollTop - node.clientHeight,
      )
    expect(await fromEnd()).toBeLessThan(2)
    await list.evaluate((node: { scrollTop: number }) => (node.scrollTop = 0))
    await page.locator('#newest').waitFor()
    await send(window.id, 'Новое')
    await send(window.id, 'Ещё новое')
    await eventually(async () => expect(await page.locator('#newest-count').innerText()).toBe('2'))
    expect(await fromEnd()).toBeGreaterThan(300)
    await page.locator('#newest').click()
    await page.locator('#newest').waitFor({ state: 'hidden' })
    expect(await fromEnd()).toBeLessThan(60)
    await window.close()
  })

  test('opens a reply to a message that asks for one, also after the page is opened again', async () => {
    const window = await opened()
    const { page } = window
    const text = page.locator('#text')
    const asks = (placeholder: string) => ({
      reply_markup: { force_reply: true, input_field_placeholder: placeholder },
    })
    const { message_id } = await send(window.id, 'Как вас называть?', asks('Имя'))
    await page.locator('#about-bar', { hasText: 'Как вас называть?' }).waitFor()
    expect(await text.getAttribute('placeholder')).toBe('Имя')
    await page.reload()
    await page.locator('#about-bar', { hasText: 'Как вас называть?' }).waitFor()
    await page.keyboard.type('Аней')
    await page.keyboard.press('Enter')
    await eventually(async () =>
      expect((await updates()).at(-1)?.update['message']).toMatchObject({
        text: 'Аней',
        reply_to_message: { message_id },
      }),
    )
    expect(await page.locator('#about-bar').isVisible()).toBe(false)
    expect(await text.getAttribute('placeholder')).toBe('Сообщение')
    await window.close()
  })

  test('leads by Tab past old keys and old code: from the messages to the newest keys, and on to the composer', async () => {
    const window = await opened()
    const { page } = window
    const keys = (label: string) => ({ reply_markup: { inline_keyboard: [[{ text: label, callback_data: label }]] } })
    const code = { entities: [{ type: 'pre', offset: 0, length: 4 }] }
    for (const label of ['Первая', 'Вторая', 'Третья'])
      await send(window.id, 'code и текст', { ...keys(label), ...code })
    await page.locator('.key', { hasText: 'Третья' }).waitFor()
    const tab = async () => {
      await page.keyboard.press('Tab')
      return page.evaluate<string>('document.activeElement.id || document.activeElement.textContent')
    }
    await page.locator('#messages').focus()
    expect([await tab(), await tab()]).toEqual(['Третья', 'menu'])
    await page.locator('#messages').focus()
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('ArrowUp')
    const stops = [await tab(), await tab(), await tab(), await tab(), await tab()]
    expect(stops, 'the chosen message, the newest keys, and out').toEqual([
      'Копировать',
      'code',
      'Вторая',
      'Третья',
      'menu',
    ])
    await window.close()
  })

  test.for([
    ['ru', 'XTR', 100, /^Заплатить\s+100$/, 'Чек'],
    ['en', 'XTR', 100, /^Pay\s+100$/, 'Receipt'],
    ['ru', 'RUB', 49_900, /^Заплатить 499,00\s₽$/, 'Чек'],
  ] as const)(
    'names the key of an invoice in %s for %s, and turns it into the receipt when it is paid',
    async ([language_code, currency, amount, label, receipt]) => {
      const { id } = await sandbox.person({ language_code })
      const window = await openWindow(browser!, sandbox.url, { personId: id })
      const { page } = window
      const invoice = { title: 'Сто', description: 'Сто', payload: 'p', currency, prices: [{ label: 'x', amount }] }
      const provider = currency === 'XTR' ? {} : { provider_token: '1:TEST:x' }
      await sandbox.bot('sendInvoice', { chat_id: id, ...invoice, ...provider })
      const key = page.locator('.key').last()
      await eventually(async () => expect((await key.innerText()).trim()).toMatch(label))
      await key.click()
      await page.getByRole('dialog').locator('.filled').click()
      const query = await newest('pre_checkout_query')
      await sandbox.bot('answerPreCheckoutQuery', { pre_checkout_query_id: query.id, ok: true })
      await page
        .getByRole('dialog')
        .locator('.filled', { hasText: /Готово|Done/ })
        .click()
      await eventually(async () => expect((await key.innerText()).trim()).toBe(receipt))
      await key.click()
      await page.getByRole('dialog').locator('.charge').waitFor()
      await window.close()
    },
  )

  test('shows a long chat from its end, and earlier messages on request', async () => {
    const { id } = await sandbox.person()
    for (const number of Array.from({ length: 140 }).keys()) await send(id, `Строка ${number}.`)
    const window = await openWindow(browser!, sandbox.url, { personId: id })
    await window.hears('Строка 139.')
    expect(await window.page.locator('.row').count()).toBe(120)
    await window.page.getByRole('button', { name: 'Более ранние сообщения' }).click()
    expect(await window.page.locator('.row').count()).toBe(141)
    const all = await window.page.locator('.row.theirs .body').allInnerTexts()
    expect(all.map((text) => Number(/\d+/.exec(text)![0]))).toEqual([...Array.from({ length: 140 }).keys()])
    await window.close()
  })

  test('has groups and topics, in two windows of two people at once', async () => {
    const [anna, boris] = [await opened(), await opened()]
    const group: { id: number } = await sandbox.call('POST', '/person/groups', {
      title: 'Друзья',
      members: [anna.id, boris.id],
    })
    const topic: { id: number } = await sandbox.call('POST', `/person/users/${anna.id}/topics`, {
      chat_id: group.id,
      name: 'Отпуск',
    })
    for (const { page } of [anna, boris]) {
      await page.reload()
      await page.locator('.row.mine').waitFor()
    }
    await anna.page.locator('.chat-row', { hasText: 'Друзья' }).click()
    await anna.page.locator('#bot-name', { hasText: 'Друзья' }).waitFor()
    await anna.say('всем привет')
    await eventually(async () =>
      expect(await boris.page.locator('.chat-row', { hasText: 'Друзья' }).locator('.badge').innerText()).toBe('1'),
    )
    await boris.page.locator('.chat-row', { hasText: 'Отпуск' }).click()
    await boris.page.locator('#bot-name', { hasText: 'Друзья · Отпуск' }).waitFor()
    await boris.say('едем?')
    await eventually(async () => {
      const { message } = (await updates()).at(-1)!.update as { message?: { text: string; message_thread_id: number } }
      expect(message).toMatchObject({ text: 'едем?', message_thread_id: topic.id })
    })
    expect(await boris.page.locator('.row', { hasText: 'всем привет' }).count()).toBe(0)
    expect([...anna.faults, ...boris.faults]).toEqual([])
    await Promise.all([anna.close(), boris.close()])
  })

  test('opens a document, and gives the file', async () => {
    const window = await opened()
    const form = new FormData()
    form.set('chat_id', String(window.id))
    form.set('document', new Blob(['{"имя":"Аня"}']), 'my-data.json')
    const me: { id: number } = await sandbox.bot('getMe')
    expect(me.id).toBeGreaterThan(0)
    const url = `${sandbox.url}/bot1000000001:SANDBOX-TOKEN-worth-nothing-at-all-/sendDocument`
    expect((await fetch(url, { method: 'POST', body: form })).ok).toBe(true)
    await window.page.getByRole('link', { name: /my-data\.json/ }).click()
    const dialog = window.page.getByRole('dialog')
    await dialog.getByText('{"имя":"Аня"}').waitFor()
    const [download] = await Promise.all([
      window.page.waitForEvent('download'),
      dialog.getByRole('link', { name: 'Скачать' }).click(),
    ])
    expect(download.suggestedFilename()).toBe('my-data.json')
    await window.close()
  })

  test('begins with what a link to the bot carries', async () => {
    const newcomer: { id: number } = await sandbox.call('POST', '/person/users', { first_name: 'Новая' })
    const window = await openWindow(browser!, `${sandbox.url}/?person=${newcomer.id}&start=from-a-friend`)
    await window.page.locator('#start').click()
    await window.page.locator('.row.mine', { hasText: '/start from-a-friend' }).waitFor()
    await window.close()
  })

  test('says when the server is gone, and is whole again when it comes back', async () => {
    const window = await opened()
    const { page } = window
    await send(window.id, 'До перезапуска')
    await window.hears('До перезапуска')
    await sandbox.restart(() => page.locator('#status', { hasText: 'нет связи' }).waitFor())
    await send(window.id, 'После перезапуска')
    await window.hears('После перезапуска')
    await eventually(async () => expect(await page.locator('#status').innerText()).toBe('бот'))
    await window.say('я здесь')
    await page.locator('.row.mine', { hasText: 'я здесь' }).waitFor()
    await window.close()
  })

  test('begins anew with a server that has forgotten everybody', async () => {
    const forgetful = await startBareSandbox()
    await forgetful.person({ first_name: 'Первая' })
    const second = await forgetful.person({ first_name: 'Вторая' })
    const window = await openWindow(browser!, forgetful.url, { personId: second.id, locale: 'ru-RU' })
    await window.page.locator('#profile b', { hasText: 'Вторая' }).waitFor()
    await forgetful.restart(async () => undefined)
    await window.page.locator('#profile b', { hasText: 'Аня' }).waitFor()
    await window.page.locator('#start').waitFor()
    await window.close()
    await forgetful.stop()
  })

  test('shows the blocks of a rich message', async () => {
    const window = await opened()
    const blocks = [
      { type: 'heading', size: 2, text: 'Заголовок' },
      {
        type: 'paragraph',
        text: [
          'Слово ',
          { type: 'bold', text: 'важное' },
          ' и ',
          { type: 'url', text: 'ссылка', url: 'https://example.com/' },
        ],
      },
      { type: 'list', items: [{ label: '1.', blocks: [{ type: 'paragraph', text: 'первое' }] }] },
      {
        type: 'table',
        cells: [[{ text: 'Имя', is_header: true, align: 'left' }], [{ text: 'Аня', align: 'left' }]],
      },
      { type: 'pre', language: 'js', text: 'const a = 1' },
      { type: 'mathematical_expression', expression: 'E = mc^2' },
      { type: 'details', summary: 'Ещё', blocks: [{ type: 'paragraph', text: '<b>не HTML</b>' }] },
      { type: 'of_tomorrow' },
    ]
    // The Bot API of the sandbox decides for itself when it takes rich messages; the page shows one that is there.
    const shown = await window.page.evaluate(
      `import('/chat/rich.js').then(({ renderRich }) => {
        const [node] = renderRich(${JSON.stringify({ blocks })})
        const all = (selector) => [...node.querySelectorAll(selector)].map((one) => one.textContent)
        return { headings: all('.heading'), bold: all('b'), links: all('a'), marks: all('.mark'), cells: all('th, td'), code: all('pre'), formulas: all('.formula'), details: all('details p'), rest: node.lastChild.textContent }
      })`,
    )
    expect(shown).toEqual({
      headings: ['Заголовок'],
      bold: ['важное'],
      links: ['ссылка'],
      marks: ['1.'],
      cells: ['Имя', 'Аня'],
      code: ['const a = 1'],
      formulas: ['E = mc^2'],
      details: ['<b>не HTML</b>'],
      rest: '[of_tomorrow]',
    })
    await window.close()
  })

  describe('the desk', () => {
    const line = (window: Window, text: string): Locator => window.page.locator('#log .line', { hasText: text })

    test('shows every call and update with its JSON, and names fields that Telegram does not know', async () => {
      const window = await opened()
      const { page } = window
      await send(window.id, 'Привет', { colour: 'red' })
      await line(window, 'Привет').last().click()
      const details = page.locator('#log .details')
      await details.getByText('Полей не знает Telegram: colour').waitFor()
      expect(await details.locator('pre').first().innerText()).toContain('"colour": "red"')
      await page.locator('.chip', { hasText: 'Ошибки' }).click()
      expect(await page.locator('#log .line').count()).toBe(1)
      await page.locator('.chip', { hasText: 'Всё' }).click()
      await page.locator('#log-search').fill(`"id": ${window.id}`.replaceAll(' ', ''))
      await line(window, '/start').waitFor()
      await page.locator('#log-search').fill('нет такого')
      await eventually(async () => expect(await page.locator('#log .line').count()).toBe(0))
      await window.close()
    })

    test('makes faults for Telegram and for the model, shows what is left of it, and clears it', async () => {
      const window = await opened()
      const { page } = window
      await page.getByRole('tab', { name: 'Сбои' }).click()
      await page.getByLabel('retry_after, секунд').fill('7')
      await page.locator('#faults-telegram').getByRole('button', { name: 'Пусть случится' }).click()
      await page.locator('#faults-now', { hasText: '7 с' }).waitFor()
      await expect(send(window.id, 'Рано')).rejects.toThrow('Too Many Requests: retry after 7')
      await page.locator('#faults-model select[name="kind"]').selectOption('cut')
      await page.locator('#faults-model').getByRole('button', { name: 'Пусть случится' }).click()
      await page.locator('#faults-now', { hasText: 'Обрыв посередине' }).waitFor()
      await page.getByRole('button', { name: 'Убрать все сбои' }).click()
      await page.locator('#faults-now', { hasText: 'Сбоев нет' }).waitFor()
      expect(await sandbox.call('GET', '/control/trouble')).toEqual({ telegram: [], model: [] })
      await window.close()
    })

    test('lets the renewal of a chosen subscription fail, and time pass', async () => {
      const window = await opened()
      const { page } = window
      const url: string = await sandbox.bot('createInvoiceLink', {
        title: 'Месяц',
        description: 'Тридцать дней',
        payload: 'month',
        currency: 'XTR',
        prices: [{ label: 'x', amount: 400 }],
        subscription_period: 2_592_000,
      })
      await send(window.id, 'Подписка', { reply_markup: { inline_keyboard: [[{ text: 'Оформить', url }]] } })
      await window.hears('Подписка')
      await window.press('Оформить')
      const sheet = page.getByRole('dialog')
      await sheet.getByText('Тридцать дней').waitFor()
      await sheet.getByRole('button', { name: /Оформить за/ }).click()
      const query = await newest('pre_checkout_query')
      await sandbox.bot('answerPreCheckoutQuery', { pre_checkout_query_id: query.id, ok: true })
      await sheet.getByRole('button', { name: 'Готово' }).click()
      await page.getByRole('tab', { name: 'Деньги' }).click()
      await page.getByText('Продлится через 30 дней').waitFor()
      await page.getByRole('button', { name: 'Сорвать продление' }).click()
      await page.getByText('Продление через 30 дней не пройдёт').waitFor()
      await page.getByRole('button', { name: 'Через 30 дней' }).click()
      expect(await newest('subscription')).toMatchObject({ invoice_payload: 'month', state: 'failed' })
      await page.locator('#subscriptions', { hasText: 'Закончилась' }).waitFor()
      await window.close()
    })

    test('folds away and remembers it', async () => {
      const window = await opened()
      const { page } = window
      await page.getByRole('button', { name: 'Свернуть пульт' }).click()
      expect(await page.locator('#desk').isVisible()).toBe(false)
      await page.reload()
      await page.locator('.row.mine').waitFor()
      expect(await page.locator('#desk').isVisible()).toBe(false)
      await page.keyboard.press('Control+j')
      await page.locator('#desk').waitFor()
      await window.close()
    })
  })
})
