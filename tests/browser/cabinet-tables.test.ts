import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { World } from '#tests/world/world.ts'
import { desk, launchBrowser } from './browser.ts'
import { createOwnedWorld, fill, openCabinet, ownerId, shoot } from './cabinet.ts'

const browser = await launchBrowser()
afterAll(() => browser?.close())

const pages = [
  'growth',
  'audit',
  'money',
  'payments',
  'people',
  'promos',
  'experiments',
  'health',
  'catalog',
  'settings',
]

describe.skipIf(!browser)('a table of the cabinet on a desk', () => {
  let world: World
  beforeAll(async () => {
    world = await createOwnedWorld()
    await fill(world)
    await world.sql`
      insert into campaigns (name, cost_micro_dollars, archived_at)
      values ('telegram-channels-2026', 1200500000, null), ('vk-autumn', 250000000, now())`
    const facts = { credits: 20, firstPurchase: true, title: 'Больше пробных вопросов', peoplePerArm: 400 }
    for (const action of ['experiment_started', 'experiment_ended', 'catalog_published'])
      await world.sql`
        insert into audit_log (actor_id, role, action, reason, before, after, idempotency_key, request, reply)
        values (${ownerId}, 'owner', ${action}, ${`ради ${'о'.repeat(200)}`}, ${facts}, ${facts}, ${action}, '', '{}')`
  })
  afterAll(() => world?.end())

  test.for(['ru', 'en'] as const)('has its last column in sight, and its words whole: %s', async (language) => {
    const { page, goTo, close } = await openCabinet(browser!, world, ownerId, { language, viewport: desk })
    for (const path of pages) {
      await goTo(`/${path}`)
      expect([path, await page.evaluate(cut)]).toEqual([path, []])
      expect([path, await page.evaluate(broken)]).toEqual([path, []])
      await shoot(page, `table-${path}-${language}`)
    }
    await close()
  })
})

// Written for the page, whose globals the types of Node do not know.
const cut = `[...document.querySelectorAll('.table')]
  .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
  .map((table) => table.firstElementChild.getAttribute('aria-label'))`

/** Words of letters alone, as people write them, that stand in two lines. */
const broken = `[...document.querySelectorAll('.rows td, .rows th')].flatMap((cell) => {
  const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT)
  const found = []
  while (texts.nextNode()) {
    const node = texts.currentNode
    for (const { 0: word, index } of node.data.matchAll(/\\p{L}+/gu)) {
      const range = document.createRange()
      range.setStart(node, index)
      range.setEnd(node, index + word.length)
      const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)))
      if (word.length < 24 && lines.size > 1) found.push(word)
    }
  }
  return found
})`
