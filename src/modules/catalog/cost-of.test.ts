import fc from 'fast-check'
import { expect, test } from 'vitest'
import { costOf } from './cost-of.ts'

const price = { from: '2026-11-01', input: 100_000, cachedInput: 10_000, output: 500_000 }
const usage = (inputTokens: number, cachedInputTokens: number, outputTokens: number) => ({
  inputTokens,
  cachedInputTokens,
  outputTokens,
})

test.each([
  ['a usual question', usage(2000, 0, 700), 550],
  ['what the provider had in its cache', usage(2000, 1500, 700), 415],
  ['half a micro-dollar, which is rounded up', usage(0, 0, 1), 1],
  ['less than half of one, which is nothing', usage(4, 0, 0), 0],
  ['more cached tokens than tokens, which cannot be', usage(100, 900, 0), 1],
  ['nothing', usage(0, 0, 0), 0],
])('the cost of %s is counted in whole micro-dollars', (_what, tokens, microDollars) => {
  expect(costOf(tokens, price)).toBe(microDollars)
})

test.each([
  ['a minute of speech', { audioSeconds: 60 }, { perMinute: 4500 }, 4500],
  ['a second of it, which costs a part of a minute', { audioSeconds: 1 }, { perMinute: 4500 }, 75],
  ['seconds whose price is no whole number', { audioSeconds: 7 }, { perMinute: 1001 }, 117],
  ['two pictures', { pictures: 2 }, { perPicture: 40_000 }, 80_000],
  [
    'searches beside the tokens of an answer',
    { searches: 3, ...usage(2000, 0, 700) },
    { ...price, perSearch: 10_000 },
    30_550,
  ],
  ['what the provider takes nothing for', { audioSeconds: 60 }, {}, 0],
  ['cached tokens without a price of their own, as other tokens', usage(2000, 1500, 0), { input: 100_000 }, 200],
])('the cost of %s is counted in whole micro-dollars', (_what, used, each, microDollars) => {
  expect(costOf({ ...usage(0, 0, 0), ...used }, { from: '2026-11-01', ...each })).toBe(microDollars)
})

const tokens = fc.integer({ min: 0, max: 2_000_000 })
const microDollars = fc.integer({ min: 0, max: 1_000_000_000 })
const anyPrice = fc.record({
  from: fc.constant('2026-11-01'),
  input: microDollars,
  cachedInput: microDollars,
  output: microDollars,
})

test('a cost is within half a micro-dollar of what the provider counts, and never a fraction', () => {
  fc.assert(
    fc.property(tokens, tokens, tokens, anyPrice, (input, part, output, price) => {
      const cached = Math.min(part, input)
      const cost = BigInt(costOf(usage(input, cached, output), price))
      const exact =
        BigInt(input - cached) * BigInt(price.input) +
        BigInt(cached) * BigInt(price.cachedInput) +
        BigInt(output) * BigInt(price.output)
      const off = cost * 1_000_000n - exact
      expect(off <= 500_000n && off > -500_000n).toBe(true)
    }),
  )
})

test('more tokens never cost less, and cached ones never more than others where they are cheaper', () => {
  fc.assert(
    fc.property(tokens, tokens, tokens, anyPrice, (input, part, output, price) => {
      const cached = Math.min(part, input)
      const cost = costOf(usage(input, cached, output), price)
      expect(costOf(usage(input + 1, cached, output + 1), price)).toBeGreaterThanOrEqual(cost)
      if (price.cachedInput <= price.input) expect(cost).toBeLessThanOrEqual(costOf(usage(input, 0, output), price))
    }),
  )
})
