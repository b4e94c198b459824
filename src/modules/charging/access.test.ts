import { expect, test } from 'vitest'
import { type Means, quote } from './access.ts'

const nothing: Means = { modelId: null, credits: 0, trial: null, subscription: null, hadSubscription: false }
const trial = { granted: 3, used: 1, left: 2, rest: 0, restAt: null }
/** Work that no entry of the catalogue stands for. */
const image = { priceCredits: 12, trialMessages: null, subscription: false, isExtra: false, isUsualInTrial: false }

test('work of any kind is quoted by its price alone', () => {
  expect(quote({ ...nothing, credits: 12 }, image)).toEqual({ purse: 'credits', price: 12 })
  expect(quote({ ...nothing, credits: 11 }, image)).toEqual({ refused: 'insufficient_credits' })
})

test('a trial message pays only for work that is marked for the trial', () => {
  expect(quote({ ...nothing, trial }, { ...image, trialMessages: 1 })).toEqual({ purse: 'trial', price: 1 })
  expect(quote({ ...nothing, trial }, image)).toEqual({ refused: 'model_not_included' })
  expect(quote(nothing, { ...image, trialMessages: 1 })).toEqual({ refused: 'trial_not_started' })
})

test('a trial message pays before credits do', () => {
  expect(quote({ ...nothing, credits: 50, trial }, { ...image, trialMessages: 1 })).toEqual({
    purse: 'trial',
    price: 1,
  })
})
