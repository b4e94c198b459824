import { gzipSync } from 'node:zlib'
import { readFileSync } from 'node:fs'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readCatalog } from '#modules/catalog/catalog.ts'
import { because, linkFor, signIn } from '#tests/world/cabinet.ts'
import type { World } from '#tests/world/world.ts'
import { desk, launchBrowser, phone } from './browser.ts'
import { createOwnedWorld, fill, openCabinet, ownerId, patienceMs, personId, shoot, unfold } from './cabinet.ts'
import { tooWide, violations } from './measure.ts'

const browser = await launchBrowser()
afterAll(() => browser?.close())

const analystId = 7_700_003
const colleagueId = 7_700_004
const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

const pages = [
  { path: '/', ru: 'Сегодня', en: 'Today' },
  { path: '/money', ru: 'Деньги', en: 'Money' },
  { path: '/growth', ru: 'Рост', en: 'Growth' },
  { path: '/experiments', ru: 'Эксперименты', en: 'Experiments' },
  { path: '/promos', ru: 'Промокоды', en: 'Promo codes' },
  { path: '/people', ru: 'Люди', en: 'People' },
  { path: `/people/${personId}`, ru: 'Мария', en: 'Мария' },
  { path: '/payments', ru: 'Платежи', en: 'Payments' },
  { path: '/catalog', ru: 'Каталог', en: 'Catalogue' },
  { path: '/support', ru: 'Поддержка', en: 'Support' },
  { path: '/broadcasts', ru: 'Рассылки', en: 'Broadcasts' },
  { path: '/broadcasts/new', ru: 'Новая рассылка', en: 'New broadcast' },
  { path: '/health', ru: 'Состояние', en: 'Health' },
  { path: '/settings', ru: 'Настройки', en: 'Settings' },
  { path: '/audit', ru: 'Журнал', en: 'Audit' },
  { path: '/sessions', ru: 'Доступ', en: 'Access' },
] as const

describe.skipIf(!browser)('the cabinet in a browser', () => {
  let world: World
  beforeAll(async () => {
    world = await createOwnedWorld()
    await world.api.register({ telegramId: analystId, firstName: 'Andrew', languageCode: 'en' })
    await world.sql`insert into roles (telegram_id, role, granted_by) values (${analystId}, 'analyst', ${ownerId})`
  })
  afterAll(() => world?.end())

  const open = (telegramId: number, options: Parameters<typeof openCabinet>[3] = {}) =>
    openCabinet(browser!, world, telegramId, options)

  test('weighs at most 250 kB of compressed JavaScript at the first look', async () => {
    const context = await browser!.newContext({ viewport: desk })
    context.setDefaultTimeout(patienceMs)
    const page = await context.newPage()
    const scripts = new Map<string, Promise<number>>()
    page.on('response', (response) => {
      if (response.request().resourceType() === 'script')
        scripts.set(
          response.url(),
          response.body().then((body) => gzipSync(body).length),
        )
    })
    await page.goto(`${world.backend().url}/cabinet/#in=${await linkFor(world, ownerId)}`)
    await page.locator('.figure').first().waitFor()
    const sizes = await Promise.all(scripts.values())
    const sum = sizes.reduce((all, size) => all + size, 0)
    expect(sizes.length).toBeGreaterThan(1)
    expect(sum).toBeLessThanOrEqual(250_000)
    expect(page.url(), 'the secret is taken out of the address').not.toContain('#in=')
    await context.close()
  })

  test('teaches what an empty page will show', async () => {
    const { page, faults, walkTo, close } = await open(ownerId, { language: 'en' })
    for (const [path, words] of [
      ['/', 'Bars appear here'],
      ['/growth', 'Nothing suspicious in 90 days'],
      ['/experiments', 'There are no experiments yet'],
      ['/money', 'What a person brings in a month will be seen here'],
      ['/money', 'Whether a person pays back, and in how many weeks, will be seen here'],
      ['/payments', 'There are no payments yet'],
      ['/catalog', 'nothing was published in the cabinet yet'],
      ['/support', 'All questions are answered'],
      ['/broadcasts', 'There were no broadcasts yet'],
      ['/health', 'Every message was handled'],
      ['/settings', 'Nothing was changed yet'],
      ['/audit', 'Every change made in the cabinet'],
    ] as const) {
      await walkTo(path, pages.find((each) => each.path === path)!.en)
      await page.getByText(words).first().waitFor()
    }
    expect(faults).toEqual([])
    await close()
  })

  describe('of a bot at work', () => {
    beforeAll(() => fill(world))

    test.for([
      ['phone', 'light', 'ru'],
      ['phone', 'dark', 'en'],
      ['desk', 'light', 'en'],
      ['desk', 'dark', 'ru'],
    ] as const)('shuts nobody out: %s, %s, %s', async ([size, colorScheme, language]) => {
      const { page, faults, walkTo, close } = await open(ownerId, {
        viewport: { phone, desk }[size],
        colorScheme,
        language,
      })
      for (const { path, ...titles } of pages) {
        await walkTo(path, titles[language])
        await unfold(page)
        expect([path, await violations(page)]).toEqual([path, []])
        expect([path, await tooWide(page)]).toEqual([path, []])
        await shoot(page, `${path.slice(1).replaceAll('/', '-') || 'today'}-${size}-${colorScheme}-${language}`)
      }
      expect(faults).toEqual([])
      await close()
    })

    async function openGrant(page: Page, goTo: (path: string) => Promise<unknown>): Promise<void> {
      await goTo('/people')
      await page.getByLabel('Id, @name, name or charge id').fill('мар')
      await page.keyboard.press('Enter')
      await page.getByRole('link', { name: 'Мария' }).click()
      await page.getByRole('button', { name: 'Give or take credits' }).click()
    }

    test('finds a person and grants them credits, and asks twice when they are many', async () => {
      const { page, faults, goTo, close } = await open(ownerId, { language: 'en' })
      await openGrant(page, goTo)
      await page.getByLabel('How many credits').fill('5000')
      await page.getByLabel('Reason').fill('a long outage')
      expect(await violations(page)).toEqual([])
      await page.getByRole('dialog').getByRole('button', { name: 'Give or take credits' }).click()
      await page.getByText('This is not simply undone').waitFor()
      expect(await violations(page)).toEqual([])
      await page.getByRole('button', { name: 'Yes, do it' }).click()
      await page.getByText('a long outage').waitFor()
      await page.getByRole('cell', { name: '+5,000' }).waitFor()
      await goTo('/audit')
      await page.getByRole('row', { name: /a long outage credits: [\d,]+ credits: 5,0\d\d/ }).waitFor()
      // What a refusal says to the browser stands in its console too: the one of the first question.
      expect(faults.filter((fault) => !fault.includes('409'))).toEqual([])
      await close()
    })

    test('keeps a number as it is typed, says what is wrong with it, and sends nothing until it is right', async () => {
      const { page, faults, goTo, close } = await open(ownerId, { language: 'en' })
      const fault = page.getByText(/^A whole number from /)
      /** What is typed key by key, as people do, stays; `enter` sends a form whose other fields are right. */
      async function refuses(field: Locator, wrong: string[], enter = true): Promise<void> {
        for (const typed of wrong) {
          await field.fill('')
          await field.pressSequentially(typed)
          if (enter) await page.keyboard.press('Enter')
          await fault.waitFor()
          expect(await field.inputValue()).toBe(typed)
        }
        expect(await violations(page)).toEqual([])
      }
      await openGrant(page, goTo)
      await page.getByLabel('Reason').fill('typed in a hurry')
      await refuses(page.getByLabel('How many credits'), ['1,5', '1.5', '1e3', '99999999'])
      await page.getByLabel('How many credits').fill('1 000')
      await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()
      await goTo('/promos')
      await page.getByRole('button', { name: 'New promo code' }).click()
      await page.getByRole('textbox', { name: /^Code/ }).fill('HURRIED')
      await page.getByLabel('Reason').fill('typed in a hurry')
      await page.getByLabel('How much').fill('5')
      await refuses(page.getByLabel('For how many people'), ['0', '-1'])
      await page.getByLabel('For how many people').fill('')
      await refuses(page.getByLabel('How much'), ['1.5', '99999999'])
      expect(await world.sql`select 1 from promos where name = 'HURRIED'`).toEqual([])
      await page.getByLabel('How much').fill('5')
      await page.keyboard.press('Enter')
      await page.getByRole('row', { name: /HURRIED.*5/ }).waitFor()
      await goTo('/catalog')
      await page.getByRole('button', { name: 'Edit: Expert' }).click()
      await refuses(page.getByLabel('Price of an answer, credits'), ['0,25', '-1'], false)
      expect(
        await world.sql`select 1 from audit_log where reason = 'typed in a hurry' and action <> 'promo_made'`,
      ).toEqual([])
      expect(faults).toEqual([])
      await close()
    })

    test('makes a link for advertising, shows it with its QR code, and deletes it', async () => {
      await world.api.noteBotName({ username: 'pomogator_bot' })
      const { page, faults, goTo, close } = await open(ownerId, { language: 'en' })
      await goTo('/growth')
      await page.getByRole('button', { name: 'New link' }).click()
      await page.getByLabel('Name').fill('vk-spring')
      await page.getByLabel('Price of the ad').fill('120.50')
      await page.getByLabel('Reason').fill('an ad in spring')
      expect(await violations(page)).toEqual([])
      await page.getByRole('dialog').getByRole('button', { name: 'New link' }).click()
      await page.getByText('https://t.me/pomogator_bot?start=c_vk-spring').waitFor()
      await page.getByAltText('QR code of the link').waitFor()
      expect(await violations(page)).toEqual([])
      await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click()
      await page.getByRole('row', { name: /vk-spring.*\$120\.50.*−\$120\.50/ }).waitFor()
      await page.getByRole('button', { name: 'Open vk-spring' }).click()
      await page.getByRole('button', { name: 'Delete' }).click()
      await page.getByLabel('Reason').fill('a mistake')
      await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
      await page.getByText('There are no links yet').waitFor()
      expect(faults).toEqual([])
      await close()
    })

    test('pauses the free messages of a link by which a farm comes, and allows them again', async () => {
      const { page, faults, goTo, close } = await open(ownerId, { language: 'en' })
      await goTo('/growth')
      await page.getByRole('row', { name: /campaign giveaway.*1,240.*912 of 960.*1,175 of 1,180/ }).waitFor()
      await page.getByRole('button', { name: 'Pause: giveaway' }).click()
      await page.getByText('get no free answers until you allow them again').waitFor()
      await page.getByLabel('Reason').fill('the same first question')
      expect(await violations(page)).toEqual([])
      await page.getByRole('dialog').getByRole('button', { name: 'Pause', exact: true }).click()
      await page.getByRole('row', { name: /campaign giveaway.*paused/ }).waitFor()
      expect(await world.sql`select link from paused_links order by link`).toEqual([
        { link: 'campaign:giveaway' },
        { link: 'referral:Qm3vR8sTzW0' },
      ])
      await shoot(page, 'bursts-desk-light-en')
      await page.setViewportSize(phone)
      await page.getByRole('button', { name: 'Farms of trials', expanded: true }).waitFor()
      expect(await violations(page)).toEqual([])
      expect(await tooWide(page)).toEqual([])
      await shoot(page, 'bursts-phone-light-en')
      await page.getByRole('button', { name: 'Allow again: giveaway' }).click()
      await page.getByLabel('Reason').fill('they were people')
      await page.getByRole('dialog').getByRole('button', { name: 'Allow again' }).click()
      await page.getByRole('button', { name: 'Pause: giveaway' }).waitFor()
      expect(faults).toEqual([])
      await close()
    })

    test('writes an experiment, starts it after a second question, and breaks it off', async () => {
      const { page, faults, goTo, close } = await open(ownerId, { language: 'en' })
      await goTo('/experiments')
      await page.getByText('B brings more').first().waitFor()
      await page.getByRole('button', { name: 'New experiment' }).click()
      await page.getByLabel('Title').fill('A longer trial')
      await page.getByLabel('Messages in the trial of group B').fill('25')
      await page.getByLabel('Reason').fill('people ask for more')
      expect(await violations(page)).toEqual([])
      await shoot(page, 'experiment-new-desk-light-en')
      await page.getByRole('dialog').getByRole('button', { name: 'New experiment' }).click()
      await page.getByRole('button', { name: 'Start: A longer trial' }).click()
      await page.getByLabel('Reason').fill('to learn')
      await page.getByRole('dialog').getByRole('button', { name: 'Start' }).click()
      await page.getByText('nothing of this can be changed').waitFor()
      expect(await violations(page)).toEqual([])
      await shoot(page, 'experiment-start-desk-light-en')
      await page.getByRole('button', { name: 'Yes, do it' }).click()
      await page.getByRole('button', { name: 'Break off: A longer trial' }).click()
      await page.getByLabel('Reason').fill('a mistake')
      await page.getByRole('dialog').getByRole('button', { name: 'Break off' }).click()
      await page.getByRole('button', { name: 'Yes, do it' }).click()
      await page.getByRole('region', { name: 'A longer trial' }).getByText('broken off', { exact: true }).waitFor()
      expect(faults.filter((fault) => !fault.includes('409'))).toEqual([])
      await close()
    })

    test('writes a broadcast, sees it as people will, and sends it to as many as the page says', async () => {
      const { page, faults, goTo, close } = await open(ownerId, { language: 'en' })
      await world.api.consent({ telegramId: personId, subject: 'news', given: true })
      await goTo('/broadcasts/new')
      await page.getByLabel('Name').first().fill('A new model')
      await page.getByRole('textbox', { name: 'Text' }).fill('**Look** at [this](https://example.org)')
      await page.locator('.preview b', { hasText: 'Look' }).waitFor()
      await page.getByRole('button', { name: 'Add a button' }).click()
      await page.getByLabel('Label').fill('To the shop')
      await page.locator('.preview').getByText('To the shop').waitFor()
      await chooseLanguage(page.locator('main'), 'Қазақша')
      await page.getByRole('textbox', { name: 'Text', exact: true }).fill('Қараңыз')
      await page.getByText('With a text of your own: 2 of 12').waitFor()
      await shoot(page, 'broadcast-languages-desk')
      await page.getByRole('button', { name: 'Remove this language' }).click()
      await page.locator('.preview b', { hasText: 'Look' }).waitFor()
      await page.getByText('Recipients now: 1').waitFor()
      expect(await violations(page)).toEqual([])
      await page.getByRole('button', { name: 'Save', exact: true }).click()
      await page.getByRole('heading', { level: 1, name: 'A new model' }).waitFor()
      await page.getByRole('button', { name: 'Send', exact: true }).click()
      await page.getByLabel('Reason').fill('a release')
      expect(await violations(page)).toEqual([])
      await page.getByLabel('Begins').fill('2020-01-01T10:00')
      await page.getByRole('dialog').getByRole('button', { name: 'Send' }).click()
      await page.getByText('The start must not be in the past').waitFor()
      await page.getByLabel('Begins').fill('')
      await page.getByRole('dialog').getByRole('button', { name: 'Send' }).click()
      await page.getByRole('dialog').getByText('Recipients now: 1').waitFor()
      await page.getByRole('dialog').getByText('Begins: now').waitFor()
      await page.getByRole('button', { name: 'Yes, do it' }).click()
      await page.getByText('scheduled').waitFor()
      await page.getByText('News: have agreed to them').waitFor()
      await page.getByText("Quiet hours: from 22:00 to 9:00, by the recipient's clock (by their language)").waitFor()
      expect(await violations(page)).toEqual([])
      await page.getByRole('button', { name: 'Stop' }).click()
      await page.getByLabel('Reason').fill('a mistake')
      await page.getByRole('dialog').getByRole('button', { name: 'Stop' }).click()
      await page.getByText('stopped').waitFor()
      // The question before sending stands in the console as a refusal.
      expect(faults.filter((fault) => !fault.includes('409'))).toEqual([])
      await close()
    })

    test('keeps what is written of a broadcast when another has saved it meanwhile', async () => {
      const { page, goTo, close } = await open(ownerId, { language: 'en' })
      const text = page.getByRole('textbox', { name: 'Text', exact: true })
      await goTo('/broadcasts/new')
      await page.getByLabel('Name').first().fill('For two')
      await text.fill('First words')
      await page.getByRole('button', { name: 'Save', exact: true }).click()
      await page.getByRole('heading', { level: 1, name: 'For two' }).waitFor()
      const said = JSON.stringify([{ language: 'en', text: 'Their words', buttons: [] }])
      await world.sql`update broadcasts set texts = ${said}::jsonb, revision = revision + 1 where title = 'For two'`
      await text.fill('My words')
      await page.getByRole('button', { name: 'Save', exact: true }).click()
      await page.getByText('The draft was changed meanwhile').waitFor()
      expect(await text.inputValue()).toBe('My words')
      expect(await violations(page)).toEqual([])
      await page.getByRole('button', { name: 'Take the saved one' }).click()
      expect(await text.inputValue()).toBe('Their words')
      await page.getByRole('button', { name: 'Delete the draft' }).click()
      await page.getByRole('dialog').getByText('For two').waitFor()
      expect(await violations(page)).toEqual([])
      await page.getByRole('button', { name: 'Cancel' }).click()
      await page.getByRole('dialog').waitFor({ state: 'hidden' })
      await text.fill('Our words')
      await page.getByRole('button', { name: 'Save', exact: true }).click()
      await expect
        .poll(() => world.sql`select texts #>> '{0,text}' as text from broadcasts where title = 'For two'`)
        .toEqual([{ text: 'Our words' }])
      await page.getByRole('button', { name: 'Delete the draft' }).click()
      await page.getByRole('button', { name: 'Yes, do it' }).click()
      await page.getByRole('heading', { level: 1, name: 'Broadcasts' }).waitFor()
      expect(await world.sql`select from broadcasts where title = 'For two'`).toEqual([])
      await close()
    })

    test.each(['sent', 'deleted'] as const)(
      'keeps what is written of a draft that another has %s meanwhile',
      async (fate) => {
        await world.api.register({ telegramId: colleagueId, firstName: 'Vera', languageCode: 'en' })
        await world.sql`insert into roles (telegram_id, role, granted_by) values (${colleagueId}, 'owner', ${ownerId}) on conflict do nothing`
        const colleague = await signIn(world, colleagueId)
        const { page, faults, goTo, close } = await open(ownerId, { language: 'en' })
        const text = page.getByRole('textbox', { name: 'Text', exact: true })
        const title = `To be ${fate}`
        await goTo('/broadcasts/new')
        await page.getByLabel('Name').first().fill(title)
        await text.fill('First words')
        await page.locator('input[type=file]').setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: pixel })
        await page.getByRole('img', { name: 'Picture' }).waitFor()
        await page.getByRole('button', { name: 'Save', exact: true }).click()
        await page.getByRole('heading', { level: 1, name: title }).waitFor()
        const [draft] = await world.sql<{ id: number }>`select id from broadcasts where title = ${title}`
        await text.fill('My words')
        const { status } =
          fate === 'sent'
            ? await colleague.callTwice('sendBroadcast', {
                id: draft!.id,
                revision: 1,
                begins_at: '2099-01-01T00:00:00Z',
                ...because(),
              })
            : await colleague.callTwice('dropBroadcast', { id: draft!.id, ...because() })
        expect(status).toBe(200)
        await page.getByRole('button', { name: 'Save', exact: true }).click()
        await page.getByRole('alert').getByText(`was ${fate} meanwhile, by Vera`).waitFor()
        expect(await text.inputValue()).toBe('My words')
        expect(await page.getByText(/Reload the page|There is no such broadcast/).count()).toBe(0)
        expect(await violations(page)).toEqual([])
        await shoot(page, `broadcast-${fate}-desk`)
        await page.setViewportSize(phone)
        expect(await tooWide(page)).toEqual([])
        await page.emulateMedia({ colorScheme: 'dark' })
        expect(await violations(page)).toEqual([])
        await shoot(page, `broadcast-${fate}-phone`)
        await page.getByRole('button', { name: 'Save as a new draft' }).first().click()
        await expect
          .poll(
            () => world.sql`
          select texts #>> '{0,text}' as text, picture is not null as pictured, revision
          from broadcasts where title = ${title} and state = 'draft'`,
          )
          .toEqual([{ text: 'My words', pictured: true, revision: 1 }])
        await page.getByRole('button', { name: 'Save', exact: true }).waitFor()
        expect(page.url()).not.toContain(`/broadcasts/${draft!.id}`)
        expect(faults.filter((fault) => !/40[49]/.test(fault))).toEqual([])
        await close()
      },
    )

    test('shows what another has sent in place of one’s own words once that is wanted', async () => {
      const { page, goTo, close } = await open(ownerId, { language: 'en' })
      const text = [{ language: 'en', text: 'Their words', buttons: [] }]
      const [sent] = await world.sql<{ id: number }>`
        insert into broadcasts (title, texts, conditions, created_by)
        values ('Theirs', ${JSON.stringify(text)}::jsonb, '{"news":"agreed"}', ${ownerId}) returning id`
      await goTo(`/broadcasts/${sent!.id}`)
      await page.getByRole('textbox', { name: 'Text', exact: true }).waitFor()
      await world.sql`update broadcasts set state = 'stopped', begins_at = now(), ended_at = now() where id = ${sent!.id}`
      await page.getByRole('textbox', { name: 'Text', exact: true }).fill('Mine')
      await page.getByRole('button', { name: 'Save', exact: true }).click()
      await page.getByText('The broadcast was sent meanwhile').waitFor()
      await page.getByRole('button', { name: 'Show what was sent' }).click()
      await page.locator('.preview').getByText('Their words').waitFor()
      expect(await page.getByRole('textbox', { name: 'Text', exact: true }).count()).toBe(0)
      await close()
    })

    test('offers to delete what was sent so long as Telegram does, and says then why not', async () => {
      const { page, faults, goTo, close } = await open(ownerId, { language: 'en' })
      const text = JSON.stringify([{ language: 'en', text: 'News', buttons: [] }])
      const [sent] = await world.sql<{ id: number }>`
        insert into broadcasts (title, texts, conditions, created_by, state, begins_at, ended_at)
        values ('Old', ${text}::jsonb, '{"news":"agreed"}', ${ownerId}, 'sent', now(), now()) returning id`
      await world.sql`
        insert into broadcast_recipients (broadcast_id, user_id, language, state, message_id, sent_at)
        values (${sent!.id}, ${personId}, 'ru', 'sent', 5, now() - interval '47 hours')`
      await goTo(`/broadcasts/${sent!.id}`)
      await page.getByRole('button', { name: 'Delete what was sent' }).waitFor()
      await world.sql`update broadcast_recipients set sent_at = now() - interval '48 hours' where broadcast_id = ${sent!.id}`
      await goTo(`/broadcasts/${sent!.id}`)
      await page.getByText('What was sent cannot be deleted any more').waitFor()
      expect(await page.getByRole('button', { name: 'Delete what was sent' }).count()).toBe(0)
      expect(await violations(page)).toEqual([])
      await shoot(page, 'too-old-desk')
      await page.setViewportSize(phone)
      await page.emulateMedia({ colorScheme: 'dark' })
      expect(await tooWide(page)).toEqual([])
      await shoot(page, 'too-old-phone')
      expect(faults).toEqual([])
      await close()
    })

    test('keeps a segment under a name, takes it for another broadcast, replaces and deletes it', async () => {
      const { page, faults, goTo, close } = await open(ownerId, { language: 'en' })
      const kept = () => world.sql`select name, conditions from segments`
      const save = async () => {
        await page.getByRole('button', { name: 'Save the segment' }).click()
        await page.getByLabel('Name of the segment').fill('Rich')
        await page.getByRole('dialog').getByRole('button', { name: 'Save the segment' }).click()
      }
      await goTo('/broadcasts/new')
      await page.getByLabel('Credits from').fill('100')
      await save()
      await page.getByRole('dialog').waitFor({ state: 'detached' })
      await expect.poll(kept).toEqual([{ name: 'Rich', conditions: { news: 'agreed', creditsFrom: 100 } }])
      await goTo('/broadcasts/new')
      expect(await page.getByLabel('Credits from').inputValue()).toBe('')
      await page.getByRole('combobox', { name: 'Saved segment' }).click()
      await page.getByRole('option', { name: 'Rich' }).click()
      expect(await page.getByLabel('Credits from').inputValue()).toBe('100')
      await page.setViewportSize(phone)
      expect(await violations(page)).toEqual([])
      expect(await tooWide(page)).toEqual([])
      await page.getByLabel('Credits from').fill('200')
      await save()
      await page.getByText('There is a segment “Rich”: these conditions replace its own.').waitFor()
      await page.getByRole('button', { name: 'Yes, do it' }).click()
      await page.getByRole('dialog').waitFor({ state: 'detached' })
      await expect.poll(kept).toEqual([{ name: 'Rich', conditions: { news: 'agreed', creditsFrom: 200 } }])
      await page.getByRole('button', { name: 'Delete the segment' }).click()
      await page.getByText('No broadcast changes by that').waitFor()
      await page.getByRole('button', { name: 'Yes, do it' }).click()
      await expect.poll(kept).toEqual([])
      expect(await page.getByLabel('Credits from').inputValue()).toBe('200')
      expect(faults.filter((fault) => !fault.includes('409'))).toEqual([])
      await close()
    })

    test('saves a new broadcast once, also when the reply is lost and the text is changed', async () => {
      const { page, goTo, close } = await open(ownerId, { language: 'en' })
      const text = page.getByRole('textbox', { name: 'Text', exact: true })
      const save = () => page.getByRole('button', { name: 'Save', exact: true }).click()
      const kept = () =>
        world.sql`select texts #>> '{0,text}' as text, revision from broadcasts where title = 'Once' order by id`
      await goTo('/broadcasts/new')
      await page.getByLabel('Name').first().fill('Once')
      await text.fill('One')
      await page.route('**/save_broadcast', async (route) => {
        await route.fetch()
        await route.abort()
      })
      await save()
      await page.getByText('The server cannot be reached').waitFor()
      expect(await kept()).toEqual([{ text: 'One', revision: 1 }])
      await page.unroute('**/save_broadcast')
      await text.fill('Two')
      await save()
      await page.getByRole('heading', { level: 1, name: 'Once' }).waitFor()
      expect(await kept()).toEqual([{ text: 'Two', revision: 2 }])
      await close()
    })

    test('answers by a template of its own, in the language of the person and with their name', async () => {
      const { page, faults, goTo, close } = await open(ownerId, { language: 'en' })
      await goTo('/support')
      await page.getByText('There are no templates yet').waitFor()
      await page.getByRole('button', { name: 'New template' }).click()
      await page.getByLabel('Title').fill('Hello')
      await page.getByLabel('Text, English').fill('Hello {name}')
      expect(await page.getByRole('dialog').locator('textarea:visible').count()).toBe(1)
      await page.getByText('With a text of your own: 1 of 12').waitFor()
      await chooseLanguage(page.getByRole('dialog'), 'Русский')
      await page.getByLabel('Text, Русский').fill('Здравствуйте, {name}')
      await page.getByLabel('Reason').fill('often said')
      expect(await violations(page)).toEqual([])
      await page.getByRole('dialog').getByRole('button', { name: 'New template' }).click()
      await page.getByRole('button', { name: 'Change: Hello' }).click()
      expect(await page.getByLabel('Text, English').inputValue()).toBe('Hello {name}')
      await page.getByLabel('Title').fill('A greeting')
      await page.getByLabel('Reason').fill('a better name')
      await page.getByRole('dialog').getByRole('button', { name: 'Change the template' }).click()
      await page.getByRole('button', { name: 'Change: A greeting' }).waitFor()
      expect(await page.getByRole('button', { name: 'Change: Hello' }).count()).toBe(0)
      await page.getByRole('button', { name: /Где мои кредиты/ }).click()
      await page.getByRole('button', { name: 'A greeting', exact: true }).click()
      expect(await page.getByLabel(/Your answer/).inputValue()).toBe('Здравствуйте, Мария')
      await shoot(page, 'support-template-desk-light-en')
      await page.setViewportSize(phone)
      expect(await violations(page)).toEqual([])
      expect(await tooWide(page)).toEqual([])
      await shoot(page, 'support-template-phone-light-en')
      await page.getByRole('button', { name: 'Delete: A greeting' }).click()
      await page.getByLabel('Reason').fill('a mistake')
      await page.getByRole('dialog').getByRole('button', { name: 'Delete the template' }).click()
      await page.getByText('There are no templates yet').waitFor()
      expect(faults).toEqual([])
      await close()
    })

    test('shows the words of a person after a reason, which stands in the audit log', async () => {
      const { page, faults, goTo, close } = await open(ownerId, { language: 'ru' })
      await goTo(`/people/${personId}`)
      await page.getByRole('tab', { name: 'Вопросы' }).click()
      expect(await page.getByText(/о море|такое море/).count()).toBe(0)
      await page.getByText('Время по часам человека: Asia/Yekaterinburg.').waitFor()
      await page.getByRole('row', { name: /по понедельникам в 09:05 включён 5 янв\. 2099/ }).waitFor()
      await page.getByRole('row', { name: /каждый месяц 31-го числа в 08:00 на паузе: два ответа/ }).waitFor()
      await page.getByRole('button', { name: 'Показать тексты' }).click()
      await page.getByLabel('Причина').fill('жалоба на ответ')
      expect(await violations(page)).toEqual([])
      await page.getByRole('dialog').getByRole('button', { name: 'Показать тексты' }).click()
      await page.getByText('Что такое море?', { exact: true }).waitFor()
      await page.getByRole('row', { name: /по понедельникам в 09:05 Какие новости о море\?/ }).waitFor()
      expect(await violations(page)).toEqual([])
      await shoot(page, 'texts-desk-light-ru')
      await page.setViewportSize(phone)
      expect(await tooWide(page)).toEqual([])
      await shoot(page, 'texts-phone-light-ru')
      await page.getByRole('button', { name: 'Скрыть тексты' }).click()
      expect(await page.getByText('Что такое море?').count()).toBe(0)
      await page.setViewportSize(desk)
      await goTo('/audit')
      await page.getByRole('row', { name: /прочитаны тексты человека.*жалоба на ответ/ }).waitFor()
      expect(faults).toEqual([])
      await close()
    })

    test('shows by what a person came, their promo codes and their gifts', async () => {
      const { page, faults, goTo, close } = await open(ownerId, { language: 'ru' })
      await goTo(`/people/${personId}`)
      await page.getByRole('tab', { name: 'Откуда и подарки' }).click()
      await page.getByText('Впервые: по рекламной ссылке vk-autumn').waitFor()
      await page.getByRole('row', { name: /AUTUMN.*кредиты: 15/ }).waitFor()
      await page.getByRole('row', { name: /50 кредитов.*отправлен.*ждёт получателя/ }).waitFor()
      expect(await violations(page)).toEqual([])
      await shoot(page, 'person-growth-desk-light-ru')
      await page.setViewportSize(phone)
      expect(await violations(page)).toEqual([])
      expect(await tooWide(page)).toEqual([])
      await shoot(page, 'person-growth-phone-light-ru')
      expect(faults).toEqual([])
      await close()
    })

    test('answers a question of a person by keyboard alone', async () => {
      const { page, faults, goTo, close } = await open(ownerId, { language: 'en' })
      await goTo('/support')
      await page.getByRole('button', { name: /Где мои кредиты/ }).focus()
      await page.keyboard.press('Enter')
      await page.getByLabel(/Your answer/).focus()
      await page.keyboard.type('They are here')
      await page.keyboard.press('Tab')
      await page.keyboard.press('Enter')
      await page.getByText('They are here').last().waitFor()
      await page.getByText('All questions are answered').waitFor()
      expect(faults).toEqual([])
      await close()
    })

    test('refunds a payment and tries an update again', async () => {
      const { page, goTo, close } = await open(ownerId, { language: 'en' })
      await goTo('/payments')
      await page.getByRole('button', { name: 'Refund' }).first().click()
      await page.getByLabel('Reason').fill('asked for')
      await page.getByRole('dialog').getByRole('button', { name: 'Refund' }).click()
      await page.getByRole('button', { name: 'Yes, do it' }).click()
      await page.getByRole('cell', { name: 'being refunded' }).waitFor()
      await goTo('/health')
      await page.getByRole('button', { name: 'Try again' }).click()
      await page.getByLabel('Reason').fill('mended')
      await page.getByRole('dialog').getByRole('button', { name: 'Try again' }).click()
      await page.getByText('Every message was handled').waitFor()
      await page.getByRole('cell', { name: 'backend' }).waitFor()
      await world.sql`
        insert into outbox (key, chat_id, user_id, kind, data, state, attempts, error)
        values ('lost', ${personId}, ${personId}, 'owner_wrote', '{"text":"x"}', 'given_up', 9, 'Bad Gateway')`
      await world.sql`
        insert into events (level, kind, user_id, data) values ('error', 'question_failed', ${personId}, '{"message":"no words"}')`
      await goTo('/health')
      for (const row of [/message of the team.*given up after a day/, /no words/])
        expect(
          await page.getByRole('row', { name: row }).getByRole('link', { name: 'Мария' }).getAttribute('href'),
        ).toBe(`/cabinet/people/${personId}`)
      await shoot(page, 'health-unsent-desk-light-en')
      await page
        .getByRole('row', { name: /message of the team.*given up after a day/ })
        .getByRole('button')
        .click()
      await page.getByLabel('Reason').fill('Telegram is back')
      expect(await violations(page)).toEqual([])
      await page.getByRole('dialog').getByRole('button', { name: 'Try again' }).click()
      await page.getByText('Every message of the last week was sent').waitFor()
      await close()
    })

    test('changes a price in a draft, reads what it means, publishes it and brings the version before back', async () => {
      const { page, faults, goTo, close } = await open(ownerId, { language: 'en' })
      await goTo('/catalog')
      await page.getByRole('button', { name: 'Edit: Expert' }).click()
      expect(await violations(page)).toEqual([])
      await page.getByLabel('Price of an answer, credits').fill('2')
      await page.getByRole('button', { name: 'Done' }).click()
      await page.getByRole('row', { name: /Model expert.*Price of an answer.*10.*2/ }).waitFor()
      await page
        .getByText(/it loses money/)
        .first()
        .waitFor()
      await page.getByRole('button', { name: 'Save the draft' }).click()
      await page.getByText(/A draft was saved/).waitFor()
      await page.getByRole('tab', { name: 'JSON' }).click()
      expect(await page.getByLabel('The whole catalogue').inputValue()).toContain('"priceCredits": 2')
      expect(await violations(page)).toEqual([])
      await page.getByRole('button', { name: 'Publish' }).click()
      await page.getByLabel('Reason').fill('a sale')
      await page.getByRole('dialog').getByRole('button', { name: 'Publish' }).click()
      await page.getByRole('dialog').getByText('Model expert, Price of an answer, credits: 10 → 2').waitFor()
      await page
        .getByRole('dialog')
        .getByText(/⚠️ expert: .*loses money/)
        .waitFor()
      expect(await violations(page)).toEqual([])
      await page.getByRole('button', { name: 'Yes, do it' }).click()
      await page.getByText(/Version 2 counts/).waitFor()
      await page.getByRole('tab', { name: 'Versions' }).click()
      await page.getByRole('row', { name: /a sale/ }).waitFor()
      await page.getByRole('button', { name: 'Bring back: 1' }).click()
      await page.getByRole('dialog').getByText('Model expert, Price of an answer, credits: 2 → 10').waitFor()
      await page.getByLabel('Reason').fill('the sale is over')
      await page.getByRole('dialog').getByRole('button', { name: 'Bring back version 1' }).click()
      await page.getByRole('button', { name: 'Yes, do it' }).click()
      await page.getByText(/Version 3 counts/).waitFor()
      expect(faults.filter((fault) => !fault.includes('409'))).toEqual([])
      await close()
    })

    test('writes an assistant and tools by forms, and says beside a field what is wrong with it', async () => {
      const { page, faults, goTo, close } = await open(ownerId, { language: 'en' })
      await goTo('/catalog')
      await page.getByRole('tab', { name: 'Assistants' }).click()
      await page.getByRole('button', { name: 'Add an assistant' }).click()
      const form = page.getByRole('dialog')
      await form.getByRole('textbox', { name: 'Id', exact: true }).fill('editor')
      await form.getByLabel('Title (Русский)').fill('Редактор')
      await form.getByLabel('Title (English)').fill('x'.repeat(33))
      await form.getByText('May have so many characters at most: 32.').waitFor()
      await form.getByLabel('Title (English)').fill('Editor')
      expect(await form.getByLabel('Title (Deutsch)').count()).toBe(0)
      await form.getByRole('button', { name: 'Title. Other languages: 0 of 10' }).click()
      await form.getByLabel('Title (Deutsch)').fill('Lektor')
      await form.getByRole('button', { name: 'Title. Other languages: 1 of 10' }).waitFor()
      await form.getByLabel('Description (English)').fill('Makes a text better')
      await form.getByLabel('Role (English)').fill('You are an editor.')
      for (const [index, question] of ['Is it clear?', 'Is it short?'].entries())
        await form.getByLabel(`Question ${index + 1} (English)`).fill(question)
      await form.getByRole('combobox', { name: 'Which model answers' }).click()
      await page.getByRole('option', { name: 'expert' }).click()
      expect(await violations(page)).toEqual([])
      expect(await tooWide(page)).toEqual([])
      await shoot(page, 'assistant-form-desk-light-en')
      await form.getByRole('button', { name: 'Done' }).click()
      await page.getByRole('row', { name: /^Editor editor expert 0 offered/ }).waitFor()

      await page.setViewportSize(phone)
      await page.getByRole('tab', { name: 'Tools' }).click()
      await page.getByRole('button', { name: 'Edit: Reference' }).click()
      await form.getByLabel('Address', { exact: true }).fill('https://tools.example/mcp')
      await form.getByText('Give either the address or the variable with it.').waitFor()
      await form.getByLabel('Variable with the address').fill('')
      await form.getByText('Give either the address or the variable with it.').waitFor({ state: 'detached' })
      await form.getByRole('button', { name: 'Add a header' }).click()
      await form.getByLabel('Header', { exact: true }).fill('authorization')
      await form.getByLabel('Variable', { exact: true }).fill('Bearer 123')
      await form.getByText(/^Must be the name of an environment variable/).waitFor()
      await form.getByLabel('Variable', { exact: true }).fill('TOOLS_KEY')
      await form.getByLabel('Cost of a call').fill('0.005')
      expect(await violations(page)).toEqual([])
      expect(await tooWide(page)).toEqual([])
      await shoot(page, 'tools-form-phone-light-en')
      await form.getByRole('button', { name: 'Done' }).click()

      await page.getByRole('tab', { name: 'JSON' }).click()
      const { assistants, toolServers } = JSON.parse(await page.getByLabel('The whole catalogue').inputValue())
      expect(assistants.at(-1)).toEqual({
        id: 'editor',
        title: { ru: 'Редактор', en: 'Editor', de: 'Lektor' },
        description: { en: 'Makes a text better' },
        prompt: { en: 'You are an editor.' },
        firstQuestions: [{ en: 'Is it clear?' }, { en: 'Is it short?' }],
        model: 'expert',
      })
      expect(toolServers).toMatchObject([
        {
          url: 'https://tools.example/mcp',
          headers: { authorization: 'TOOLS_KEY' },
          allowedTools: ['exchange_rate', 'holidays', 'convert_units'],
          costMicros: 5_000,
        },
      ])
      expect(toolServers[0]).not.toHaveProperty('urlVariable')
      await page.getByRole('button', { name: 'Undo' }).click()
      expect(faults).toEqual([])
      await close()
    })

    test('changes the contact at once and the trial after a second look, and goes back to the default', async () => {
      const { page, faults, goTo, close } = await open(ownerId, { language: 'en' })
      await goTo('/settings')
      await page.getByRole('button', { name: 'Change: Contact for support' }).click()
      await page.getByLabel('Value').fill('help@example.com')
      await page.getByLabel('Reason').fill('a new address')
      expect(await violations(page)).toEqual([])
      await page.getByRole('dialog').getByRole('button', { name: 'Change' }).click()
      await page.getByRole('row', { name: /Contact for support.*help@example\.com.*set in the cabinet/ }).waitFor()
      await page.getByRole('button', { name: 'Change: Messages in the free trial' }).click()
      await page.getByLabel('Value').fill('25')
      await page.getByLabel('Reason').fill('a spring offer')
      await page.getByRole('dialog').getByRole('button', { name: 'Change' }).click()
      await page.getByRole('dialog').getByText('Messages in the free trial: 10 → 25').waitFor()
      expect(await violations(page)).toEqual([])
      await page.getByRole('button', { name: 'Yes, do it' }).click()
      await page.getByRole('row', { name: /Messages in the free trial.*25.*set in the cabinet/ }).waitFor()
      await page.getByRole('button', { name: 'Back to the default: Contact for support' }).click()
      await page.getByLabel('Reason').fill('the former one again')
      await page.getByRole('dialog').getByRole('button', { name: 'Back to the default' }).click()
      await page.getByRole('row', { name: /Contact for support.*not set.*default/ }).waitFor()
      await page.getByText('a spring offer').waitFor()
      expect(faults.filter((fault) => !fault.includes('409'))).toEqual([])
      await close()
    })

    test('turns a reminder off, and brings an earlier text back after showing what changes', async () => {
      const { page, faults, goTo, close } = await open(ownerId, { language: 'en' })
      await goTo('/settings')
      await page.getByRole('button', { name: 'Change: Remind when there are few credits' }).click()
      await page.getByRole('dialog').getByText('Remind when there are few credits: on → off').waitFor()
      await page.getByLabel('Reason').fill('it annoys people')
      await page.getByRole('dialog').getByRole('button', { name: 'Change' }).click()
      await page.getByRole('row', { name: /Remind when there are few credits.*off.*set in the cabinet/ }).waitFor()

      for (const text of ['**Our terms.**\n\nBe kind.', '**Our terms.**\n\nBe quick.']) {
        await page.getByRole('button', { name: 'Change: Terms (en)' }).click()
        await page.getByLabel('Value').fill(text)
        await page.getByLabel('Reason').fill(text.slice(-9))
        await page.getByRole('dialog').getByRole('button', { name: 'Change' }).click()
        await page.getByRole('button', { name: 'Yes, do it' }).click()
        await page.getByRole('dialog').waitFor({ state: 'detached' })
      }
      await page.setViewportSize(phone)
      await page.locator('.fold').first().waitFor()
      await unfold(page)
      expect(await page.getByRole('button', { name: /^Change: (Terms|Privacy) / }).count()).toBe(2)
      await page.getByText('With a text of your own: 1 of 12').waitFor()
      const [documents] = await page.getByLabel('Language of the text', { exact: true }).filter({ visible: true }).all()
      await documents!.getByRole('option', { name: 'English · ✎ own text' }).waitFor({ state: 'attached' })
      expect(await tooWide(page)).toEqual([])
      expect(await violations(page)).toEqual([])
      await shoot(page, 'settings-languages-phone')
      await documents!.press('ArrowDown')
      await page.getByRole('button', { name: 'Change: Terms (ru)' }).waitFor()
      expect(await page.getByRole('button', { name: 'Change: Terms (en)' }).count()).toBe(0)
      await documents!.press('ArrowUp')
      await page.setViewportSize(desk)
      await page.getByRole('button', { name: 'Versions: Terms (en)' }).click()
      await page
        .getByRole('dialog')
        .getByRole('row', { name: /Be kind\..*Show/ })
        .waitFor()
      expect(await violations(page)).toEqual([])
      await shoot(page, 'settings-versions-desk')
      await page
        .getByRole('dialog')
        .getByRole('button', { name: /^Show the version/ })
        .first()
        .click()
      const difference = page.getByRole('region', { name: 'Bring this version back' })
      expect(await difference.innerText()).toMatch(/− Be quick\.\s+\+ Be kind\.|\+ Be kind\.\s+− Be quick\./)
      expect(await violations(page)).toEqual([])
      await shoot(page, 'settings-restore-desk')
      await page.getByLabel('Reason').fill('kindness first')
      await page.getByRole('dialog').getByRole('button', { name: 'Bring this version back' }).click()
      await page.getByRole('button', { name: 'Yes, do it' }).click()
      await page.getByText('kindness first').waitFor()
      expect(faults.filter((fault) => !fault.includes('409'))).toEqual([])
      await close()
    })

    test('says in Russian what is wrong with a draft, and where', async () => {
      const { page, goTo, close } = await open(ownerId, { language: 'ru' })
      await goTo('/catalog')
      await page.getByRole('tab', { name: 'JSON' }).click()
      const json = page.getByLabel('Весь каталог')
      await json.fill((await json.inputValue()).replace(/"priceCredits": \d+/, '"priceCredits": 0'))
      const faults = page.getByRole('alert').filter({ hasText: 'Так опубликовать нельзя' })
      await faults.getByText('Модель standard, Цена ответа, кредиты: число не меньше 1.').waitFor()
      expect(await violations(page)).toEqual([])
      await close()
    })

    test('keeps what is written when the page is left, and when another saves the draft meanwhile', async () => {
      const { page, goTo, close } = await open(ownerId, { language: 'en' })
      await goTo('/catalog')
      await page.getByRole('tab', { name: 'Packs' }).click()
      await page.getByRole('button', { name: 'Edit: 50 credits' }).click()
      await page.getByLabel('Price, Stars').fill('111')
      await page.getByLabel('Currency of card payments').fill('EUR')
      await page.getByLabel('Price by card').fill('150')
      await page.getByRole('button', { name: 'Done' }).click()
      await page.getByRole('row', { name: /Pack pack-50.*100.*111/ }).waitFor()
      await goTo('/people')
      await goTo('/catalog')
      await page.reload()
      await page.getByRole('row', { name: /Pack pack-50.*100.*111/ }).waitFor()
      const content = JSON.stringify(readCatalog('catalog.json'))
      await world.sql`
        insert into catalog_draft (base, revision, content, edited_by) values (0, 7, ${content}::json, ${analystId})`
      await page.getByRole('button', { name: 'Save the draft' }).click()
      await page.getByText(/Your text is still on the page/).waitFor()
      await page.getByText('The catalogue was changed meanwhile').waitFor()
      expect(await violations(page)).toEqual([])
      await page.getByRole('button', { name: 'Keep mine' }).click()
      await page.getByRole('button', { name: 'Save the draft' }).click()
      await page.getByRole('button', { name: 'Publish' }).waitFor()
      const [draft] = await world.sql<{ content: string }>`select content::text from catalog_draft`
      expect(draft!.content).toContain('"priceStars": 111')
      expect(draft!.content).toMatch(/"priceCard": \{\s+"currency": "EUR",\s+"amount": 150\s+\}/)
      await page.getByRole('button', { name: 'Delete the draft' }).click()
      await page.getByLabel('Reason').fill('not now')
      await page.getByRole('dialog').getByRole('button', { name: 'Delete the draft' }).click()
      await page.getByRole('button', { name: 'Yes, do it' }).click()
      await page.getByText('Change something and a draft begins').waitFor()
      await close()
    })

    test('saves a list as a file that a spreadsheet reads, in which no name is a formula', async () => {
      await world.api.register({ telegramId: 7_700_009, firstName: '=1+1, "x";=2+2', languageCode: 'en' })
      const { page, faults, goTo, close } = await open(ownerId, { language: 'en' })
      await goTo('/people')
      const saving = page.waitForEvent('download')
      await page.getByRole('button', { name: 'Download CSV' }).click()
      const file = await saving
      expect(file.suggestedFilename()).toMatch(/^people-\d{4}-\d\d-\d\d\.csv$/)
      const text = readFileSync(await file.path(), 'utf8')
      expect(text).toMatch(/^\uFEFFtelegramId,firstName,username,/)
      expect(text).toContain(`\r\n7700009,"'=1+1, ""x"";'=2+2",`)
      const [row] = await world.sql<{ count: number }>`select count(*) from users`
      expect(text.trim().split('\r\n')).toHaveLength(1 + row!.count)
      expect(faults).toEqual([])
      await close()
    })

    test('shows a role only what it may see', async () => {
      const { page, faults, close } = await open(analystId)
      const links = await page.getByRole('navigation').getByRole('link').allTextContents()
      expect(links).toEqual(['Today', 'Money', 'Growth', 'Experiments', 'Payments', 'Broadcasts', 'Health', 'Access'])
      await page.getByRole('link', { name: 'Payments', exact: true }).click()
      await page.getByRole('heading', { level: 1, name: 'Payments' }).waitFor()
      expect(await page.getByRole('button', { name: 'Refund' }).count()).toBe(0)
      expect(faults).toEqual([])
      await page.goto(`${world.backend().url}/cabinet/audit`)
      await page.getByText('This page is closed to your role').waitFor()
      await close()
    })

    test('says what to do when there is no session, and when the server is away', async () => {
      const { page, goTo, close } = await open(ownerId, { language: 'en' })
      await goTo('/')
      await page.route('**/cabinet/api/payments*', (route) => route.abort())
      await page.getByRole('link', { name: 'Payments', exact: true }).click()
      await page.getByText('It could not be loaded').waitFor()
      await page.unroute('**/cabinet/api/payments*')
      await page.getByRole('button', { name: 'Try again' }).click()
      await page.getByRole('cell', { name: /⭐/ }).first().waitFor()
      await page.getByRole('button', { name: 'Sign out' }).click()
      await page.getByText('Send /cabinet to the bot').waitFor()
      expect(await violations(page)).toEqual([])
      await close()
    })
  })
})

async function chooseLanguage(within: Locator, name: string): Promise<void> {
  await within.getByLabel('Language of the text', { exact: true }).selectOption({ label: name })
}
