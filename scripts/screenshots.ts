/**
 * Takes the pictures of the README from the running product, so that they stay true: `npm run screenshots`.
 * Starts everything in a folder of its own, talks with the bot through the page, and writes docs/images/*.png.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import chromium from '@sparticuz/chromium'
import { type Browser, chromium as playwright, type Page } from 'playwright-core'
import { startEverything } from '#start/main.ts'
import { createLog } from '#runtime/log.ts'

const sizes = { phone: { width: 360, height: 740 }, desk: { width: 1100, height: 820 } }
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
  const product = await startEverything(
    { DATA_DIR: dataDir, PATH: process.env['PATH'] },
    createLog('pictures', { level: 'error' }),
  )
  const browser = await playwright.launch({ executablePath: await chromium.executablePath(), args: flags })
  try {
    for (const [name, viewport] of Object.entries(sizes))
      for (const colorScheme of ['light', 'dark'] as const) {
        const page = await openPage(browser, product.sandboxUrl!, {
          viewport,
          colorScheme,
          locale: name === 'phone' ? 'ru-RU' : 'en-GB',
        })
        await talk(page, name === 'phone' ? russian : english)
        await page.screenshot({ path: join(folder, `chat-${name}-${colorScheme}.png`) })
        await page.context().close()
      }
  } finally {
    await browser.close()
    await product.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

interface Talk {
  language: 'ru' | 'en'
  name: string
  trial: string
  says: [string, string][]
}

const russian: Talk = {
  language: 'ru',
  name: 'Аня',
  trial: 'Попробовать бесплатно',
  says: [
    ['Меня зовут Аня. Сколько будет 12 * 7?', '12 * 7 = 84'],
    ['как меня зовут?', 'Вас зовут Аня'],
    ['покажи код', 'fibonacci(100)'],
    ['/balance', 'Что у вас есть'],
  ],
}
const english: Talk = {
  language: 'en',
  name: 'Ann',
  trial: 'Try for free',
  says: [
    ['What can you do?', 'demo model'],
    ['what is 6 * 7?', '6 * 7 = 42'],
    ['show a table', 'Rounded figures'],
    ['/balance', 'What you have'],
  ],
}

async function openPage(
  browser: Browser,
  url: string,
  options: { viewport: { width: number; height: number }; colorScheme: 'light' | 'dark'; locale: string },
): Promise<Page> {
  const context = await browser.newContext({ ...options, deviceScaleFactor: 2 })
  const page = await context.newPage()
  page.on('pageerror', (error) => process.stderr.write(`The page failed: ${error.message}\n`))
  const person = (await (
    await fetch(`${url}/person/users`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(
        options.locale.startsWith('ru')
          ? { first_name: russian.name, language_code: 'ru' }
          : { first_name: english.name, language_code: 'en' },
      ),
    })
  ).json()) as { id: number }
  await page.goto(`${url}/?person=${person.id}`)
  return page
}

async function talk(page: Page, { trial, says }: Talk): Promise<void> {
  await page.locator('#start').click()
  await page.getByRole('button', { name: trial }).click()
  await page.getByRole('button', { name: /💬/ }).waitFor()
  for (const [text, answer] of says) {
    await page.locator('#text').fill(text)
    await page.keyboard.press('Enter')
    await page.locator('.row:not(.mine)', { hasText: answer }).last().waitFor()
    await page.locator('.keyboard button', { hasText: '■' }).waitFor({ state: 'detached' })
  }
}

if (import.meta.main) await main(process.argv[2])
