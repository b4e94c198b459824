import { mkdirSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createGroup } from '#tests/world/group.ts'
import { runTask } from '#tests/world/run-task.ts'
import { createWorld, type World } from '#tests/world/world.ts'
import { desk, launchBrowser, openWindow, phone } from './browser.ts'
import { tooWide } from './measure.ts'

const browser = await launchBrowser()
afterAll(() => browser?.close())

/** Where pictures of the chats are put, for people to look at; absent: nowhere. */
const pictures = process.env['CHAT_PICTURES']

const words = {
  ru: {
    start: 'Начать',
    welcome: 'Я Помогатор',
    translator: 'Переводчик',
    begin: 'Начать разговор',
    begun: 'Разговор начат',
    heading: '🎭 Переводчик',
    lookUp: 'найди зелёный чай',
    sources: 'Источники',
    draw: '/image рыжий кот на крыше',
    sketch: 'Набросок',
    again: 'Ещё одну',
    remember: 'Запомни, что меня зовут Аня',
    remembered: 'Запомнил',
    schedule: 'каждый день в 9:00 скажи, сколько 2 + 3',
    zone: 'Москва',
    price: 'Каждый день в 09:00',
    switchOn: 'Включить',
    next: 'Следующий ответ',
  },
  en: {
    start: 'Start',
    welcome: 'I am Pomogator',
    translator: 'Translator',
    begin: 'Start talking',
    begun: 'The conversation has begun',
    heading: '🎭 Translator',
    lookUp: 'look up northern lights',
    sources: 'Sources',
    draw: '/image a red cat on a roof',
    sketch: 'Sketch',
    again: 'One more',
    remember: 'Remember that my name is Ann',
    remembered: 'I will remember',
    schedule: 'every day at 9:00 tell me how much 2 + 3 is',
    zone: 'United Kingdom',
    price: 'Every day at 09:00',
    switchOn: 'Switch on',
    next: 'Next answer',
  },
}

describe.skipIf(!browser)('what the bot does beside answering, in a browser', () => {
  let world: World
  beforeAll(async () => {
    world = await createWorld({ withoutBot: true, TRIAL_MESSAGES: '2' })
    await world.stopBackend()
    Object.assign(world.environment, { SEARCH_SERVICE: 'searxng', SEARCH_URL: `${world.sandbox.url}/web` })
    await world.startBackend()
    await world.startBot()
  })
  afterAll(() => world?.end())

  test.for([
    ['ru', 'phone', 'light'],
    ['en', 'desk', 'dark'],
  ] as const)('%s, %s, %s', async ([language, size, colorScheme]) => {
    const said = words[language]
    const person = await world.person({ first_name: language === 'ru' ? 'Аня' : 'Ann', language_code: language })
    const viewport = { phone, desk }[size]
    const window = await openWindow(browser!, world.sandbox.url, { personId: person.id, viewport, colorScheme })
    const { page } = window
    const shoot = async (name: string) => {
      expect(await tooWide(page), 'nothing is wider than its window').toEqual([])
      if (!pictures) return
      mkdirSync(pictures, { recursive: true })
      await page.screenshot({ path: `${pictures}/${name}-${language}-${size}-${colorScheme}.png` })
    }
    await page.getByRole('button', { name: said.start, exact: true }).click()
    await window.hears(said.welcome)
    const { id: telegramId } = person
    await world.api.updateCredits({ telegramId, delta: 50, reason: 'test', idempotencyKey: `${telegramId}` })

    await window.say('/assistants')
    await window.press(said.translator)
    await page.locator('.key', { hasText: said.begin }).waitFor()
    await shoot('assistant')
    await window.press(said.begin)
    await window.hears(said.begun)
    await window.say('7 + 8')
    await window.hears(said.heading)
    await window.say('/new')

    await window.say(said.lookUp)
    const answer = await window.hears(said.sources)
    expect(await answer.getByRole('link').count()).toBeGreaterThan(0)
    await shoot('search')

    await window.say(said.draw)
    await window.press(said.sketch)
    await page.locator('.key', { hasText: said.again }).last().waitFor()
    await shoot('image')

    await window.say(said.remember)
    await window.hears(said.remembered)
    await shoot('memory')

    await window.say(said.schedule)
    await window.press(said.zone)
    await window.hears(said.price)
    await shoot('schedule')
    await window.press(said.switchOn)
    await window.hears(said.next)
    await world.sql`update schedules set due_at = now() where user_id = ${telegramId}`
    await runTask(world, 'fire-schedules')
    await window.hears('2 + 3 = 5')
    await shoot('scheduled')

    expect(window.faults).toEqual([])
    await window.close()
  })

  test('a chat without the bot, on a phone and on a desk', async () => {
    const [ann, bob] = await Promise.all(
      ['Аня', 'Борис'].map((first_name) => world.person({ first_name, language_code: 'ru' })),
    )
    await ann!.say('/start')
    await ann!.hears('Я Помогатор')
    await world.api.updateCredits({ telegramId: ann!.id, delta: 5, reason: 'test', idempotencyKey: `${ann!.id}` })
    await createGroup(world.sandbox.call, [ann!, bob!], { title: 'Друзья', without_bot: true })
    for (const [name, viewport] of Object.entries({ desk, phone })) {
      const window = await openWindow(browser!, world.sandbox.url, { personId: ann!.id, viewport })
      if (name === 'phone') await window.page.locator('#side-toggle').click()
      await window.page.getByText('Друзья').first().click()
      await window.page.locator('#bot-name', { hasText: 'Друзья' }).waitFor()
      await window.say('@pomogator_sandbox_bot сколько 6 * 7?')
      await window.hears('6 * 7 = 42')
      expect(await window.page.locator('#status').textContent()).toBe('2 человека, без бота')
      if (pictures) await window.page.screenshot({ path: `${pictures}/guest-${name}.png` })
      expect(await tooWide(window.page)).toEqual([])
      expect(window.faults).toEqual([])
      await window.close()
    }
  })
})
