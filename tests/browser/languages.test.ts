import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { languageCodes } from '#texts/codes.ts'
import { ownerTextsIn, textsIn } from '#texts/languages.ts'
import { createWorld, type World } from '#tests/world/world.ts'
import { launchBrowser, openWindow, phone } from './browser.ts'
import { tooWide } from './measure.ts'

const browser = await launchBrowser()
afterAll(() => browser?.close())

/** A folder for pictures of what is measured, for a person to look at. */
const pictures = process.env['PICTURES']

/**
 * The words of buttons that need more than their one line, which Telegram cuts off. The page of the sandbox wraps them, so
 * they are measured without.
 */
const cutOff = (page: Page): Promise<string[]> =>
  page.evaluate<string[]>(`(() => {
    const all = [...document.querySelectorAll('.key > span')]
    for (const words of all) {
      words.style.whiteSpace = 'nowrap'
      // As wide as a phone makes it, whatever the message above it says.
      words.closest('.keyboard').style.minWidth = '316px'
    }
    const found = all.flatMap((words) => {
      const [needs, room] = [words.getBoundingClientRect().width, words.parentElement.clientWidth - 4]
      return needs > room ? [words.textContent + ': ' + Math.ceil(needs) + ' in ' + room] : []
    })
    for (const words of all) {
      words.style.whiteSpace = ''
      words.closest('.keyboard').style.minWidth = ''
    }
    return found
  })()`)

describe.skipIf(!browser)('at 360 px the words of every button stand on it whole', () => {
  let world: World
  beforeAll(async () => {
    // Everybody is an owner: a fresh sandbox gives these ids.
    const owners = languageCodes.map((_, index) => 7_000_001 + index)
    world = await createWorld({ ADMIN_IDS: owners.join(',') })
  })
  afterAll(() => world?.end())

  test.each(languageCodes)('in %s', async (code) => {
    const t = textsIn(code)
    const person = await world.person({ first_name: 'Ann', language_code: code })
    await person.say('/start')
    await person.press(t.buttons.tryFree)
    await person.hears(t.trialStarted(10))
    const window = await openWindow(browser!, world.sandbox.url, { personId: person.id, viewport: phone })
    const { page } = window
    const screens: [name: string, said: string, button: string][] = [
      ['menu', '/start', t.buttons.settings],
      ['prices', '/buy', t.buttons.gift],
      ['settings', '/settings', t.buttons.forget],
      ['models', '/model', t.buttons.back],
      ['balance', '/balance', t.buttons.history],
      ['answer', '2 + 2', t.buttons.again],
      ['team', '/owner', ownerTextsIn(code).team.search],
    ]
    for (const [name, command, button] of screens) {
      await window.say(command)
      await page.locator('.row').last().locator('.key', { hasText: button }).waitFor()
      if (pictures) {
        mkdirSync(pictures, { recursive: true })
        await page.screenshot({ path: join(pictures, `${code}-${name}.png`), animations: 'disabled' })
      }
      expect.soft(await cutOff(page), name).toEqual([])
      expect.soft(await tooWide(page), name).toEqual([])
    }
    await window.say('/settings')
    await window.press('🌐')
    await page.locator('.key', { hasText: '✓' }).last().waitFor()
    expect.soft(await cutOff(page), 'languages').toEqual([])
    expect(window.faults).toEqual([])
    await window.close()
  })
})
