import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { World } from '#tests/world/world.ts'
import { desk, launchBrowser, phone } from './browser.ts'
import { createOwnedWorld, fill, isLoaded, openCabinet, ownerId, personId, shoot, unfold } from './cabinet.ts'
import { tooWide, violations } from './measure.ts'

const browser = await launchBrowser()
afterAll(() => browser?.close())

const idOf = { manager: 7_700_011, support: 7_700_012 } as const

const everyPage = [
  { path: '/', ru: 'Сегодня', en: 'Today' },
  { path: '/money', ru: 'Деньги', en: 'Money' },
  { path: '/growth', ru: 'Рост', en: 'Growth' },
  { path: '/experiments', ru: 'Эксперименты', en: 'Experiments' },
  { path: '/promos', ru: 'Промокоды', en: 'Promo codes' },
  { path: '/people', ru: 'Люди', en: 'People' },
  { path: '/payments', ru: 'Платежи', en: 'Payments' },
  { path: '/catalog', ru: 'Каталог', en: 'Catalogue' },
  { path: '/support', ru: 'Поддержка', en: 'Support' },
  { path: '/broadcasts', ru: 'Рассылки', en: 'Broadcasts' },
  { path: '/health', ru: 'Состояние', en: 'Health' },
  { path: '/settings', ru: 'Настройки', en: 'Settings' },
  { path: '/audit', ru: 'Журнал', en: 'Audit' },
  { path: '/sessions', ru: 'Доступ', en: 'Access' },
] as const

const closedTo = {
  manager: ['/settings'],
  support: [
    '/money',
    '/growth',
    '/experiments',
    '/promos',
    '/catalog',
    '/broadcasts',
    '/broadcasts/new',
    '/health',
    '/settings',
    '/audit',
  ],
} as const
/** Beside those, the first page: it leads the support to their first one. */
const pagesOf = (role: keyof typeof closedTo) =>
  everyPage.filter(
    ({ path }) => !(closedTo[role] as readonly string[]).includes(path) && !(role === 'support' && path === '/'),
  )

describe.skipIf(!browser)('the cabinet of a role in a browser', () => {
  let world: World
  beforeAll(async () => {
    world = await createOwnedWorld()
    for (const [role, telegramId] of Object.entries(idOf)) {
      await world.api.register({ telegramId, firstName: role, languageCode: 'en' })
      await world.sql`insert into roles (telegram_id, role, granted_by) values (${telegramId}, ${role}, ${ownerId})`
    }
    await fill(world)
  })
  afterAll(() => world?.end())

  const open = (role: keyof typeof idOf, options: Parameters<typeof openCabinet>[3] = {}) =>
    openCabinet(browser!, world, idOf[role], options)

  test.for([
    ['manager', 'desk', 'light', 'ru'],
    ['manager', 'phone', 'dark', 'en'],
    ['support', 'desk', 'dark', 'en'],
    ['support', 'phone', 'light', 'ru'],
  ] as const)(
    'leads %s through all of its pages, and no others: %s, %s, %s',
    async ([role, size, colorScheme, language]) => {
      const { page, faults, close } = await open(role, { viewport: { phone, desk }[size], colorScheme, language })
      const pages = pagesOf(role)
      for (const place of pages) {
        if (size === 'phone') await page.getByRole('button', { name: { ru: 'Меню', en: 'Menu' }[language] }).click()
        const links = page.getByRole('navigation').getByRole('link')
        expect(await links.allTextContents()).toEqual(pages.map((each) => each[language]))
        await links.getByText(place[language], { exact: true }).click()
        await page.getByRole('heading', { level: 1, name: place[language] }).waitFor()
        await isLoaded(page)
        await unfold(page)
        expect([place.path, await violations(page)]).toEqual([place.path, []])
        expect([place.path, await tooWide(page)]).toEqual([place.path, []])
        await shoot(page, `${role}${place.path.replaceAll('/', '-')}-${size}-${colorScheme}-${language}`)
      }
      expect(faults).toEqual([])
      await close()
    },
  )

  test.for(['manager', 'support'] as const)('says of the other pages that they are closed to %s', async (role) => {
    const { page, faults, goTo, close } = await open(role, { language: 'en' })
    const closedPages = new Set<string>()
    for (const path of closedTo[role]) {
      await goTo(path)
      await page.getByRole('heading', { level: 1, name: 'This page is closed to your role' }).waitFor()
      closedPages.add(await page.getByRole('main').innerHTML())
    }
    // They are all the same, so one is enough to be judged.
    expect(closedPages.size).toBe(1)
    expect(await violations(page)).toEqual([])
    expect(faults).toEqual([])
    await close()
  })

  test('begins for support with their first page', async () => {
    const { page, faults, close } = await open('support', { language: 'en' })
    await page.getByRole('heading', { level: 1, name: 'People' }).waitFor()
    expect(new URL(page.url()).pathname).toBe('/cabinet/people')
    expect(faults).toEqual([])
    await close()
  })

  test.for([
    ['manager', ['Give or take credits', 'Write', 'Block'], 2],
    ['support', ['Write'], 0],
  ] as const)('offers %s what they may do with a person, and no more', async ([role, changes, refunds]) => {
    const { page, faults, goTo, close } = await open(role, { language: 'en' })
    await goTo(`/people/${personId}`)
    expect(await buttonsOf(page)).toEqual(changes)
    await page.getByRole('tab', { name: 'Questions' }).click()
    await page.getByText("people's words stay theirs").waitFor()
    expect(await page.getByRole('button', { name: 'Show the texts' }).count()).toBe(0)
    await page.getByRole('tab', { name: 'Payments' }).click()
    await page.getByRole('table', { name: 'Payments' }).waitFor()
    expect(await page.getByRole('button', { name: 'Refund' }).count()).toBe(refunds)
    await goTo('/payments')
    expect(await page.getByRole('button', { name: 'Refund' }).count()).toBe(refunds)
    expect(faults).toEqual([])
    await close()
  })

  test('lets a manager prepare what an owner publishes and sends', async () => {
    const { page, faults, goTo, close } = await open('manager', { language: 'en' })
    await goTo('/catalog')
    await page.getByRole('button', { name: 'Edit: Expert' }).click()
    await page.getByLabel('Price of an answer, credits').fill('11')
    await page.getByRole('button', { name: 'Done' }).click()
    await page.getByRole('button', { name: 'Save the draft' }).click()
    await page.getByText('An owner publishes it').waitFor()
    expect(await page.getByRole('button', { name: 'Publish' }).count()).toBe(0)
    await goTo('/broadcasts/new')
    await page.getByLabel('Name').first().fill('A new model')
    await page.getByRole('textbox', { name: 'Text' }).fill('Look at this')
    await page.getByLabel('Have never asked a question').check()
    await page.getByText('Recipients now: 0').waitFor()
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByRole('heading', { level: 1, name: 'A new model' }).waitFor()
    await page.getByRole('button', { name: 'Send to myself' }).waitFor()
    expect(await page.getByRole('button', { name: 'Send', exact: true }).count()).toBe(0)
    const [draft] = await world.sql<{ conditions: object }>`select conditions from broadcasts`
    expect(draft!.conditions).toMatchObject({ neverAsked: true })
    expect(faults).toEqual([])
    await close()
  })

  test('lets support write to a person by keyboard alone, past the menu', async () => {
    const { page, faults, goTo, close } = await open('support', { language: 'en' })
    await goTo(`/people/${personId}`)
    await page.keyboard.press('Tab')
    expect(await focused(page)).toBe('To the content')
    await page.keyboard.press('Enter')
    for (const name of ['Everybody', 'Write']) {
      await page.keyboard.press('Tab')
      expect(await focused(page)).toBe(name)
    }
    await page.keyboard.press('Enter')
    await page.getByLabel('Text of the message').waitFor()
    await page.getByLabel('Text of the message').focus()
    await page.keyboard.type('Hello')
    await page.keyboard.press('Tab')
    await page.keyboard.type('they had asked')
    await page.keyboard.press('Enter')
    await page.getByText('Done', { exact: true }).waitFor()
    const [said] = await world.sql<{ data: object }>`select data from outbox where kind = 'owner_wrote'`
    expect(said!.data).toEqual({ text: 'Hello' })
    expect(faults).toEqual([])
    await close()
  })
})

/** Beside the tabs and the lists: what may be done with a person. */
async function buttonsOf(page: Page): Promise<string[]> {
  return page.getByRole('group', { name: 'What can be done' }).getByRole('button').allTextContents()
}

async function focused(page: Page): Promise<string> {
  return page.evaluate('document.activeElement.textContent')
}
