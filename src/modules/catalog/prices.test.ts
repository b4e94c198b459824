import { expect, test } from 'vitest'
import { priceAt } from './prices.ts'

const price = (from: string, input: number) => ({ from, input, cachedInput: 0, output: 0 })
const prices = [price('2026-11-01', 100), price('2026-12-01', 200)]

test.each([
  ['before the first price is known', '2026-10-31T23:59:59Z', 100],
  ['within the first', '2026-11-30T23:59:59.999Z', 100],
  ['from midnight UTC on', '2026-12-01T00:00:00Z', 200],
])('a provider takes %s what stands for that day', (_when, moment, input) => {
  expect(priceAt({ prices }, new Date(moment))?.input).toBe(input)
})

test('the price of a model without any is unknown', () => {
  expect(priceAt({ prices: [] }, new Date())).toBeUndefined()
})
