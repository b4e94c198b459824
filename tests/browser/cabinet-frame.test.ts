import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openedMiniApp, signedByTelegram } from '#tests/world/cabinet.ts'
import type { World } from '#tests/world/world.ts'
import { launchBrowser } from './browser.ts'
import { createOwnedWorld, faultsOf, fill, isLoaded, ownerId, patienceMs, personId, shoot } from './cabinet.ts'
import { tooWide, violations } from './measure.ts'

const browser = await launchBrowser()
afterAll(() => browser?.close())

/** Of the window that Telegram's web client gives a Mini App. */
const frame = { width: 480, height: 700 }

describe.skipIf(!browser)("the cabinet as a Mini App of Telegram's web client", () => {
  let world: World
  beforeAll(async () => {
    world = await createOwnedWorld()
    await fill(world)
  })
  afterAll(() => world?.end())

  /** A page of another site with the cabinet in a frame, as Telegram opens it. */
  async function openIn(site: string) {
    const context = await browser!.newContext({ viewport: { width: 520, height: 760 }, reducedMotion: 'reduce' })
    context.setDefaultTimeout(patienceMs)
    const initData = signedByTelegram(openedMiniApp(ownerId), world.environment['BOT_TOKEN']!)
    const launch = new URLSearchParams({ tgWebAppData: initData, tgWebAppVersion: '9.2', tgWebAppPlatform: 'weba' })
    const host = hostPage(`${world.backend().url}/cabinet/#${launch.toString()}`)
    await context.route(`${site}/**`, (route) => route.fulfill({ contentType: 'text/html', body: host }))
    const page = await context.newPage()
    const faults = faultsOf(page)
    const asked = headersOf(page)
    await page.goto(`${site}/a/`)
    return { page, faults, asked, context }
  }

  test('works without a cookie, and tells Telegram that it is there', async () => {
    const { page, faults, asked, context } = await openIn('https://web.telegram.org')
    const inside = page.frameLocator('iframe')
    await inside.getByRole('heading', { level: 1, name: 'Сегодня' }).waitFor()
    const cabinet = page.frames()[1]!
    await isLoaded(cabinet)
    expect(await violations(cabinet)).toEqual([])
    await shoot(page, 'frame-light-ru')
    await inside.getByRole('button', { name: 'Меню' }).click()
    await inside.getByRole('link', { name: 'Люди' }).click()
    await inside.getByRole('link', { name: 'Мария' }).click()
    await inside.getByRole('button', { name: 'Начислить или снять' }).click()
    await inside.getByLabel('Сколько кредитов').fill('3')
    await inside.getByLabel('Причина').fill('за терпение в Telegram')
    await inside.getByRole('dialog').getByRole('button', { name: 'Начислить или снять' }).click()
    await inside.getByText('за терпение в Telegram').waitFor()
    const [granted] = await world.sql<{ delta: number }>`
      select delta from credit_entries where user_id = ${personId} and reason = 'за терпение в Telegram'`
    expect(granted).toEqual({ delta: 3 })

    expect(await context.cookies()).toEqual([])
    const api = asked.filter(({ path }) => path.startsWith('/cabinet/api/') && !/\/(me|enter_by_telegram)$/.test(path))
    expect(api.length).toBeGreaterThan(3)
    expect(api.filter(({ authorization }) => !authorization.startsWith('Bearer '))).toEqual([])
    expect(asked.filter(({ cookie }) => cookie !== undefined)).toEqual([])
    const own = [new URL(world.backend().url).host, 'web.telegram.org']
    expect(asked.filter(({ host }) => !own.includes(host))).toEqual([])
    const said = await page.evaluate<string[]>('window.said')
    expect(said.map((each) => (JSON.parse(each) as { eventType: string }).eventType)).toEqual([
      'web_app_ready',
      'web_app_expand',
    ])
    // The question whether there is a session already is answered with a refusal.
    expect(faults.filter((fault) => !fault.includes('401'))).toEqual([])
    await context.close()
  })

  test('is as narrow as the window that Telegram gives it', async () => {
    const { page, context } = await openIn('https://web.telegram.org')
    await page.frameLocator('iframe').locator('h1').waitFor()
    const cabinet = page.frames()[1]!
    await isLoaded(cabinet)
    expect(await cabinet.evaluate('innerWidth')).toBe(frame.width)
    expect(await tooWide(cabinet)).toEqual([])
    await context.close()
  })

  test('stays out of a frame of any other site', async () => {
    const { page, faults, asked, context } = await openIn('https://example.org')
    await expect.poll(() => faults.join('\n')).toContain('frame-ancestors')
    expect(await page.frameLocator('iframe').locator('h1').count()).toBe(0)
    expect(asked.filter(({ path }) => path.startsWith('/cabinet/api/'))).toEqual([])
    await context.close()
  })
})

function hostPage(address: string): string {
  return `<!doctype html><html lang="ru"><title>Telegram</title><body><script>
    window.said = []
    addEventListener('message', ({ data }) => said.push(data))
    </script><iframe title="Mini App" width="${frame.width}" height="${frame.height}" style="border: 0"
      src="${address.replaceAll('&', '&amp;')}"></iframe></body></html>`
}

interface Asked {
  host: string
  path: string
  authorization: string
  cookie: string | undefined
}

/** What the browser asks for from now on, with the headers that tell who asks. */
function headersOf(page: Page): Asked[] {
  const asked: Asked[] = []
  page.on('request', async (request) => {
    const { host, pathname: path } = new URL(request.url())
    const headers = await request.allHeaders().catch(() => request.headers())
    asked.push({ host, path, authorization: headers['authorization'] ?? '', cookie: headers['cookie'] })
  })
  return asked
}
