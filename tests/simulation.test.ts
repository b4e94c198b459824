import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { sectionOf, simulate } from '../scripts/simulate.ts'

test('the page about scaling shows what `npm run simulate` says', () => {
  expect(sectionOf(readFileSync('docs/scaling.md', 'utf8'))).toEqual(simulate())
})
