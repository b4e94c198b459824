import { expect, test } from 'vitest'
import { chosenPages } from './chosen-pages.ts'

test.each<[string, number, number]>([
  ['3', 3, 3],
  [' 3. ', 3, 3],
  ['2-5', 2, 5],
  ['2–5', 2, 5],
  ['2 — 5', 2, 5],
  ['с 2 по 5', 2, 5],
  ['С 2 до 5', 2, 5],
  ['страницы 2–5', 2, 5],
  ['стр. 7', 7, 7],
  ['from 2 to 5', 2, 5],
  ['pages 2-5', 2, 5],
  ['p. 12', 12, 12],
  ['5-5', 5, 5],
])('%j are the pages %d to %d', (text, fromPage, toPage) => {
  expect(chosenPages(text)).toEqual({ fromPage, toPage })
})

test.each(['', 'все', '0', '5-2', '0-3', '1, 3', '2-', '-5', '1-2-3', '12345', '2.5', 'три', '3 и 5'])(
  '%j names no pages',
  (text) => {
    expect(chosenPages(text)).toBeUndefined()
  },
)

test('a long run of spaces names no pages', () => {
  expect(chosenPages(`p${' '.repeat(1_000_000)}x`)).toBeUndefined()
})
