import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readCatalog } from '#modules/catalog/catalog.ts'
import { Circle } from './money/circle.ts'
import { usualTrial } from './money/history.ts'
import { brokenRules, brokenRulesOfGrowth } from './money/rules.ts'
import { ofGrowth } from './money/steps.ts'
import { createMoneyWorld } from './money/world.ts'

let world: Awaited<ReturnType<typeof createMoneyWorld>>
beforeAll(async () => {
  const referral = { trialMessages: 2, inviterCredits: 20, mostPerMonth: 1 }
  const shipped = readCatalog('catalog.json')
  // The rules of money say what an open question holds of its budgets, so there are some.
  const personDay = { microDollars: 10_000_000, whenUsedUp: 'cheaper' as const }
  const trialDay = { microDollars: 10_000_000, whenUsedUp: 'no_trial' as const }
  world = await createMoneyWorld({
    ...shipped,
    referral,
    money: { ...shipped.money, budgets: { personDay, trialDay } },
  })
})
afterAll(() => world.end())

test(
  'no order of links, codes, gifts, payments, refunds and crashes gives more than the rules, or leaves a reward whose cause is undone',
  { timeout: 900_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(ofGrowth, async (moments) => {
        const circle = new Circle(world)
        const { people, names } = circle
        await circle.play(moments, async (moment, index) => {
          const where = `after moment ${index}: ${JSON.stringify(moment)}`
          expect(await brokenRules(world.sql, [0, ...people]), where).toEqual([])
          expect(await brokenRulesOfGrowth(world.sql, { people, names, usualTrial }), where).toEqual([])
        })
      }),
      { numRuns: Number(process.env['MONEY_RUNS'] ?? 10), endOnFailure: true },
    )
  },
)
