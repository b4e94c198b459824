import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readCatalog } from '#modules/catalog/catalog.ts'
import { History } from './money/history.ts'
import { brokenRules } from './money/rules.ts'
import { ofWords } from './money/steps.ts'
import { createMoneyWorld } from './money/world.ts'

let world: Awaited<ReturnType<typeof createMoneyWorld>>
beforeAll(async () => {
  const shipped = readCatalog('catalog.json')
  // Budgets that some histories use up, by the worst that a question may cost.
  const personDay = { microDollars: 200_000, whenUsedUp: 'cheaper' as const }
  const trialDay = { microDollars: 50_000, whenUsedUp: 'no_trial' as const }
  world = await createMoneyWorld({ ...shipped, money: { ...shipped.money, budgets: { personDay, trialDay } } })
})
afterAll(() => world.end())

test(
  'no order of buying, paying, asking, failing, refunding and crashing breaks a rule of money',
  { timeout: 900_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(ofWords, async (steps) => {
        const history = new History(world)
        // The budget of all trials belongs to no person.
        const people = [0, history.person, history.other]
        await history.play(steps, async (step, index) => {
          expect(await brokenRules(world.sql, people), `after step ${index}: ${JSON.stringify(step)}`).toEqual([])
        })
      }),
      { numRuns: Number(process.env['MONEY_RUNS'] ?? 75), endOnFailure: false },
    )
  },
)
