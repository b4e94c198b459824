import fc from 'fast-check'
import { expect, test } from 'vitest'
import { titleOf } from './title.ts'

test('a short question is its own title', () => {
  expect(titleOf('  Как сварить\n\nяйцо? ')).toBe('Как сварить яйцо?')
})

test('a long one is cut between words, without a comma at the end', () => {
  expect(titleOf('Расскажи, пожалуйста, подробно про журнал, который база данных ведёт')).toBe(
    'Расскажи, пожалуйста, подробно про журнал…',
  )
  expect(titleOf('x'.repeat(100))).toBe(`${'x'.repeat(48)}…`)
})

test('whatever is asked, the title is short, whole and not empty', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 300 }), (question) => {
      fc.pre(question.trim() !== '')
      const title = titleOf(question)
      expect(title.length).toBeGreaterThan(0)
      expect(title.length).toBeLessThanOrEqual(49)
      expect(title.isWellFormed()).toBe(true)
    }),
  )
})
