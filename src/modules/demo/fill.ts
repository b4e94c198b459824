import type { Sql } from '#platform/database/sql.ts'
import { countGrowth } from '#modules/campaigns/count-growth.ts'
import { countMonths } from '#modules/campaigns/count-months.ts'
import type { Catalog } from '#modules/catalog/catalog.ts'
import { countExperiment } from '#modules/experiments/count-figures.ts'
import { countDays } from '#modules/owner/daily-figures.ts'
import { demoPeople, firstDemoId } from './business.ts'
import { writeGifts } from './gifts.ts'
import { writeBroadcasts, writeReminders } from './messages.ts'
import type { Surroundings } from './person.ts'
import { writePromos } from './promos.ts'
import { writeSchedules } from './schedules.ts'
import { writeDay } from './write-day.ts'

export interface Filled {
  people: number
  questions: number
  payments: number
}

/** As far back as there is business. */
const counted = { days: 92, months: 4 }

/**
 * Fills the tables with ninety days of a business, so that the cabinet has something to show. It goes through the same triggers
 * and checks as everything else. Where demo people exist already, no people are added. Only for a sandbox: the caller sees to that.
 */
export async function fillDemo(sql: Sql, seed: number, around: Surroundings): Promise<Filled> {
  await writePromos(sql)
  const filled = await sql.transaction((sql) => writePeople(sql, seed, around))
  filled.payments += await writeGifts(sql, around.catalog)
  await writeSchedules(sql, around.catalog)
  await writeCampaigns(sql)
  await writeExperiment(sql, around.catalog)
  await writeBroadcasts(sql)
  await writeReminders(sql)
  await countBudgets(sql)
  await countDays(sql, around.catalog, counted.days)
  await countGrowth(sql, around.catalog, counted.days)
  await countMonths(sql, counted.months)
  return filled
}

/** All in one transaction: at another moment the same seed makes other people, so a part of them could not be completed later. */
async function writePeople(sql: Sql, seed: number, around: Surroundings): Promise<Filled> {
  const filled: Filled = { people: 0, questions: 0, payments: 0 }
  await sql`select pg_advisory_xact_lock(hashtext('demo'))`
  if (await hasDemo(sql)) return filled
  for (const people of demoPeople(seed, around)) {
    await writeDay(sql, around.catalog, people)
    filled.people += people.length
    for (const { questions, payments } of people) {
      filled.questions += questions.length
      filled.payments += payments.length
    }
  }
  return filled
}

/** Whether demo people are among the people. */
export async function hasDemo(sql: Sql): Promise<boolean> {
  return (await sql`select 1 from users where telegram_id >= ${firstDemoId} limit 1`).length > 0
}

async function writeCampaigns(sql: Sql): Promise<void> {
  await sql`
    insert into campaigns (name, cost_micro_dollars, created_at)
    select name, cost * 1000000, now() - make_interval(days => days)
    from (values ('demo_channel', 240, 88), ('demo_blog', 90, 60), ('demo_ads', 310, 45)) as known (name, cost, days)
    on conflict (name) do nothing`
}

/** One that has ended: half of those who came meanwhile had another headline above the packs. */
async function writeExperiment(sql: Sql, catalog: Catalog): Promise<void> {
  const textsOf = (ru: string, en: string) => ({
    subject: 'offer_text',
    place: 'purchase',
    texts: [
      { language: 'ru', text: ru },
      { language: 'en', text: en },
    ],
  })
  const title = 'Demo: headline of the shop'
  const [made] = await sql<{ id: number; endedAt: Date }>`
    insert into experiments (title, subject, value, usual, percent_b, people_per_arm, most_days, state, created_at, started_at,
      enough_at, ended_at, published)
    select ${title}, 'offer_text', ${textsOf('**Больше вопросов**', '**More questions**')}::jsonb,
      ${textsOf('**Пополнить**', '**Top up**')}::jsonb, 50, 200, 45, 'ended', now() - interval '71 days', now() - interval '70 days',
      now() - interval '30 days', now() - interval '29 days', false
    where not exists (select from experiments where title = ${title}) returning id, ended_at`
  if (!made) return
  await sql`
    insert into experiment_arms (user_id, experiment_id, arm, at)
    select telegram_id, id, case telegram_id % 2 when 0 then 'A' else 'B' end, u.created_at
    from users u, experiments where id = ${made.id} and telegram_id >= ${firstDemoId}
      and u.created_at >= started_at and u.created_at < enough_at`
  await countExperiment(sql, catalog, made)
}

/** What budgets have spent is the sum of the costs of their time; those that began before the demo people count them too. */
async function countBudgets(sql: Sql): Promise<void> {
  await sql`
    update budget_periods p set spent = (
      select coalesce(sum(c.micro_dollars), 0) from costs c
      where c.day >= p.starts_on and (p.user_id = 0 or c.user_id = p.user_id) and (p.budget <> 'trial_day' or c.purse = 'trial'))
    where starts_on = budget_start(budget, (now() at time zone 'UTC')::date)`
}
