import type { Locator } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { World } from '#tests/world/world.ts'
import { desk, launchBrowser, phone } from './browser.ts'
import { createOwnedWorld, fill, openCabinet, ownerId, personId, shoot } from './cabinet.ts'
import { tooWide, violations } from './measure.ts'

const browser = await launchBrowser()
afterAll(() => browser?.close())

describe.skipIf(!browser)('a form of the cabinet', () => {
  let world: World
  beforeAll(async () => {
    world = await createOwnedWorld()
    await fill(world)
    await world.api.noteBotName({ username: 'pomogator_bot' })
  })
  afterAll(() => world?.end())

  const open = (language: 'ru' | 'en' = 'en') => openCabinet(browser!, world, ownerId, { language })

  /** As a paste does, all letters at once. */
  async function says(field: Locator, typed: string, fault: string | RegExp): Promise<void> {
    await field.fill(typed)
    await field.page().getByText(fault).waitFor()
    expect(await field.inputValue()).toBe(typed)
    expect(await field.evaluate((input: { validity: { valid: boolean } }) => input.validity.valid)).toBe(false)
  }

  test('takes the cost of an ad as it is written, and asks where it could be two sums', async () => {
    const { page, faults, goTo, close } = await open()
    await goTo('/growth')
    const sums = [
      ['12,5', 12_500_000],
      ['1 200,50', 1_200_500_000],
      ['1\u00a0200', 1_200_000_000],
      ['$0.5', 500_000],
      ['', 0],
    ] as const
    for (const [index, [typed, micro]] of sums.entries()) {
      await page.getByRole('button', { name: 'New link' }).click()
      await page.getByLabel('Name').fill(`sum-${index}`)
      const cost = page.getByLabel('Price of the ad')
      for (const unclear of ['1,200', '1.200'])
        await says(cost, unclear, `Is it 1200 or 1${unclear[1]}20? Please write it in one of these ways`)
      await says(cost, '1,234.50', 'A sum of dollars from 0 to 1,000,000')
      await says(cost, '1e3', 'A sum of dollars from 0 to 1,000,000')
      await says(cost, '-5', 'A sum of dollars from 0 to 1,000,000')
      await says(cost, '1000001', 'A sum of dollars from 0 to 1,000,000')
      await says(cost, '0.125', 'At most 2 digits after the point')
      await page.getByLabel('Reason').fill('an ad')
      await page.keyboard.press('Enter')
      expect(await world.sql`select 1 from campaigns where name = ${`sum-${index}`}`).toEqual([])
      if (index === 0) {
        expect(await violations(page)).toEqual([])
        await shoot(page, 'money-wrong-desk')
      }
      await cost.fill(typed)
      expect(await cost.inputValue()).toBe(typed)
      await page.getByLabel('Reason').fill('an ad')
      await page.keyboard.press('Enter')
      await page.getByText(`t.me/pomogator_bot?start=c_sum-${index}`).waitFor()
      const [made] = await world.sql<{ cost: number }>`
        select cost_micro_dollars as cost from campaigns where name = ${`sum-${index}`}`
      expect([typed, made!.cost]).toEqual([typed, micro])
      await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click()
    }
    expect(faults).toEqual([])
    await close()
  })

  test('gives the keyboard back to what has opened it, or to the page when that is gone', async () => {
    const { page, faults, goTo, close } = await open()
    const isAt = (name: string) => expect.poll(() => page.evaluate(nameOfFocus)).toBe(name)
    /** By keyboard alone, with the window there before the next key. */
    const press = async (name: string | RegExp) => {
      const within = (await page.getByRole('dialog').count()) > 0 ? page.getByRole('dialog') : page.locator('main')
      await within.getByRole('button', { name }).first().press('Enter')
      await page.getByRole('dialog').waitFor()
    }
    const leave = async (name: string) => {
      await page.keyboard.press('Escape')
      await page.getByRole('dialog').waitFor({ state: 'detached' })
      await isAt(name)
    }
    await goTo('/health')
    expect(await page.title()).toBe('Health · Pomogator')
    await press('Try again')
    await leave('Try again')
    await press('Try again')
    await page.getByLabel('Reason').fill('mended')
    await page.keyboard.press('Enter')
    await page.getByText('Every message was handled').waitFor()
    await isAt('Health')
    await goTo('/promos')
    await press('New promo code')
    await leave('New promo code')
    await press(/^Open/)
    await leave('Open AUTUMN')
    await goTo('/catalog')
    await press('Edit: Expert')
    await leave('Edit: Expert')
    await goTo('/settings')
    await press('Change: Contact for support')
    await leave('Change: Contact for support')
    await goTo('/growth')
    await press('New link')
    await page.getByLabel('Name').fill('by-keyboard')
    await page.getByLabel('Reason').fill('an ad')
    await page.keyboard.press('Enter')
    await page.getByText('start=c_by-keyboard').waitFor()
    await leave('New link')
    await press('Open by-keyboard')
    await press('Price of the ad')
    await page.getByLabel('Reason').waitFor()
    await page.keyboard.press('Escape')
    await page.getByText('start=c_by-keyboard').waitFor()
    await leave('Open by-keyboard')
    await page.goto(`${world.backend().url}/cabinet/nowhere`)
    await page.getByRole('heading', { level: 1, name: 'There is no such page' }).waitFor()
    expect(await page.title()).toBe('There is no such page. · Pomogator')
    expect(faults).toEqual([])
    await close()
  })

  test('says what of the input is wrong when it is refused, and marks at once what another choice makes too large', async () => {
    const { page, goTo, close } = await open()
    await goTo(`/people/${personId}`)
    await page.getByRole('button', { name: 'Give or take credits' }).click()
    await page.getByLabel('How many credits').fill('-5000')
    await page.getByLabel('Reason').fill('a mistake')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Yes, do it' }).click()
    await page.getByText(/^So many cannot be taken: the balance is \d+\.$/).waitFor()
    await shoot(page, 'refused-desk')

    await goTo('/broadcasts/new')
    await page.getByLabel('Name').first().fill('Long')
    await page.getByRole('textbox', { name: 'Text' }).fill('word '.repeat(1_000))
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('The text is too long (English): 4,999 characters, and 4,096 fit.').waitFor()

    await goTo('/promos')
    await page.getByRole('button', { name: 'New promo code' }).click()
    await page.getByRole('textbox', { name: /^Code/ }).fill('HALF')
    await page.getByLabel('Reason').fill('a sale')
    await page.getByLabel('How much').fill('200')
    await page.getByRole('combobox', { name: 'Gives' }).click()
    await page.getByRole('option', { name: 'Percent off one order' }).click()
    await page.getByText('A whole number from 1 to 99').waitFor()
    await page.getByLabel('Reason').press('Enter')
    expect(await world.sql`select 1 from promos where name = 'HALF'`).toEqual([])
    expect(await violations(page)).toEqual([])
    await page.getByLabel('How much').fill('50')
    const fields = { most_uses: 'Too big', 'gives.percent': 'Too big', something: 'is wrong' }
    await page.route('**/cabinet/api/make_promo', (route) =>
      route.fulfill({ status: 400, json: { error: { code: 'bad_request', message: 'x', details: { fields } } } }),
    )
    await page.getByLabel('Reason').press('Enter')
    await page.getByText('Check what you have entered: most uses, gives.').waitFor()
    await close()
  })

  test('says in Russian what an experiment would lose, and what a setting may be', async () => {
    const { page, goTo, close } = await open('ru')
    await goTo('/experiments')
    await page.getByRole('button', { name: 'Новый эксперимент' }).click()
    await page.getByRole('textbox', { name: /^Название/ }).fill('Даром')
    await page.getByRole('combobox', { name: 'Что проверяем' }).click()
    await page.getByRole('option', { name: 'Цены пакетов' }).click()
    await page
      .getByLabel(/, звёзд/)
      .first()
      .fill('1')
    await page.getByLabel('Причина').fill('проба')
    await page.keyboard.press('Enter')
    const refused = page.getByRole('alert').filter({ hasText: 'По такой цене пакет не окупает ответы' })
    await refused.waitFor()
    expect(await refused.textContent()).toMatch(/expert: .* токенов файлов/)
    expect(await refused.textContent()).not.toMatch(/loses|answer/)
    expect(await violations(page)).toEqual([])
    await shoot(page, 'loses-desk')
    await page.setViewportSize(phone)
    expect(await tooWide(page)).toEqual([])
    await shoot(page, 'loses-phone')
    await page.setViewportSize(desk)
    await goTo('/settings')
    await page.getByRole('button', { name: 'Изменить: Часовой пояс' }).click()
    await page.getByLabel('Значение').fill('Nowhere/City')
    await page.getByLabel('Причина').fill('проба')
    await page.keyboard.press('Enter')
    await page
      .getByRole('alert')
      .getByText(/^Часовой пояс: такое значение не подойдёт. Например, Europe/)
      .waitFor()
    await close()
  })

  test('keeps no broadcast while an hour of its quiet hours is empty, or another number is none', async () => {
    const { page, faults, goTo, close } = await open()
    await goTo('/broadcasts/new')
    await page.getByLabel('Name').first().fill('Quiet')
    await page.getByRole('textbox', { name: 'Text' }).fill('Good morning')
    const from = page.getByLabel('From, hour')
    const save = () => page.getByRole('button', { name: 'Save', exact: true }).click()
    const kept = () => world.sql`select quiet from broadcasts where title = 'Quiet'`
    for (const typed of ['', '24', '9,5']) {
      await says(from, typed, 'A whole number from 0 to 23')
      await save()
      expect(await from.evaluate((input) => input.matches(':focus'))).toBe(true)
    }
    expect(await violations(page)).toEqual([])
    await shoot(page, 'quiet-wrong-desk')
    await page.setViewportSize(phone)
    expect(await tooWide(page)).toEqual([])
    await shoot(page, 'quiet-wrong-phone')
    await from.fill('21')
    await says(page.getByLabel('Asked within, days'), '1,5', 'A whole number from 1')
    await save()
    expect(await kept()).toEqual([])
    await page.getByLabel('Asked within, days').fill('')
    await save()
    await page.getByRole('heading', { level: 1, name: 'Quiet' }).waitFor()
    expect(await kept()).toEqual([{ quiet: { from: 21, to: 9, zone: 'person' } }])
    // People were not counted with the condition that was wrong.
    expect(faults.filter((fault) => !fault.includes('400'))).toEqual([])
    await close()
  })

  test('stays, with what is typed, when the window becomes as narrow as a phone and wide again', async () => {
    const { page, faults, goTo, close } = await open()
    const name = page.getByLabel('Name')
    const fold = page.getByRole('button', { name: 'Links for advertising' })
    await page.setViewportSize(phone)
    await goTo('/growth')
    expect(await fold.getAttribute('aria-expanded')).toBe('false')
    for (const typed of ['wide', 'narrow']) {
      await page.setViewportSize(desk)
      await fold.waitFor({ state: 'detached' })
      if (typed === 'wide') await page.getByRole('button', { name: 'New link' }).click()
      await name.fill(typed)
      await page.setViewportSize(phone)
      await page.locator('.fold').first().waitFor()
      expect(await name.inputValue()).toBe(typed)
    }
    expect(await violations(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await fold.click()
    expect(await fold.getAttribute('aria-expanded')).toBe('false')
    expect(faults).toEqual([])
    await close()
  })

  test('takes a price of the catalogue as it is typed, to a millionth of a dollar', async () => {
    const { page, faults, goTo, close } = await open('ru')
    await page.setViewportSize(phone)
    await goTo('/catalog')
    await page.getByRole('tab', { name: 'Инструменты' }).click()
    await page
      .getByRole('button', { name: /^Изменить: / })
      .first()
      .click()
    const cost = page.getByLabel('Сколько стоит вызов')
    await says(cost, '1,234', 'Это 1234 или 1,2340?')
    await says(cost, '1200', 'Сумма в долларах от 0 до 1')
    expect(await violations(page)).toEqual([])
    expect(await tooWide(page)).toEqual([])
    await shoot(page, 'money-wrong-phone')
    await cost.fill('')
    await cost.pressSequentially('0,0050')
    expect(await cost.inputValue()).toBe('0,0050')
    await page.getByRole('dialog').getByRole('button', { name: 'Готово' }).click()
    await page.getByRole('tab', { name: 'JSON' }).click()
    const { toolServers } = JSON.parse(await page.getByLabel('Весь каталог').inputValue())
    expect(toolServers[0].costMicros).toBe(5_000)
    expect(await page.title()).toBe('Каталог · Помогатор')
    expect(faults).toEqual([])
    await close()
  })
})

const nameOfFocus = `document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent.slice(0, 40)`
