import { type Browser, type BrowserContextOptions, chromium, type Locator, type Page } from 'playwright-core'
import { inject } from 'vitest'

const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // A microphone that hears a beep, and no question whether it may be used.
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
  // A page that stands for another site may put the backend, which is on this machine, in a frame.
  '--disable-features=LocalNetworkAccessChecks',
]
const patienceMs = 60_000

export const phone = { width: 360, height: 740 }
export const desk = { width: 1440, height: 900 }

/** A real browser, or undefined where none can start: then its tests are skipped, and this says so. */
export async function launchBrowser(): Promise<Browser | undefined> {
  const unpacked = inject('browser')
  try {
    if ('missing' in unpacked) throw new Error(unpacked.missing)
    return await chromium.launch({ executablePath: unpacked.path, args: flags })
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error)
    process.stderr.write(`\nThe tests in a real browser are skipped, because none can start here: ${reason}\n`)
    return undefined
  }
}

/** The chat page in a person's window. */
export interface Window {
  page: Page
  /** What went wrong in the page: its own errors, and those of the console. */
  faults: string[]
  say(text: string): Promise<void>
  /** The newest message of the bot's, or thing that happened, with these words. */
  hears(text: string | RegExp): Promise<Locator>
  /** Presses the newest key under a message with these words. */
  press(label: string | RegExp): Promise<void>
  close(): Promise<void>
}

export async function openWindow(
  browser: Browser,
  url: string,
  options: BrowserContextOptions & { personId?: number } = {},
): Promise<Window> {
  const { personId, ...rest } = options
  const context = await browser.newContext({ viewport: desk, reducedMotion: 'reduce', ...rest })
  context.setDefaultTimeout(patienceMs)
  const page = await context.newPage()
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()))
  await page.goto(personId ? `${url}/?person=${personId}` : url)
  await page.locator('#profile b').waitFor({ state: 'attached' })
  return {
    page,
    faults,
    async say(text) {
      await page.locator('#text').fill(text)
      await page.keyboard.press('Enter')
    },
    async hears(text) {
      const found = page.locator('.row:is(.theirs, .service):not(.draft)', { hasText: text }).last()
      await found.waitFor()
      return found
    },
    press: (label) => page.locator('.key', { hasText: label }).last().click(),
    close: () => context.close(),
  }
}

/** Chooses files by an entry of the list of what can be attached. */
export async function chooseFiles(
  page: Page,
  entry: number,
  files: { name: string; mimeType: string; buffer: Buffer }[],
): Promise<void> {
  await page.locator('#attach').click()
  const choosing = page.waitForEvent('filechooser')
  await page.locator('#attachments button').nth(entry).click()
  await (await choosing).setFiles(files)
  await page
    .locator('#tray li')
    .nth(files.length - 1)
    .waitFor()
}
