import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { campaignFigures } from '#modules/campaigns/figures.ts'
import { countGrowth } from '#modules/campaigns/count-growth.ts'
import { countMonths } from '#modules/campaigns/count-months.ts'
import { listCampaigns } from '#modules/campaigns/list-campaigns.ts'
import { readCatalog } from '#modules/catalog/catalog.ts'
import type { Sql } from '#platform/database/sql.ts'
import { because, type Browser, cabinetUrl, signIn } from './world/cabinet.ts'
import { createWorld, type World } from './world/world.ts'

const ownerId = 7_950_001
const catalog = readCatalog('catalog.json')
let world: World
let browser: Browser
beforeAll(async () => {
  world = await createWorld({ withoutBot: true, ADMIN_IDS: String(ownerId), CABINET_URL: cabinetUrl })
  await world.api.register({ telegramId: ownerId, firstName: 'Olga', languageCode: 'en' })
  browser = await signIn(world, ownerId)
  await fill()
})
afterAll(() => world.end())

const people = 400

/** People over ten weeks, half of them by links, with what they did on days and in order of their own. */
async function fill(): Promise<void> {
  await world.sql.transaction(fillIn)
}

async function fillIn(sql: Sql): Promise<void> {
  // Rows of the past, without what their use cases do beside.
  await sql`set local session_replication_role = replica`
  await sql`insert into campaigns (name, cost_micro_dollars, created_at) values ('vk', 3000000, now() - interval '80 days'), ('tg', 0, now())`
  await sql`select setseed(0.5)`
  await sql`
    insert into users (telegram_id, first_name, language, created_at)
    select n, 'Ann', 'en', now() - random() * interval '70 days' from generate_series(1, ${people}::integer) n`
  await sql`
    insert into starts (user_id, first_kind, first_name)
    select n, 'campaign', (array['vk', 'tg', 'unknown'])[1 + n % 3] from generate_series(1, ${people / 2}::integer) n`
  await sql`
    insert into trials (user_id, granted, started_at)
    select telegram_id, 5, created_at + random() * (now() - created_at) * 0.1 from users where telegram_id % 4 > 0 and telegram_id <= ${people}`
  await sql`
    insert into conversations (user_id, id, chat_id) overriding system value
    select telegram_id, telegram_id, telegram_id from users where telegram_id <= ${people}`
  await sql`
    insert into messages_log (user_id, update_id, chat_id, message_id, conversation_id, model, purse, price, status, failure, asked_at, answered_at)
    select user_id, row_number() over (), user_id, 1, user_id, 'standard', 'trial', 1,
      case when good then 'answered' else 'failed' end, case when good then null else 'test' end, at, case when good then at end
    from (
      select telegram_id as user_id, created_at + random() * (now() - created_at) as at, random() < 0.7 as good
      from users, generate_series(1, 6) where telegram_id % 5 > 0 and telegram_id <= ${people}
    ) asked`
  await sql`
    insert into transactions (user_id, kind, status, product, invoice_payload, currency, amount, credits_granted,
      telegram_payment_charge_id, paid_at, refunded_at)
    select telegram_id, 'order', case when n = 2 then 'refunded' else 'paid' end, 'pack-50', 'p' || telegram_id || '-' || n, 'XTR',
      100, 50, 'c' || telegram_id || '-' || n, created_at + random() * (now() - created_at), case when n = 2 then now() end
    from users, generate_series(1, 3) n where telegram_id % 7 < n and telegram_id <= ${people}`
  await sql`
    insert into costs (user_id, work_kind, work_id, attempt, try, day, purse, model, provider_model, outcome, input_tokens,
      cached_input_tokens, output_tokens, reasoning_tokens, estimated, micro_dollars, price)
    select user_id, 'question', id, 1, 1, (asked_at at time zone 'UTC')::date, purse, 'standard', 'm', 'answered', 50, 0, 60, 0, false,
      4000, '{}' from messages_log where user_id <= ${people}`
}

/** The same as the cohorts of the page, counted over the people themselves. */
async function counted(campaign?: string) {
  return world.sql`
    with people as (
      select telegram_id as id, date_trunc('week', created_at at time zone 'UTC') as week from users
      left join starts on user_id = telegram_id and first_kind = 'campaign'
      where ${campaign}::text is null or starts.first_name = ${campaign}
    )
    select week::date::text, count(*) as came, count(*) filter (where exists (select from trials where user_id = p.id)) as trial,
      count(*) filter (where exists (select from messages_log where user_id = p.id and status = 'answered')) as answered,
      count(*) filter (where (select count(*) from transactions where user_id = p.id and status = 'paid') >= 1) as paid,
      count(*) filter (where (select count(*) from transactions where user_id = p.id and status = 'paid') >= 2) as paid_again,
      array(select count(distinct user_id)::integer
        from generate_series(week, date_trunc('week', now() at time zone 'UTC'), '7 days') as each
        left join messages_log m on date_trunc('week', m.asked_at at time zone 'UTC') = each
          and user_id in (select id from people q where q.week = p.week)
        group by each order by each) as asked
    from people p group by week order by week`
}

async function shown(input: object = {}) {
  const { status, body } = await browser.call('growth', input)
  expect(status).toBe(200)
  return (body['cohorts'] as unknown as { came: number }[]).filter(({ came }) => came > 0)
}

const snake = (rows: Record<string, unknown>[]) =>
  rows.map(({ paidAgain, ...rest }) => ({ ...rest, paid_again: paidAgain }))

describe('growth', () => {
  test('is the same as what is counted over the people themselves, for all and for each campaign', async () => {
    await countGrowth(world.sql, catalog)
    expect(await shown()).toEqual(snake(await counted()))
    for (const campaign of ['vk', 'tg']) expect(await shown({ campaign })).toEqual(snake(await counted(campaign)))
    expect((await browser.call('growth', { weeks: '3' })).body['cohorts']).toHaveLength(3)
  })

  test('is the same when it is counted again, over a few days or many', async () => {
    const all = () => world.sql`select * from growth_figures order by day, week, campaign, figure`
    await countGrowth(world.sql, catalog, 200)
    const before = await all()
    for (const days of [2, 9, 35, 200, undefined]) {
      await countGrowth(world.sql, catalog, days)
      expect([days, await all()]).toEqual([days, before])
    }
  })

  test('shows campaigns as they are counted over their people', async () => {
    await countGrowth(world.sql, catalog, 200)
    const raw = await campaignFigures(world.sql, catalog)
    const listed = await listCampaigns(world.sql)
    const byName = (a: { name: string }, b: { name: string }) => a.name.localeCompare(b.name)
    expect(raw).toHaveLength(2)
    expect(listed.toSorted(byName)).toMatchObject(raw.toSorted(byName))
    expect(raw.find(({ name }) => name === 'vk')).toMatchObject({ paidBackOn: expect.any(String) as string })
  })
})

describe('what a person brings', () => {
  const value = async () => {
    const { status, body } = await browser.call('personValue')
    expect(status).toBe(200)
    return body as unknown as Record<'months' | 'weeks', { active: number; people: number }[]>
  }
  const perStar = catalog.money.microDollarsPerStar

  test('in a month is the same as what is counted over the people themselves', async () => {
    await countMonths(world.sql, 12)
    const raw = await world.sql`
      with each as (
        select month as begin, month + interval '1 month' as next
        from generate_series(date_trunc('month', now() at time zone 'UTC') - interval '11 months', now() at time zone 'UTC', '1 month') as month
      ), asked as (
        select user_id, asked_at at time zone 'UTC' as at from messages_log
      ), paid as (
        select user_id, paid_at at time zone 'UTC' as at, amount from transactions where status = 'paid'
      )
      select begin::date::text as month,
        (select count(distinct user_id) from asked where at >= begin and at < next) as active,
        (select count(distinct user_id) from paid where at >= begin and at < next) as payers,
        (select coalesce(sum(amount), 0) * ${perStar}::integer from paid where at >= begin and at < next)::bigint as revenue,
        (select coalesce(sum(micro_dollars), 0) from costs where day >= begin and day < next)::bigint as cost
      from each order by begin`
    const { months } = await value()
    expect(months).toEqual(raw)
    expect(months.filter(({ active }) => active > 0).length).toBeGreaterThan(1)
  })

  test('so far is the same, by the week in which they came', async () => {
    const raw = await world.sql`
      with people as (
        select telegram_id as id, date_trunc('week', created_at at time zone 'UTC')::date as week from users
      ), paid as (
        select user_id, amount from transactions where status = 'paid'
      )
      select week::text, count(*) as people,
        count(*) filter (where exists (select from paid where user_id = p.id)) as payers,
        sum((select coalesce(sum(amount), 0) from paid where user_id = p.id) * ${perStar}::integer)::bigint as revenue,
        sum((select coalesce(sum(micro_dollars), 0) from costs where user_id = p.id))::bigint as cost
      from people p group by week order by week`
    const { weeks } = await value()
    expect(weeks).toHaveLength(26)
    expect(weeks.filter(({ people }) => people > 0)).toEqual(raw)
    expect(raw.some(({ revenue, cost }) => Number(revenue) > Number(cost))).toBe(true)
  })

  test('is the same when it is counted again, and a month is read once within an hour', async () => {
    const before = await value()
    for (const months of [1, 2, 12]) {
      await countMonths(world.sql, months)
      expect(await value()).toEqual(before)
    }
    const counted = () => world.sql`select month::text, active, counted_at from month_figures order by month`
    const kept = await counted()
    await countMonths(world.sql)
    expect(await counted()).toEqual(kept)
    await world.sql`update month_figures set active = 0, counted_at = now() - interval '2 hours'`
    await countMonths(world.sql)
    const again = await counted()
    expect(again).toHaveLength(12)
    expect(again.at(-1)).toMatchObject({ active: kept.at(-1)!['active'] })
    expect(again[0]).toMatchObject({ active: 0 })
    await world.sql`delete from month_figures where month > now() - interval '4 months'`
    await countMonths(world.sql)
    expect((await counted()).map(({ active }) => active).slice(-4)).toEqual(kept.map(({ active }) => active).slice(-4))
  })

  test('is counted from the beginning where a release before has counted days without the money of all people', async () => {
    const before = await value()
    await world.sql`delete from growth_figures where campaign = '' and figure in ('revenue', 'provider')`
    await world.sql`delete from month_figures`
    await countGrowth(world.sql, catalog)
    await countMonths(world.sql)
    expect(await value()).toEqual(before)
  })
})

describe('a campaign in the cabinet', () => {
  const listed = async (name: string) => {
    const { campaigns } = (await browser.call('campaigns')).body as unknown as { campaigns: { name: string }[] }
    return campaigns.find((campaign) => campaign.name === name)
  }

  test('is made once, edited, archived and brought back, each time on record', async () => {
    const made = { name: 'blog', cost_micro_dollars: 5_000_000, ...because('an ad in a blog') }
    for (const _ of [1, 2]) expect((await browser.call('makeCampaign', made)).status).toBe(200)
    expect((await browser.call('makeCampaign', { ...made, ...because() })).body.error?.code).toBe('campaign_exists')
    expect(await listed('blog')).toMatchObject({ cost_micro_dollars: 5_000_000, starts: 0, archived: false })
    await browser.call('editCampaign', { name: 'blog', cost_micro_dollars: 7_000_000, ...because() })
    await browser.call('editCampaign', { name: 'blog', archived: true, ...because() })
    expect(await listed('blog')).toMatchObject({ cost_micro_dollars: 7_000_000, archived: true })
    await browser.call('editCampaign', { name: 'blog', archived: false, ...because() })
    expect(await listed('blog')).toMatchObject({ archived: false })
    const noBonus = { bonus: null, mostBonuses: 0 }
    const record = await world.sql`select action, before, after from audit_log where subject = 'blog' order by id`
    expect(record).toEqual([
      { action: 'campaign_made', before: {}, after: { costMicroDollars: 5_000_000, ...noBonus } },
      {
        action: 'campaign_edited',
        before: { costMicroDollars: 5_000_000, ...noBonus, archived: false },
        after: { costMicroDollars: 7_000_000, ...noBonus, archived: false },
      },
      {
        action: 'campaign_edited',
        before: { costMicroDollars: 7_000_000, ...noBonus, archived: false },
        after: { costMicroDollars: 7_000_000, ...noBonus, archived: true },
      },
      {
        action: 'campaign_edited',
        before: { costMicroDollars: 7_000_000, ...noBonus, archived: true },
        after: { costMicroDollars: 7_000_000, ...noBonus, archived: false },
      },
    ])
  })

  test('takes a gift for new people, changes it and takes it away, each time on record', async () => {
    const gift = { bonus: { of: 'credits', amount: 10 }, most_bonuses: 500 }
    await browser.call('makeCampaign', { name: 'gifts', cost_micro_dollars: 0, ...gift, ...because() })
    expect(await listed('gifts')).toMatchObject({ ...gift, bonuses: 0 })
    const fewer = { name: 'gifts', bonus: { of: 'trial_messages', amount: 3 }, most_bonuses: 50, ...because() }
    for (const _ of [1, 2]) expect((await browser.call('editCampaign', fewer)).status).toBe(200)
    expect(await listed('gifts')).toMatchObject({ bonus: fewer.bonus, most_bonuses: 50 })
    await browser.call('editCampaign', { name: 'gifts', cost_micro_dollars: 1, ...because() })
    expect(await listed('gifts'), 'what is not given stays').toMatchObject({ bonus: fewer.bonus, most_bonuses: 50 })
    await browser.call('editCampaign', { name: 'gifts', bonus: null, ...because() })
    expect(await listed('gifts')).toMatchObject({ bonus: null })
    const record = await world.sql`
      select after->'bonus'->>'of' as kind, (after->>'mostBonuses')::integer as most from audit_log where subject = 'gifts' order by id`
    expect(record).toEqual([
      { kind: 'credits', most: 500 },
      { kind: 'trial_messages', most: 50 },
      { kind: 'trial_messages', most: 50 },
      { kind: null, most: 50 },
    ])
  })

  test('is deleted only when nobody has come by it', async () => {
    await browser.call('makeCampaign', { name: 'typo', cost_micro_dollars: 0, ...because() })
    expect((await browser.call('deleteCampaign', { name: 'typo', ...because() })).status).toBe(200)
    expect(await listed('typo')).toBeUndefined()
    expect((await browser.call('deleteCampaign', { name: 'vk', ...because() })).body.error?.code).toBe('campaign_used')
    expect((await browser.call('deleteCampaign', { name: 'typo', ...because() })).body.error?.code).toBe(
      'campaign_not_found',
    )
  })

  test('has a link as soon as the bot has said its name', async () => {
    expect((await browser.call('campaigns')).body['bot']).toBeNull()
    await world.api.noteBotName({ username: 'helper_bot' })
    await world.api.noteBotName({ username: 'pomogator_bot' })
    expect((await browser.call('campaigns')).body['bot']).toBe('pomogator_bot')
  })
})

describe('reminders in the cabinet', () => {
  test('show those who were reminded beside those who were not', async () => {
    // Payers of this test's people have paid after they came, which is when they were reminded.
    await world.sql`
      insert into win_backs (user_id, rule, occasion, held_out, at)
      select telegram_id, 'low_balance', 'test', telegram_id % 10 = 0, now() - interval '14 days' from users
      where telegram_id <= ${people} and created_at < now() - interval '14 days'`
    const [reminded, heldOut] = await world.sql<{ people: number; payers: number; stars: number }>`
      select count(distinct w.user_id) as people, count(distinct t.user_id) as payers, coalesce(sum(amount), 0)::bigint as stars
      from win_backs w left join transactions t on t.user_id = w.user_id and status = 'paid' and paid_at >= w.at
      group by held_out order by held_out`
    expect(heldOut!.people).toBeGreaterThan(0)
    expect(reminded!.payers).toBeGreaterThan(0)
    const { rules } = (await browser.call('reminders')).body as unknown as { rules: object[] }
    expect(rules).toHaveLength(4)
    expect(rules).toContainEqual({ rule: 'low_balance', reminded, held_out: heldOut })
  })
})
