import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { faults, readable } from '#platform/telegram/testing-rules.ts'
import { formatAnswer, formatUnfinishedMarkdown } from './format.ts'
import { completeMarkdown } from './unfinished.ts'
import { chaos, document } from './testing-markdown.ts'

const shown = (markdown: string) => readable(formatUnfinishedMarkdown(markdown))

describe('an answer in the middle', () => {
  test.each([
    ['of bold', 'a **bold wo', 'a <bold>bold wo</bold>'],
    ['of a mark', 'a **bold*', 'a <bold>bold</bold>'],
    ['of nothing but a mark', 'a **', 'a'],
    ['of bold in italic', '*a **b', '<italic>a <bold>b</bold></italic>'],
    ['of code', 'use `npm c', 'use <code>npm c</code>'],
    ['of a program', '```js\nlet a = `', '<pre js>let a = `</pre>'],
    ['of the end of a program', '```js\nlet a\n``', '<pre js>let a</pre>'],
    ['of the language of a program', 'so:\n```pyth', 'so:'],
    ['of a link', 'see [the **docs](https://exa', 'see the <bold>docs</bold>'],
    ['of the words of a link', 'see [the do', 'see the do'],
    ['of a spoiler', 'it is ||the but', 'it is <spoiler>the but</spoiler>'],
    ['of a formula', 'let $\\frac{a}{', 'let'],
    ['of a formula on display', 'let\n\n$$\nx^2 +', 'let'],
    ['of a price', 'it costs $5 and', 'it costs $5 and'],
    [
      'of a price and a mailbox',
      'It costs $5, write to _support@shop',
      'It costs $5, write to <italic>support@shop</italic>',
    ],
    ['of a table', 'so:\n\n| a | b |\n|--', 'so:'],
    ['of a table with a heading', 'so:\n\n| a | b |\n', 'so:'],
    ['of a list', '- a\n-', '• a'],
    ['of a task', '- [x] a\n- [', '☑ a'],
    ['of a heading', 'a\n\n##', 'a'],
    ['of a name', 'hello @dur', 'hello @\u2060dur'],
    ['of an address', 'at <https://exam', 'at'],
    ['that has not begun', '', ''],
  ])('%s', (_name, markdown, expected) => {
    expect(shown(markdown)).toBe(expected)
  })
})

/** Whether the letters of one text can be found in another in the same order. */
function isWithin(text: string, whole: string): boolean {
  let at = 0
  for (const char of text.replaceAll(/\s/g, '')) {
    at = whole.indexOf(char, at) + 1
    if (at === 0) return false
  }
  return true
}

describe('while an answer grows', () => {
  test('no sign is shown that vanishes later', () => {
    fc.assert(
      fc.property(document, fc.double({ min: 0, max: 1, noNaN: true }), ({ markdown }, share) => {
        const beginning = markdown.slice(0, Math.floor(markdown.length * share))
        const now = formatUnfinishedMarkdown(beginning).text
        const later = formatAnswer(markdown).text
        expect({ beginning, now, isWithin: isWithin(now, later) }).toEqual({ beginning, now, isWithin: true })
      }),
      { numRuns: 1000 },
    )
  })

  test('what is said long ago is shown', () => {
    fc.assert(
      fc.property(document, ({ markdown, words }) => {
        const now = formatUnfinishedMarkdown(`${markdown}\n\nw0 and so on`).text
        expect(now.match(/w[1-9]\d*/g) ?? []).toEqual(words)
      }),
      { numRuns: 200 },
    )
  })

  test('the entities obey Telegram, whatever the model writes', () => {
    fc.assert(
      fc.property(chaos, (markdown) => {
        expect(faults(formatUnfinishedMarkdown(markdown))).toEqual([])
      }),
      { numRuns: 500 },
    )
  })

  test.each(['[', '**', '`a ', '||', '$', '\\[', '<', '|'])('%s without end is dealt with all the same', (piece) => {
    expect(faults(formatUnfinishedMarkdown(piece.repeat(5_000)))).toEqual([])
  })
  test.each(['[a](', '[a](b '])('many beginnings of links are looked through once: %s', (piece) => {
    const markdown = `${piece.repeat(500_000)}\nx y`
    expect(completeMarkdown(markdown)).toBe(markdown)
  })
})
