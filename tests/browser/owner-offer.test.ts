import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Sandbox, startSandbox } from '#sandbox/sandbox.ts'
import { callsTo } from '#tests/world/call.ts'
import { createPerson } from '#tests/world/person.ts'
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
    const call = callsTo(sandbox.url)
    expect(await call('GET', '/control/start-offer')).toEqual({ payload: null })
    const { id } = await createPerson(call, { first_name: 'Пётр', language_code: 'ru' })
    const second = await openWindow(browser!, sandbox.url, { personId: id })
    await second.page.locator('.welcome').waitFor()
    expect(await second.page.getByRole('button', { name: 'Стать владельцем бота' }).count()).toBe(0)
    expect([...first.faults, ...second.faults]).toEqual([])
    await first.close()
    await second.close()
  })

  test('offers demo data, says how many people they have, and offers them no more', async () => {
    sandbox.offerDemoData(async () => ({ people: 1_391, questions: 15_258, payments: 272 }))
    const call = callsTo(sandbox.url)
    const { id } = await createPerson(call, { first_name: 'Олег', language_code: 'ru' })
    const window = await openWindow(browser!, sandbox.url, { personId: id, locale: 'ru-RU' })
    await window.page.getByRole('button', { name: 'Заполнить кабинет примером' }).click()
    await window.page.getByText('Готово: 1391 человек за 90 дней.').waitFor()
    expect(window.faults).toEqual([])
    await window.close()
    expect(await call('GET', '/control/demo-data')).toEqual({ state: 'none' })
  })
})
