/**
 * How long the pages of the cabinet take when there are many people: `npm run bench:cabinet`. Fills the tables past all rules, then
 * times what each page asks of the database, all pages in turn and that several times. With `--publish` it writes docs/performance.md.
 */
import { parseArgs } from 'node:util'
import { cohortsOf } from '#modules/campaigns/growth.ts'
import { countGrowth } from '#modules/campaigns/count-growth.ts'
import { countMonths } from '#modules/campaigns/count-months.ts'
import { listCampaigns } from '#modules/campaigns/list-campaigns.ts'
import { estimateSegment } from '#modules/broadcasts/segment.ts'
import { findBroadcast, listBroadcasts } from '#modules/broadcasts/broadcasts.ts'
import { listAudit } from '#modules/cabinet/audit/audit.ts'
import { healthOf } from '#modules/cabinet/pages/health.ts'
import { moneyPage, personValue } from '#modules/cabinet/pages/money.ts'
import { peoplePage, personPage } from '#modules/cabinet/pages/person.ts'
import { Today } from '#modules/cabinet/pages/today.ts'
import { readCatalog } from '#modules/catalog/catalog.ts'
import { figuresOf } from '#modules/experiments/count-figures.ts'
import { listExperiments } from '#modules/experiments/experiments.ts'
import { countDays } from '#modules/owner/daily-figures.ts'
import { listDifferences, listPayments } from '#modules/payments/list-payments.ts'
import { promoFigures } from '#modules/promo-codes/figures.ts'
import { documentsOf } from '#modules/settings/documents.ts'
import { listChanges, newestSettings } from '#modules/settings/versions.ts'
import { listTickets, talkWith } from '#modules/support/tickets.ts'
import { winBackFigures } from '#modules/win-back/figures.ts'
import { fill } from './cabinet-fill.ts'
import { startDatabase } from './database.ts'
import { overRounds, percentile, print } from './figures.ts'
import { writeSection } from './page.ts'

const { values: wish } = parseArgs({
  options: {
    people: { type: 'string', default: '1000000' },
    questions: { type: 'string', default: '20000000' },
    rounds: { type: 'string', default: '30' },
    times: { type: 'string', default: '5' },
    publish: { type: 'boolean', default: false },
    /** A folder in which what was filled is kept for another run. */
    data: { type: 'string' },
  },
})
const [people, questions, rounds, times] = [wish.people, wish.questions, wish.rounds, wish.times].map(Number) as [
  number,
  number,
  number,
  number,
]
const limit = 50
const mostMs = 300
const catalog = readCatalog('catalog.json')
const database = await startDatabase(wish.data)
const program = database.program(4)
const { sql } = program
const { owner } = database
const isFilled = (await owner`select 1 from users limit 1`).length > 0
if (!isFilled)
  await timed(`Filled ${people.toLocaleString('en')} people and ${questions.toLocaleString('en')} questions`, () =>
    fill(owner, { people, questions }),
  )
const isCounted = (await owner`select 1 from month_figures limit 1`).length > 0
if (!isCounted) {
  await timed('The worker counts 92 days', () => countDays(owner, catalog, 92))
  await timed('The worker counts the growth of a year', () => countGrowth(owner, catalog, 366))
  await timed('The worker counts 12 months', () => countMonths(owner, 12))
}
await timed('The worker counts 2 days', () => countDays(owner, catalog, 2))
await timed('The worker counts the growth of 2 days', () => countGrowth(owner, catalog, 2))
await timed('The worker counts a month', () => countMonths(owner, 1))
await owner`vacuum analyze daily_figures, growth_figures`

const freeLimits = { perDay: 10_000_000, perLink: 10_000_000, guests: 0 }
const somebody = () => 1 + Math.floor(Math.random() * people)
const [middle] = await sql<{ at: string }>`select created_at::text as at from users where telegram_id = ${people / 2}`
const [running] = await sql<{ id: number }>`select id from broadcasts where state = 'paused'`
const before = `${middle!.at}|1`
const pages: Record<string, () => Promise<unknown>> = {
  'Today, counted anew': () => new Today(sql).figures(),
  'Money, 30 days': () => moneyPage(sql, 30),
  'Money, 92 days': () => moneyPage(sql, 92),
  'Money, what a person brings': () => personValue(sql),
  'Growth, 12 weeks': () => cohortsOf(sql, { weeks: 12 }),
  'Growth, 26 weeks': () => cohortsOf(sql, { weeks: 26 }),
  'Growth, one link': () => cohortsOf(sql, { weeks: 12, campaign: 'ad-7' }),
  'Growth, links': () => listCampaigns(sql),
  'Growth, reminders': () => winBackFigures(sql),
  Experiments: async () =>
    figuresOf(
      sql,
      (await listExperiments(sql)).map(({ id }) => id),
    ),
  'Promo codes': () => promoFigures(sql),
  'People, newest': () => peoplePage(sql, { limit }),
  'People, deep': () => peoplePage(sql, { before, limit }),
  'People, by @name': () => peoplePage(sql, { search: `@name${somebody()}`, limit }),
  'People, by a common name': () => peoplePage(sql, { search: 'ann', limit }),
  'People, by charge id': () => peoplePage(sql, { search: `charge-${somebody()}`, limit }),
  'A person': () => personPage({ sql, catalog, documents: documentsOf([], []), freeLimits }, somebody()),
  Payments: () => listPayments(sql, { show: 'all', limit }),
  'Payments, refunded': () => listPayments(sql, { show: 'refunded', limit }),
  'Payments, being refunded': () => listPayments(sql, { show: 'refunding', limit }),
  'Payments, unmatched': () => listPayments(sql, { show: 'unmatched', limit }),
  Differences: () => listDifferences(sql, { before: undefined, limit }),
  'Support, open': () => listTickets(sql, { show: 'open', before: undefined, limit }),
  'Support, answered': () => listTickets(sql, { show: 'answered', before: undefined, limit }),
  'Support, a person': () => talkWith(sql, somebody()),
  Broadcasts: () => listBroadcasts(sql),
  'A broadcast under way': () => findBroadcast(sql, running!.id),
  'A segment, by plan': () => estimateSegment(sql, { news: 'agreed', plan: 'never' }),
  'A segment, by questions': () => estimateSegment(sql, { news: 'agreed', notAskedForDays: 7 }),
  Settings: () => Promise.all([newestSettings(sql), listChanges(sql, { limit: 100 })]),
  'Settings, versions': () => listChanges(sql, { limit: 100, setting: 'terms.ru' }),
  Health: () => healthOf(sql),
  Audit: () => listAudit(sql, { action: undefined, by: undefined, about: undefined, before: undefined, limit }),
  'Audit, one action': () =>
    listAudit(sql, { action: 'refund', by: undefined, about: undefined, before: undefined, limit }),
}

const took = new Map<string, { p50: number[]; p95: number[] }>(
  Object.keys(pages).map((name) => [name, { p50: [], p95: [] }]),
)
for (let time = 0; time < times; time += 1)
  for (const [name, ask] of Object.entries(pages)) {
    await ask()
    const each: number[] = []
    for (let round = 0; round < rounds; round += 1) {
      const from = performance.now()
      await ask()
      each.push(performance.now() - from)
    }
    took.get(name)!.p50.push(percentile(each, 50))
    took.get(name)!.p95.push(percentile(each, 95))
  }
const lines = [
  `${people.toLocaleString('en')} people and ${questions.toLocaleString('en')} questions in 90 days; ${times} times ${rounds} looks at each page, in milliseconds.`,
  '',
  '| page | p50 | p95 in the slowest time |',
  '|---|---:|---:|',
  ...[...took].map(([name, { p50, p95 }]) => `| ${name} | ${overRounds(p50)} | ${Math.max(...p95).toFixed(0)} |`),
]
for (const line of lines) print(line)
const slow = [...took].filter(([, { p95 }]) => Math.max(...p95) > mostMs).map(([name]) => name)
print(slow.length === 0 ? `No page takes more than ${mostMs} ms.` : `More than ${mostMs} ms: ${slow.join('; ')}.`)
if (wish.publish) writeSection('pages of the cabinet', lines)
await program.close()
await database.stop()

async function timed(what: string, work: () => Promise<unknown>): Promise<void> {
  const from = performance.now()
  await work()
  print(`${what}: ${((performance.now() - from) / 1000).toFixed(1)} s.`)
}
