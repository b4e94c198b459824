import { expect, test } from 'vitest'
import { csv } from './csv.ts'

test.each([
  ['=1', "'=1"],
  [' \n=1', '" \n\'=1"'],
  [';=1', '";\'=1"'],
  ['a;"=1', '"a;""\'=1"'],
  ['\n"=1', '"\n""\'=1"'],
  ['a\n=1;\t+2', '"a\n\'=1;\t\'+2"'],
  ['a = 1', 'a = 1'],
])('%j is written as %j', (cell, written) => expect(csv([['x', cell]])).toBe(`\ufeffx,${written}\r\n`))

test.each(['\n', ';', '"\n', ' '])('a long run of %j is read in one pass', (unit) => {
  expect(csv([['x', `${unit.repeat(1_000_000)}x`]]).length).toBeGreaterThan(1_000_000)
})
