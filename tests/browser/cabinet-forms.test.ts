import type { Locator } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cabinetUrl } from '#tests/world/cabinet.ts'
import { createWorld, type World } from '#tests/world/world.ts'
import { launchBrowser, phone } from './browser.ts'
import { fill, openCabinet, ownerId, shoot } from './cabinet.ts'
import { tooWide, violations } from './measure.ts'

const browser = await launchBrowser()
afterAll(() => browser?.close())

describe.skipIf(!browser)('a form of the cabinet', () => {
  let world: World
  beforeAll(async () => {
    world = await createWorld({ withoutBot: true, ADMIN_IDS: String(ownerId), CABINET_URL: cabinetUrl })
    await world.api.register({ telegramId: ownerId, firstName: 'Ольга', languageCode: 'ru' })
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
    expect(faults).toEqual([])
    await close()
  })
})
