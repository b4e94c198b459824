import { mkdirSync } from 'node:fs'
import type { Browser, BrowserContextOptions, Frame, Page } from 'playwright-core'
import { expect } from 'vitest'
import { countGrowth } from '#modules/campaigns/count-growth.ts'
import { countMonths } from '#modules/campaigns/count-months.ts'
import { readCatalog } from '#modules/catalog/catalog.ts'
import type { Sql } from '#platform/database/sql.ts'
import { countDays } from '#modules/owner/daily-figures.ts'
import { cabinetUrl, linkFor } from '#tests/world/cabinet.ts'
import { createWorld, type World } from '#tests/world/world.ts'
import { desk } from './browser.ts'

export const patienceMs = 60_000
/** Where pictures of the pages are put, for people to look at; absent: nowhere. */
const pictures = process.env['CABINET_PICTURES']

export const ownerId = 7_700_001
export const personId = 7_700_002

/** A window in which a person has opened the cabinet by a link of the bot. */
export async function openCabinet(
  browser: Browser,
  world: World,
  telegramId: number,
  options: BrowserContextOptions & { language?: 'ru' | 'en' } = {},
) {
  const { language, ...rest } = options
  const context = await browser.newContext({ viewport: desk, reducedMotion: 'reduce', ...rest })
  context.setDefaultTimeout(patienceMs)
  if (language) await context.addInitScript(`localStorage.setItem('cabinet-language', '${language}')`)
  const page = await context.newPage()
  const faults = faultsOf(page)
  await page.goto(`${world.backend().url}/cabinet/#in=${await linkFor(world, telegramId)}`)
  await page.locator('h1').waitFor()
  const addressOf = (path: string) => `${world.backend().url}/cabinet${path === '/' ? '' : path}`
  const goTo = async (path: string) => {
    await page.goto(addressOf(path))
    await page.locator('h1').waitFor()
    await isLoaded(page)
  }
  /** As a link does: the page is not loaded anew, which takes longer than all that is looked at in it. */
  const walkTo = async (path: string, title: string) => {
    await page.evaluate(`history.pushState({}, '', '${addressOf(path)}')`)
    await page.getByRole('heading', { level: 1, name: title }).waitFor()
    await isLoaded(page)
  }
  return { page, faults, goTo, walkTo, close: () => context.close() }
}

/** What goes wrong in a page from now on: its own errors, and those of the console. */
export function faultsOf(page: Page): string[] {
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()))
  return faults
}

export async function isLoaded(page: Page | Frame): Promise<void> {
  await expect.poll(() => page.locator('[role=status]').count()).toBe(0)
}

/** On a phone sections begin closed: all of them are opened. */
export async function unfold(page: Page): Promise<void> {
  const closed = page.locator('.fold[aria-expanded=false]')
  while ((await closed.count()) > 0) await closed.first().click()
  await isLoaded(page)
}

/** A world with an owner who may open the cabinet. */
export async function createOwnedWorld(): Promise<World> {
  const world = await createWorld({ withoutBot: true, ADMIN_IDS: String(ownerId), CABINET_URL: cabinetUrl })
  await world.api.register({ telegramId: ownerId, firstName: 'Ольга', languageCode: 'ru' })
  return world
}

/** A person with everything that a page shows. */
export async function fill(world: World): Promise<void> {
  const { api, sql } = world
  await api.register({ telegramId: personId, firstName: 'Мария', username: 'maria', languageCode: 'ru' })
  await api.startTrial({ telegramId: personId })
  await api.updateCredits({ telegramId: personId, delta: 20, reason: 'за терпение', idempotencyKey: 'a' })
  await api.recordStart({ telegramId: personId, link: { kind: 'campaign', name: 'vk-autumn' } })
  await api.makePromo({ name: 'AUTUMN', gives: { of: 'credits', amount: 15 }, idempotencyKey: 'autumn' })
  await api.redeemPromoCode({ telegramId: personId, code: 'AUTUMN', updateId: 7_700_099 })
  for (const gift of [true, false]) await buy(api, gift)
  const place = { telegramId: personId, chatId: personId, messageId: 1 }
  for await (const _ of api.streamAnswer({ ...place, updateId: 7_700_100, text: 'Что такое море?' })) continue
  await keepThings(world)
  await tryThings(sql)
  await sql`
    insert into bursts (link, began_at, starts, asked, alike, trials, in_steps)
    values ('campaign:giveaway', now() - interval '50 minutes', 1240, 960, 912, 1180, 1175)`
  await sql`insert into paused_links (link) values ('referral:Qm3vR8sTzW0')`
  await countDays(sql, readCatalog('catalog.json'))
  await countGrowth(sql, readCatalog('catalog.json'))
  await countMonths(sql)
  await api.openSupportRequest({ telegramId: personId, updateId: 7_700_101, text: 'Где мои кредиты? Я платила вчера.' })
  await sql`
    insert into payment_differences (charge_id, what, user_id, amount, happened_at)
    values ('stx-other', 'refund_unmatched', ${personId}, 5, now())`
  const update = { update_id: 7_700_102, message: { message_id: 2, chat: { id: 9, type: 'private' }, from: { id: 9 } } }
  await sql`
    insert into dead_updates (update_id, lane, payload, attempts, error, accepted_at)
    values (7700102, 'chat:9', ${update}, 9, 'The backend answered 500', now())`
  await sql`
    insert into audit_log (actor_id, role, action, subject_id, reason, before, after, idempotency_key, request, reply)
    values (${ownerId}, 'owner', 'grant', ${personId}, 'за терпение', '{"credits":0}', '{"credits":20}', 'k', '', '{}')`
}

/** What they have the bot keep and ask. */
async function keepThings({ api, sql }: World): Promise<void> {
  await api.chooseTimeZone({ telegramId: personId, timeZone: 'Asia/Yekaterinburg' })
  await api.createAssistant({ telegramId: personId, updateId: 7_700_110, title: 'Мой редактор' })
  await sql`insert into memory_facts (user_id, fact, key) values (${personId}, 'Живёт в Перми', 'пермь')`
  await sql`
    insert into schedules (user_id, update_id, said, question, every, on_day, at_minute, state, paused_because, agreed_credits,
      message_id, due_at, due_day) values
      (${personId}, 1, 'x', 'Какие новости о море?', 'week', 1, 545, 'active', null, 1, 1, '2099-01-05T04:05:00Z', '2099-01-05'),
      (${personId}, 2, 'x', 'Что посадить в этом месяце?', 'month', 31, 480, 'paused', 'unread', 1, 1, null, null)`
}

/** An experiment in each state but the draft, with figures as the worker counts them. */
async function tryThings(sql: Sql): Promise<void> {
  await sql`
    insert into experiments (title, subject, value, usual, percent_b, people_per_arm, most_days, state, started_at, enough_at, ended_at, published)
    select title, value ->> 'subject', value, usual, 50, 400, 60, state, now() - interval '40 days',
      case when state = 'ended' or title like '%!' then now() - interval '9 days' end,
      case when state <> 'running' then now() - interval '8 days' end, case state when 'ended' then true end
    from (values
      ('Больше пробных вопросов', '{"subject":"trial_size","messages":20}'::jsonb, '{"subject":"trial_size","messages":10}'::jsonb, 'ended'),
      ('Дороже!', '{"subject":"pack_prices","packs":[{"id":"pack-50","priceStars":120,"cardAmount":null}]}',
        '{"subject":"pack_prices","packs":[{"id":"pack-50","priceStars":100,"cardAmount":null}]}', 'running'),
      ('Заголовок', '{"subject":"offer_text","place":"purchase","texts":[{"language":"ru","text":"**Больше вопросов**"}]}',
        '{"subject":"offer_text","place":"purchase","texts":[{"language":"ru","text":"**Пополнить**"}]}', 'running'),
      ('Ещё больше пробных', '{"subject":"trial_size","messages":50}', '{"subject":"trial_size","messages":20}', 'stopped')
    ) as tried (title, value, usual, state)`
  await sql`
    insert into experiment_figures (experiment_id, arm, people, trials, payers, revenue_micro_dollars, provider_micro_dollars, variance)
    select id, arm, case when title = 'Заголовок' then 212 else 412 end, 130, case arm when 'A' then 21 else 43 end, case arm when 'A' then 27300000 else 55900000 end, 6000000, 160000000000
    from experiments, (values ('A'), ('B')) as arms (arm)`
}

async function buy(api: World['api'], gift: boolean): Promise<void> {
  const { packs } = await api.offers({ telegramId: personId })
  const order = await api.createPayment({ telegramId: personId, product: packs[0]!.id, gift })
  await api.completePayment({
    telegramId: personId,
    currency: 'XTR',
    amount: order.amount,
    invoicePayload: order.payload,
    telegramPaymentChargeId: gift ? 'stx-charge-gift' : 'stx-charge-1',
  })
}

export async function shoot(page: Page, name: string): Promise<void> {
  if (!pictures) return
  mkdirSync(pictures, { recursive: true })
  await page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true })
}
