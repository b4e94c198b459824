import fc from 'fast-check'
import { expect, test } from 'vitest'
import { agreeing } from '#web/kit/agreeing.ts'

const shown = (sums: { revenue: number; cost: number }) => {
  const { decimals, ...rounded } = agreeing(sums)
  return Object.values(rounded).map((micro) => (micro / 1e6).toFixed(decimals))
}

test.for([
  [{ revenue: 104_000, cost: 55_000 }, ['0.10', '0.06', '0.04']],
  [{ revenue: 1_005_000, cost: 1_005_000 }, ['1.01', '1.01', '0.00']],
  [{ revenue: 12_340_000, cost: 4_300 }, ['12.34000', '0.00430', '12.33570']],
  [{ revenue: 0, cost: 43 }, ['0.00000', '0.00004', '-0.00004']],
  [{ revenue: -500_000, cost: 20_000 }, ['-0.50', '0.02', '-0.52']],
] as const)('revenue, cost and margin of %j agree as they are shown', ([sums, words]) => {
  expect(shown(sums)).toEqual(words)
})

test('whatever is earned, the margin that is shown is the difference of what stands beside it, and nothing is off by more than a cent', () => {
  const sum = fc.integer({ min: -1e12, max: 1e12 })
  fc.assert(
    fc.property(sum, sum, (revenue, cost) => {
      const [earned, spent, margin] = shown({ revenue, cost }).map(Number)
      expect(margin).toBeCloseTo(earned! - spent!, 5)
      expect(Math.abs(margin! * 1e6 - (revenue - cost))).toBeLessThanOrEqual(10_001)
    }),
  )
})
