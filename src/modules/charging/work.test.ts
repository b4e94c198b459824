import { expect, test } from 'vitest'
import { restOf, type Work } from './work.ts'

const work: Work = { userId: 1, kind: 'question', id: 7, attempt: 1, source: 'credits', price: 5 }

test.each([
  { actual: 0, rest: 5 },
  { actual: 3, rest: 2 },
  { actual: 5, rest: 0 },
])('work quoted at 5 that costs $actual gives $rest back', ({ actual, rest }) => {
  expect(restOf(work, actual)).toBe(rest)
})

test('work never costs more than was quoted', () => {
  expect(() => restOf(work, 6)).toThrow('question 7 was quoted at 5 and must not cost 6')
})
