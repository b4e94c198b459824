import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { lastPart, textLimit } from '#platform/telegram/split.ts'
import { faults } from '#platform/telegram/testing-rules.ts'
import { formatUnfinishedMarkdown } from './format.ts'
import { GrowingText } from './growing.ts'
import { chaos } from './testing-markdown.ts'

/** What is shown after each thousand characters. */
function steps(markdown: string, size = 1_000) {
  const growing = new GrowingText()
  const shown = []
  for (let length = size; length < markdown.length + size; length += size)
    shown.push(growing.show(markdown.slice(0, length)))
  return shown
}

describe('a growing answer', () => {
  test('shows its end, whatever is left out before it', () => {
    const paragraphs = Array.from({ length: 400 }, (_, n) => `Абзац номер **${n}**, и в нём несколько слов.`).join(
      '\n\n',
    )
    const last = steps(paragraphs).at(-1)!
    expect(last.text).toMatch(/^…\n/)
    expect(last.text).toMatch(/Абзац номер 399, и в нём несколько слов\.$/)
    expect(last.text.length).toBeLessThanOrEqual(textLimit)
    expect(last.text.length).toBeGreaterThan(1_000)
  })

  test('is what it would be without leaving out, while it is short', () => {
    const markdown = '# a\n\n- **b** `c`\n\n```js\nlet d = 1\n```\n\n> e $x^2$\n\n'.repeat(60)
    for (let length = 100; length < markdown.length; length += 100) {
      const now = markdown.slice(0, length)
      expect(new GrowingText().show(now)).toEqual(lastPart(formatUnfinishedMarkdown(now)))
    }
  })

  test('goes on in the program that it is in', () => {
    const program = `Вот:\n\n\`\`\`python\n${Array.from({ length: 1_500 }, (_, n) => `x_${n} = ${n}\n`).join('')}`
    for (const { text, entities } of steps(program).slice(12)) {
      expect(entities).toMatchObject([{ type: 'pre', language: 'python' }])
      expect(text).toMatch(/^…\nx_\d+ = \d/)
    }
  })

  test('obeys Telegram at every step, whatever it is made of', () => {
    fc.assert(
      fc.property(fc.array(chaos, { minLength: 40, maxLength: 80 }), (texts) => {
        for (const step of steps(texts.join('\n\n'))) {
          expect(faults(step)).toEqual([])
          expect(step.text.length).toBeLessThanOrEqual(textLimit)
        }
      }),
      { numRuns: 20 },
    )
  })
})

test('a line of a million marks is read in one pass, whatever sign stands behind them', () => {
  const growing = new GrowingText()
  expect(growing.show(`${'~'.repeat(1_000_000)}\u2028\n${'word '.repeat(2_000)}`).text).toContain('word')
})
