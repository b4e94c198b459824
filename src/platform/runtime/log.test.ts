import { expect, test } from 'vitest'
import { withoutSecrets } from './log.ts'

test.each([
  ['at http://me:p@s/w:d@proxy:3128 now', 'at http://[credentials]@proxy:3128 now'],
  ['"//a:b@c" and //d:e@f', '"//[credentials]@c" and //[credentials]@f'],
  ['http://user:password@host:5432/database', 'http://user:password@host:5432/database'],
  ['http://localhost:8080/x', 'http://localhost:8080/x'],
])('of %j is told %j', (text, told) => expect(withoutSecrets(text)).toBe(told))

test('many addresses in one word are read in one pass', () => {
  const text = 'http://a:'.repeat(200_000)
  expect(withoutSecrets(text)).toBe(text)
})
