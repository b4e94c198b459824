import { expect, test } from 'vitest'
import { isSuspicious } from './suspicion.ts'

const usual = { starts: 200, asked: 120, alike: 18, trials: 150, inSteps: 60 }

test.for([
  ['an ad that brings many people', {}, false],
  ['half of the first questions alike', { alike: 60 }, true],
  ['less than half of them alike', { alike: 59 }, false],
  ['nine of ten accounts of which nothing is known', { inSteps: 135 }, true],
  ['fewer of them', { inSteps: 134 }, false],
  ['a handful, all alike', { starts: 19, asked: 19, alike: 19, trials: 19, inSteps: 19 }, false],
  ['twenty of which hardly any has done anything', { starts: 20, asked: 9, alike: 9, trials: 19, inSteps: 19 }, false],
] as const)('%s: suspicious or not', ([, more, suspicious]) => {
  expect(isSuspicious({ ...usual, ...more })).toBe(suspicious)
})
