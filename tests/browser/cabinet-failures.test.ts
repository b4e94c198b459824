import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { World } from '#tests/world/world.ts'
import { desk, launchBrowser, phone } from './browser.ts'
import { createOwnedWorld, fill, openCabinet, ownerId, shoot } from './cabinet.ts'
import { tooWide, violations } from './measure.ts'

const browser = await launchBrowser()
afterAll(() => browser?.close())

describe.skipIf(!browser)('when the server does not answer, the cabinet', () => {
  let world: World
  beforeAll(async () => {
    world = await createOwnedWorld()
    await fill(world)
  })
  afterAll(() => world?.end())

  test('says since when what it shows is, and no more that everything is fine', async () => {
    const { page, goTo, close } = await openCabinet(browser!, world, ownerId, { language: 'en' })
    await page.clock.install()
    await page.route('**/cabinet/api/health*', async (route) => {
      const response = await route.fetch()
      await route.fulfill({ response, json: { ...(await response.json()), alerts: [] } })
    })
    await goTo('/health')
    await page.getByText('Everything is fine.').waitFor()
    await page.unroute('**/cabinet/api/health*')
    await page.route('**/cabinet/api/health*', (route) => route.abort())
    await page.clock.fastForward(16_000)
    const stale = page
      .getByRole('status')
      .filter({ hasText: /could not be refreshed. What you see is as of .*\d\d:\d\d/ })
    await stale.waitFor()
    await page.getByText(/^As of .* everything was fine. How it is now is not known/).waitFor()
    expect(await page.getByText('Everything is fine.').count()).toBe(0)
    expect(await violations(page)).toEqual([])
    await shoot(page, 'stale-health-desk')
    await page.setViewportSize(phone)
    expect(await tooWide(page)).toEqual([])
    await shoot(page, 'stale-health-phone')
    // Just tried: else it could succeed by itself before the button is pressed.
    const tried = page.waitForEvent('requestfailed')
    await page.clock.fastForward(16_000)
    await tried
    await page.unroute('**/cabinet/api/health*')
    await stale.getByRole('button', { name: 'Try again' }).click()
    await stale.waitFor({ state: 'detached' })
    await close()
  })

  test('does not say of old figures that they refresh by themselves', async () => {
    const { page, goTo, close } = await openCabinet(browser!, world, ownerId, { language: 'en' })
    await page.clock.install()
    await goTo('/')
    await page.getByText('Refreshes by itself').waitFor()
    await page.context().setOffline(true)
    await page.clock.fastForward(16_000)
    await page.getByRole('status').getByText('The server cannot be reached now').waitFor()
    expect(await page.getByText('Refreshes by itself').count()).toBe(0)
    await page.context().setOffline(false)
    await page.getByText('Refreshes by itself').waitFor()
    await close()
  })

  test('says that it was updated when its page is older than the server, and keeps what is written', async () => {
    const { page, faults, goTo, close } = await openCabinet(browser!, world, ownerId, { language: 'en' })
    const replied = page.waitForResponse('**/cabinet/api/broadcasts')
    await goTo('/broadcasts')
    expect((await replied).headers()['x-cabinet-page']).toMatch(/^[\w-]{16}$/)
    expect(await page.getByText('The cabinet was updated').count()).toBe(0)
    await goTo('/catalog')
    await page.getByRole('button', { name: 'Edit: Expert' }).click()
    await page.getByLabel('Price of an answer, credits').fill('12')
    await page.getByRole('button', { name: 'Done' }).click()
    await goTo('/broadcasts/new')
    await page.getByLabel('Name').first().fill('Of the old page')
    await page.getByRole('textbox', { name: 'Text', exact: true }).fill('Words')
    // As a newer server that knows another form.
    await page.route('**/cabinet/api/save_broadcast', (route) =>
      route.fulfill({
        status: 400,
        headers: { 'x-cabinet-page': 'another' },
        json: { error: { code: 'bad_request', message: 'x', details: { fields: { audience: 'is missing' } } } },
      }),
    )
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByRole('alert').getByText('The cabinet was updated, and this page is older').waitFor()
    await page.getByRole('status').getByText('The cabinet was updated').waitFor()
    expect(await page.getByRole('textbox', { name: 'Text', exact: true }).inputValue()).toBe('Words')
    expect(await violations(page)).toEqual([])
    await shoot(page, 'updated-desk')
    await page.setViewportSize(phone)
    await page.emulateMedia({ colorScheme: 'dark' })
    expect(await tooWide(page)).toEqual([])
    expect(await violations(page)).toEqual([])
    await shoot(page, 'updated-phone')
    await page.unroute('**/cabinet/api/save_broadcast')
    await page.evaluate('window.before = true')
    await page.getByRole('button', { name: 'Load anew' }).click()
    await expect.poll(() => page.evaluate('window.before === undefined').catch(() => false)).toBe(true)
    await page.getByRole('heading', { level: 1, name: 'New broadcast' }).waitFor()
    expect(await page.getByText('The cabinet was updated').count()).toBe(0)
    await goTo('/catalog')
    await page.getByRole('button', { name: 'Edit: Expert' }).click()
    expect(await page.getByLabel('Price of an answer, credits').inputValue()).toBe('12')
    expect(faults.filter((fault) => !fault.includes('400'))).toEqual([])
    await close()
  })

  test('says that a session was not ended, and that one is still signed in', async () => {
    const other = await openCabinet(browser!, world, ownerId)
    const { page, goTo, close } = await openCabinet(browser!, world, ownerId, { language: 'en' })
    await goTo('/sessions')
    await page.route(/cabinet.api.(end_session|leave)/, (route) => route.abort())
    const ends = page.getByRole('button', { name: 'End', exact: true })
    const before = await ends.count()
    await ends.first().click()
    await page.getByRole('alert').getByText('The session was not ended. The server cannot be reached now.').waitFor()
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByRole('alert').getByText('You are still signed in. The server cannot be reached now.').waitFor()
    expect(await violations(page)).toEqual([])
    await shoot(page, 'not-ended-desk')
    await page.setViewportSize(phone)
    expect(await tooWide(page)).toEqual([])
    await shoot(page, 'not-ended-phone')
    await page.unroute(/cabinet.api.(end_session|leave)/)
    await ends.first().click()
    await expect.poll(() => ends.count()).toBe(before - 1)
    await page.getByText('The session was not ended').waitFor({ state: 'detached' })
    await page.setViewportSize(desk)
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByText('Send /cabinet to the bot').waitFor()
    await close()
    await other.close()
  })
})
