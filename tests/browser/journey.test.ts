import { Api } from 'grammy'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createLog } from '#platform/runtime/log.ts'
import { usualSettings } from '#tests/world/usual-settings.ts'
import { tasks } from '#modules/tasks.ts'
import { createWorld, type World } from '#tests/world/world.ts'
import { desk, launchBrowser, openWindow, phone, type Window } from './browser.ts'
import { tooWide } from './measure.ts'
import { catalogOf } from '#modules/catalog/environment.ts'

const browser = await launchBrowser()
afterAll(() => browser?.close())

const words = {
  ru: {
    start: 'Начать',
    welcome: 'Я Помогатор',
    trial: 'Попробовать бесплатно',
    last: 'Это было последнее пробное сообщение',
    offer: 'Пробные сообщения закончились',
    pack: '50 кредитов · 100 ⭐',
    pay: /Заплатить/,
    paid: 'Оплата получена: плюс 50 кредитов',
    month: 'Месяц · 400 ⭐',
    open: /Оформить за 400/,
    subscribe: /Оформить за/,
    subscribed: 'Подписка действует до',
    money: 'Деньги',
    later: 'Через 30 дней',
    renewedLine: 'Подписка продлена 400',
    renewed: 'Подписка продлена до',
    refundedLine: 'Возвращено 100',
    refunded: 'Вам вернули 100',
  },
  en: {
    start: 'Start',
    welcome: 'I am Pomogator',
    trial: 'Try for free',
    last: 'That was the last message of your free trial',
    offer: 'Your free messages are used up',
    pack: '50 credits · 100 ⭐',
    pay: /Pay/,
    paid: 'Payment received: 50 credits more',
    month: 'One month · 400 ⭐',
    open: /Subscribe for 400/,
    subscribe: /Subscribe for/,
    subscribed: 'Your subscription lasts until',
    money: 'Money',
    later: '30 days later',
    renewedLine: 'Subscription renewed 400',
    renewed: 'Subscription renewed',
    refundedLine: 'Refunded 100',
    refunded: '100 ⭐ returned to you',
  },
}

describe.skipIf(!browser)('from the first word to a refund, in a browser', () => {
  let world: World
  let owner: Window
  beforeAll(async () => {
    // The first person of a fresh sandbox has this id.
    world = await createWorld({ TRIAL_MESSAGES: '2', ADMIN_IDS: '7000001' })
    const { id } = await world.person({ first_name: 'Олег' })
    owner = await openWindow(browser!, world.sandbox.url, { personId: id })
    await owner.page.getByRole('button', { name: words.ru.start, exact: true }).click()
    await owner.hears(words.ru.welcome)
  })
  afterAll(() => world?.end())

  test.for([
    ['ru', 'phone', 'light'],
    ['en', 'desk', 'dark'],
    ['ru', 'desk', 'dark'],
    ['en', 'phone', 'light'],
  ] as const)('%s, %s, %s', async ([language, size, colorScheme]) => {
    const said = words[language]
    const person = await world.person({ first_name: language === 'ru' ? 'Аня' : 'Ann', language_code: language })
    const viewport = { phone, desk }[size]
    const window = await openWindow(browser!, world.sandbox.url, { personId: person.id, viewport, colorScheme })
    const { page } = window
    const inDialog = (name: string | RegExp) => page.getByRole('dialog').getByRole('button', { name })

    await page.getByRole('button', { name: said.start, exact: true }).click()
    await window.hears(said.welcome)
    await window.press(said.trial)
    await page.locator('.key', { hasText: '💬' }).waitFor()
    await window.say('12 * 7')
    await window.hears('12 * 7 = 84')
    await window.say('2 + 2')
    await window.hears(said.last)
    await window.say('3 + 3')
    await window.hears(said.offer)

    await window.press(said.pack)
    await page.locator('.key[data-kind="pay"]').last().click()
    await inDialog(said.pay).click()
    await inDialog(/Готово|Done/).click()
    await window.hears(said.paid)
    await window.say('5 + 5')
    await window.hears('5 + 5 = 10')

    await page.locator('#text').fill('/bu')
    await page.keyboard.press('Enter')
    await window.press(said.month)
    await window.press(said.open)
    await inDialog(said.subscribe).click()
    await inDialog(/Готово|Done/).click()
    await window.hears(said.subscribed)

    if (size === 'phone') await page.locator('#desk-toggle').click()
    await page.getByRole('tab', { name: said.money }).click()
    await page.getByRole('button', { name: said.later }).click()
    if (size === 'phone') await page.locator('#desk-close').click()
    await window.hears(said.renewedLine)
    await window.hears(said.renewed)

    await page.locator('.row.service button').first().click()
    const charge = await page.locator('.charge').textContent()
    await page.keyboard.press('Escape')
    await owner.say(`/refund ${charge} не понравилось`)
    await owner.page.locator(`.row.mine:has-text("${charge}") ~ .row.theirs:has-text("Возвращаю 100 ⭐")`).waitFor()
    await sendRefunds()
    await window.hears(said.refundedLine)
    await window.hears(said.refunded)

    expect(await tooWide(page), 'nothing is wider than its window').toEqual([])
    expect(window.faults).toEqual([])
    expect(owner.faults).toEqual([])
    await window.close()
  })

  /** Does the worker's task now, instead of waiting for its minute. */
  async function sendRefunds() {
    const telegram = new Api(world.environment['BOT_TOKEN']!, { apiRoot: world.environment['TELEGRAM_API_ROOT']! })
    const config = {
      databaseUrl: world.databaseUrl,
      keepEventsMonths: 12,
      keepTextsDays: null,
      telegram: null,
      paymentSecrets: [],
      catalog: catalogOf({}),
      health: undefined,
    }
    const log = createLog('task', { level: 'silent' })
    await tasks['send-refunds']!.run({ sql: world.sql, config, settings: usualSettings, telegram, log })
  }
})
