import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatMarkdown } from '#platform/telegram/markdown/format.ts'
import { chaos } from '#platform/telegram/markdown/testing-markdown.ts'
import { beginning, plain } from './plain.ts'

describe('what a person typed', () => {
  test.each([
    '**[Refund failed, press here](https://evil.example)**',
    'a||b||c',
    '&lt;b&gt; &amp;amp;',
    '$x^2$ \\(x_1\\)',
    'www.evil.example, https://evil.example/_a_, a@b.org',
    '1. one',
    '[constructor][1]',
    '<tg://login>',
  ])('is shown as it is: %s', (words) => {
    const shown = { text: `of ${words} (7)`, entities: [] }
    expect(formatMarkdown(`of ${plain(words)} (7)`)).toEqual(shown)
  })

  test('never marks anything, adds no line and loses no sign, whatever it is', () => {
    fc.assert(
      fc.property(chaos, (words) => {
        const line = words.toWellFormed().replaceAll(/\s+/g, ' ')
        expect(formatMarkdown(`№ ${plain(words)} (7)`)).toEqual({ text: `№ ${line} (7)`, entities: [] })
        expect(formatMarkdown(`**${plain(`x${words}x`)}**`).text).toBe(`x${line}x`)
      }),
      { numRuns: 1_000 },
    )
  })

  test.each([
    ['😀😀', 3, '😀'],
    ['a👩‍👩‍👧', 5, 'a'],
    ['🇷🇺🇷🇺', 6, '🇷🇺'],
    ['й̈й̈', 3, 'й̈'],
    ['short', 5, 'short'],
  ])('is cut between characters: %s at %d', (words, most, expected) => {
    expect(beginning(words, most)).toBe(expected)
  })
})
