import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Sandbox, startSandbox } from '#sandbox/sandbox.ts'
import { launchBrowser, openWindow } from './browser.ts'

const browser = await launchBrowser()
afterAll(() => browser?.close())

describe.skipIf(!browser)('the page of a bot without an owner', () => {
  let sandbox: Sandbox
  beforeAll(async () => {
    sandbox = await startSandbox()
    sandbox.offerStart('https://t.me/anybot?start=role_a-secret')
  })
  afterAll(() => sandbox?.stop())

  test('offers to become it, until somebody has', async () => {
    const first = await openWindow(browser!, sandbox.url)
    await first.page.getByRole('button', { name: /владельцем|the owner/ }).click()
    await first.page.locator('.row.mine', { hasText: '/start role_a-secret' }).waitFor()
    const response = await fetch(`${sandbox.url}/control/start-offer`)
    expect(await response.json()).toEqual({ payload: null })
    const about = { first_name: 'Пётр', language_code: 'ru' }
    const made = await fetch(`${sandbox.url}/person/users`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(about),
    })
    const { id } = (await made.json()) as { id: number }
    const second = await openWindow(browser!, sandbox.url, { personId: id })
    await second.page.locator('.welcome').waitFor()
    expect(await second.page.getByRole('button', { name: 'Стать владельцем бота' }).count()).toBe(0)
    expect([...first.faults, ...second.faults]).toEqual([])
    await first.close()
    await second.close()
  })

  test('offers demo data, says how many people they have, and offers them no more', async () => {
    sandbox.offerDemoData(async () => ({ people: 1_391, questions: 15_258, payments: 272 }))
    const response = await fetch(`${sandbox.url}/person/users`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ first_name: 'Олег', language_code: 'ru' }),
    })
    const { id } = (await response.json()) as { id: number }
    const window = await openWindow(browser!, sandbox.url, { personId: id, locale: 'ru-RU' })
    await window.page.getByRole('button', { name: 'Заполнить кабинет примером' }).click()
    await window.page.getByText('Готово: 1391 человек за 90 дней.').waitFor()
    expect(window.faults).toEqual([])
    await window.close()
    const after = await fetch(`${sandbox.url}/control/demo-data`)
    expect(await after.json()).toEqual({ state: 'none' })
  })
})
