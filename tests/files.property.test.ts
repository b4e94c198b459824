import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readCatalog } from '#modules/catalog/catalog.ts'
import { History } from './money/history.ts'
import { brokenRules } from './money/rules.ts'
import { ofFiles, rareOfFiles, type Step } from './money/steps.ts'
import { createMoneyWorld } from './money/world.ts'

let world: Awaited<ReturnType<typeof createMoneyWorld>>
beforeAll(async () => {
  const shipped = readCatalog('catalog.json')
  const personDay = { microDollars: 500_000, whenUsedUp: 'cheaper' as const }
  world = await createMoneyWorld({
    ...shipped,
    money: { ...shipped.money, budgets: { personDay } },
    // Small enough that a document of some pages is more than a usual question.
    models: shipped.models.map((model) => ({ ...model, contextTokens: model.maxOutputTokens + 2_000 })),
  })
})
afterAll(() => world.end())

/** `npm run test:properties` takes ten thousand. */
const runs = Number(process.env['FILE_RUNS'] ?? 100)
const atOnce = 8
const seed = Number(process.env['FC_SEED'] ?? 3)

test(
  `in ${runs} histories of gestures with files, agreements, crashes, failures and refunds nothing is charged above its price or twice`,
  { timeout: 600_000 },
  async () => {
    const histories = [...rareOfFiles, ...fc.sample(ofFiles, { numRuns: runs, seed })]
    await Promise.all(
      Array.from({ length: atOnce }, (_, place) => playAll(histories.filter((_, n) => n % atOnce === place))),
    )
    for (const [what, count] of Object.entries(await happened())) expect(count, what).toBeGreaterThan(0)
  },
)

/** Of what may befall a question with files each has happened. */
async function happened(): Promise<Record<string, number>> {
  const [row] = await world.sql<Record<string, number>>`
    select count(*) filter (where purse = 'trial' and price > 1) as "an album of the trial",
      count(*) filter (where purse = 'subscription' and price > 1) as "more than usual in a plan",
      count(*) filter (where purse = 'credits' and price > 1) as "more than usual for credits",
      count(*) filter (where status = 'failed') as "failed",
      count(*) filter (where status = 'abandoned') as "abandoned",
      count(*) filter (where status = 'undelivered') as "undelivered",
      count(*) filter (where heard is not null and attempt > 1) as "taken over after it was heard",
      count(*) filter (where transcript_only and status = 'answered') as "a transcript",
      count(*) filter (where about = 'again') as "asked again",
      (select count(*) from attachments where from_page is not null and question_id is not null) as "asked about some pages",
      (select count(*) from waiting_questions join quotations using (user_id, update_id)) as "told and not paid",
      (select count(*) from transactions where status in ('refunded', 'refunding')) as "a refund"
    from messages_log where attached > 0`
  return row!
}

async function playAll(histories: Step[][]): Promise<void> {
  for (const steps of histories) {
    const history = new History(world)
    try {
      await history.play(steps, () => Promise.resolve())
      expect(await brokenRules(world.sql, [history.person, history.other])).toEqual([])
    } catch (error) {
      throw new Error(`With FC_SEED=${seed}: ${JSON.stringify(steps)}`, { cause: error })
    }
  }
}
