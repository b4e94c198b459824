/**
 * Takes the pictures of the README from the running product, so that they stay true: `npm run screenshots`.
 * Starts everything in a folder of its own, talks with the bot through the page, opens the cabinet with the demo data, and
 * writes docs/images/*.png. It fails when anything is wider than its window.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import chromium from '@sparticuz/chromium'
import { type Browser, chromium as playwright, type Page } from 'playwright-core'
import { readConfig } from '#programs/backend/config.ts'
import { ownersLink } from '#programs/start/cabinet.ts'
import { type Product, startEverything } from '#programs/start/main.ts'
import { createLog, type Log } from '#platform/runtime/log.ts'
import { tooWide } from '#tests/browser/measure.ts'
import { callsTo } from '#tests/world/call.ts'
import { createPerson } from '#tests/world/person.ts'

const sizes = { phone: { width: 360, height: 740 }, desk: { width: 1440, height: 860 } }
const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export async function main(folder = 'docs/images'): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'pomogator-pictures-'))
  mkdirSync(folder, { recursive: true })
  const log = createLog('pictures', { level: 'error' })
  const product = await startEverything({ DATA_DIR: dataDir, PATH: process.env['PATH'], ADMIN_IDS: ownerId }, log)
  await fetch(`${product.sandboxUrl!}/control/demo-data`, { method: 'POST' })
  const browser = await playwright.launch({ executablePath: await chromium.executablePath(), args: flags })
  try {
    await meetOwner(browser, product.sandboxUrl!)
    for (const size of ['phone', 'desk'] as const)
      for (const colorScheme of ['light', 'dark'] as const) {
        const said = (size === 'phone') === (colorScheme === 'light') ? english : russian
        const page = await openPage(browser, product.sandboxUrl!, said, { viewport: sizes[size], colorScheme })
        const picture = async (what: string) => {
          const name = `${what}-${size}-${colorScheme}.png`
          const wide = await tooWide(page)
          if (wide.length > 0) throw new Error(`${name} shows what is wider than its window:\n${wide.join('\n')}`)
          await page.screenshot({ path: join(folder, name), animations: 'disabled' })
        }
        await talk(page, said)
        await picture('chat')
        await openPaySheet(page, said)
        await picture('pay')
        await page.keyboard.press('Escape')
        await openDesk(page)
        await picture('desk')
        await openCabinet(page, product, { path: { phone: '/', desk: '/growth' }[size], language: said.language, log })
        await picture('cabinet')
        await page.context().close()
      }
  } finally {
    await browser.close()
    await product.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

/** The first person of a new sandbox. */
const ownerId = '7000001'

async function meetOwner(browser: Browser, url: string): Promise<void> {
  const page = await openPage(
    browser,
    url,
    { ...english, name: 'Olga' },
    { viewport: sizes.desk, colorScheme: 'light' },
  )
  await page.locator('#start').click()
  await page.locator('.key', { hasText: english.trial }).waitFor()
  await page.context().close()
}

async function openCabinet(
  page: Page,
  { environment }: Product,
  { path, language, log }: { path: string; language: Said['language']; log: Log },
): Promise<void> {
  const cabinetUrl = environment['CABINET_URL']!
  const link = await ownersLink(readConfig(environment), cabinetUrl, log)
  await page.addInitScript(`localStorage.setItem('cabinet-language', '${language}')`)
  await page.goto(link!)
  await page.locator('h1').waitFor()
  await page.goto(cabinetUrl + path)
  await page.locator('main .figure').first().waitFor()
}

interface Said {
  language: 'ru' | 'en'
  name: string
  trial: string
  says: [string, string][]
  pack: string
}

const russian: Said = {
  language: 'ru',
  name: 'Аня',
  trial: 'Попробовать бесплатно',
  says: [
    ['Меня зовут Аня. Сколько будет 12 * 7?', '12 * 7 = 84'],
    ['как меня зовут?', 'Вас зовут Аня'],
    ['покажи код', 'Она напечатает'],
  ],
  pack: '200 кредитов',
}
const english: Said = {
  language: 'en',
  name: 'Ann',
  trial: 'Try for free',
  says: [
    ['what is 6 * 7?', '6 * 7 = 42'],
    ['show a table', 'Rounded figures'],
    ['show code', 'It prints'],
  ],
  pack: '200 credits',
}

async function openPage(
  browser: Browser,
  url: string,
  { name, language }: Said,
  options: { viewport: { width: number; height: number }; colorScheme: 'light' | 'dark' },
): Promise<Page> {
  const context = await browser.newContext({ ...options, deviceScaleFactor: options.viewport === sizes.phone ? 2 : 1 })
  const page = await context.newPage()
  page.on('pageerror', (error) => process.stderr.write(`The page failed: ${error.message}\n`))
  const { id } = await createPerson(callsTo(url), { first_name: name, language_code: language })
  await page.goto(`${url}/?person=${id}`)
  return page
}

async function talk(page: Page, { trial, says }: Said): Promise<void> {
  await page.locator('#start').click()
  await page.locator('.key', { hasText: trial }).click()
  await page.locator('.key', { hasText: '💬' }).waitFor()
  for (const [text, answer] of says) {
    await page.locator('#text').fill(text)
    await page.keyboard.press('Enter')
    await page.locator('.row.theirs:not(.draft)', { hasText: answer }).last().waitFor()
    await page.locator('.key.danger, .row.draft').waitFor({ state: 'detached' })
  }
}

async function openPaySheet(page: Page, { pack }: Said): Promise<void> {
  await page.locator('#text').fill('/buy')
  await page.keyboard.press('Enter')
  await page.locator('.key', { hasText: pack }).click()
  await page.locator('.key[data-kind="pay"]').click()
  await page.locator('.pay .goods').waitFor()
}

/** Where the desk is folded away, it is opened; then one call is unfolded to its JSON. */
async function openDesk(page: Page): Promise<void> {
  const isOpen = await page.locator('#desk').isVisible()
  if (!isOpen) await page.locator('#desk-toggle').click()
  await page.locator('#log .line', { hasText: 'sendInvoice' }).last().click()
  await page.locator('#log .details').waitFor()
}

if (import.meta.main) await main(process.argv[2])
