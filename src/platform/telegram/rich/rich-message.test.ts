import { globSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chaos, document } from '#platform/telegram/markdown/testing-markdown.ts'
import { richMessage } from './rich-message.ts'
import type { Block, Text } from './shapes.ts'
import { faults } from './testing-rules.ts'

/** Something that asks for a rich message, after which the rest of an answer is looked at. */
const formula = '$$a_1$$\n\n'
const afterFormula = (markdown: string) => richMessage(formula + markdown)?.blocks.slice(1)

describe('a rich message is made for', () => {
  test.each([
    ['a table', '| a |\n|---|\n| b |'],
    ['a table in an item', '- x\n\n  | a |\n  |---|\n  | b |'],
    ['a formula', 'so $x_1 = 2$'],
    ['a formula on display', '\\[ \\frac{a}{b} \\]'],
    ['a formula in a fence', '```math\na^2\n```'],
  ])('%s', (_name, markdown) => {
    expect(faults(richMessage(markdown)!)).toEqual([])
  })

  test.each([
    ['plain words', 'hello'],
    ['marks, lists and programs', '# a\n\n**b** [c](https://e.com)\n\n1. d\n   - [ ] e\n\n```js\nf()\n```'],
    ['prices', 'from $5 to $10'],
    ['a lone letter', 'where $x$ is the width and $5$ the height'],
    ['a formula in a program', '```\n$x^2$\n```'],
    ['a table of nothing', '| |\n|---|\n| |'],
    ['nothing', ''],
  ])('not for %s', (_name, markdown) => {
    expect(richMessage(markdown)).toBeUndefined()
  })
})

describe('a rich message shows', () => {
  test('a table with its heading, alignment, marks and empty cells', () => {
    expect(richMessage('| | **b** |\n|:-:|--:|\n| x | `1` |\n| $y^2$ |')!.blocks).toEqual([
      {
        type: 'table',
        is_bordered: true,
        is_striped: true,
        cells: [
          [
            { text: '', is_header: true, align: 'center', valign: 'middle' },
            { text: { type: 'bold', text: 'b' }, is_header: true, align: 'right', valign: 'middle' },
          ],
          [
            { text: 'x', align: 'center', valign: 'middle' },
            { text: { type: 'code', text: '1' }, align: 'right', valign: 'middle' },
          ],
          [
            { text: { type: 'mathematical_expression', expression: 'y^2' }, align: 'center', valign: 'middle' },
            { text: '', align: 'right', valign: 'middle' },
          ],
        ],
      },
    ])
  })

  const examples: [string, string, Block[]][] = [
    [
      'marks in a paragraph',
      'a **b *c*** ~~d~~ ||e|| `f`',
      [
        paragraph(
          'a ',
          { type: 'bold', text: ['b ', { type: 'italic', text: 'c' }] },
          ' ',
          { type: 'strikethrough', text: 'd' },
          ' ',
          { type: 'spoiler', text: 'e' },
          ' ',
          { type: 'code', text: 'f' },
        ),
      ],
    ],
    [
      'headings and rules',
      '# a\n\n###### b\n\n---',
      [{ type: 'heading', text: 'a', size: 1 }, { type: 'heading', text: 'b', size: 6 }, { type: 'divider' }],
    ],
    [
      'nested lists with their numbers and tasks',
      '3. a\n   - b\n     - [x] c\n     - [ ] d\n4. e',
      [
        {
          type: 'list',
          items: [
            {
              value: 3,
              type: '1',
              blocks: [
                paragraph('a'),
                {
                  type: 'list',
                  items: [
                    {
                      blocks: [
                        paragraph('b'),
                        {
                          type: 'list',
                          items: [
                            { has_checkbox: true, is_checked: true, blocks: [paragraph('c')] },
                            { has_checkbox: true, blocks: [paragraph('d')] },
                          ],
                        },
                      ],
                    },
                  ],
                },
              ],
            },
            { value: 4, type: '1', blocks: [paragraph('e')] },
          ],
        },
      ],
    ],
    [
      'an item without words',
      '- a\n-\n- b',
      [{ type: 'list', items: ['a', '', 'b'].map((text) => ({ blocks: [{ type: 'paragraph', text }] })) }],
    ],
    [
      'programs, as they are',
      '```python\n  if a < b:\n    **c**\n```\n\n    d',
      [
        { type: 'pre', language: 'python', text: '  if a < b:\n    **c**' },
        { type: 'pre', text: 'd' },
      ],
    ],
    [
      'quotes in quotes',
      '> a\n>\n> > b',
      [{ type: 'blockquote', blocks: [paragraph('a'), { type: 'blockquote', blocks: [paragraph('b')] }] }],
    ],
    [
      'formulas in a line and on display',
      'Let $x_1$ be\n\\[\nx_1 = 2\n\\]\nand $$y^2$$ too.\n\n```math\n\\frac{a}{b}\n```',
      [
        paragraph('Let ', { type: 'mathematical_expression', expression: 'x_1' }, ' be'),
        { type: 'mathematical_expression', expression: 'x_1 = 2' },
        paragraph('and ', { type: 'mathematical_expression', expression: 'y^2' }, ' too.'),
        { type: 'mathematical_expression', expression: '\\frac{a}{b}' },
      ],
    ],
    [
      'links that are safe',
      '[**a** b](https://e.com/x?y=1&z=2), [c][1], https://e.com, a@b.org\n\n[1]: https://e.org',
      [
        paragraph(
          { type: 'url', text: [{ type: 'bold', text: 'a' }, ' b'], url: 'https://e.com/x?y=1&z=2' },
          ', ',
          { type: 'url', text: 'c', url: 'https://e.org' },
          ', ',
          { type: 'url', text: 'https://e.com', url: 'https://e.com' },
          ', ',
          { type: 'email_address', text: 'a@b.org', email_address: 'a@b.org' },
        ),
      ],
    ],
    [
      'other links as words',
      '[a](javascript:alert(1)) [b](http://localhost) [c](mailto:x@y.org) [d](/e) [](https://e.com)',
      [paragraph('a (javascript:alert(1)) b (http://localhost) c (x@y.org) d (/e)')],
    ],
    [
      'pictures as links, never to be fetched',
      '![cat](https://e.com/cat.png) [![ok](https://e.com/b.svg)](https://e.com) ![](https://e.com/a.png) ![x](file:///y)',
      [
        paragraph(
          { type: 'url', text: 'cat', url: 'https://e.com/cat.png' },
          ' ',
          { type: 'url', text: 'ok', url: 'https://e.com' },
          ' ',
          { type: 'url', text: 'https://e.com/a.png', url: 'https://e.com/a.png' },
          ' x (file:///y)',
        ),
      ],
    ],
    [
      'raw HTML as it is written, but for a line break',
      'a<br>b <b>c</b> <tg-button type="callback_data" data="buy">d</tg-button>\n\n<img src="https://e.com/x.png">',
      [
        paragraph('a\nb <b>c</b> <tg-button type="callback_data" data="buy">d</tg-button>'),
        paragraph('<img src="https://e.com/x.png">'),
      ],
    ],
    ['footnotes', 'a[^1]\n\n[^1]: b *c*', [paragraph('a[1]'), paragraph('[1] b ', { type: 'italic', text: 'c' })]],
    ['a place nobody links to', '[1]: https://e.com', [paragraph('[1]: https://e.com')]],
    ['nothing of a heading, a program and a quote without words', '#\n\n```\n```\n\n>\n\na', [paragraph('a')]],
  ]
  test.each(examples)('%s', (_name, markdown, expected) => {
    expect(afterFormula(markdown)).toEqual(expected)
  })

  test('names, commands and tags without links', () => {
    expect(richMessage(`${formula}@name /start #tag`)).toMatchObject({ skip_entity_detection: true })
  })
})

describe('what is too much for one rich message stays an ordinary answer:', () => {
  const table = (columns: number, rows: number) =>
    [row(columns), '|-'.repeat(columns), ...Array.from({ length: rows }, () => row(columns))].join('\n')
  const row = (columns: number) => '|x'.repeat(columns)
  const quotes = (depth: number) => `${'>'.repeat(depth)} $x^2$`
  test.each<[string, (count: number) => string, number]>([
    ['columns', (count) => table(count, 1), 20],
    ['rows', (count) => table(1, count), 498],
    ['paragraphs', (count) => `${formula}${'x\n\n'.repeat(count)}`, 499],
    ['items', (count) => `${formula}${'- x\n'.repeat(count)}`, 249],
    ['quotes in quotes', quotes, 14],
    ['Latin letters', (count) => formula + 'x'.repeat(count), 32_765],
    ['Russian letters', (count) => formula + 'ж'.repeat(count), 32_765],
    ['emoji', (count) => formula + '🐱'.repeat(count), 32_765],
  ])('%s', (_name, make, most) => {
    expect(faults(richMessage(make(most))!)).toEqual([])
    expect(richMessage(make(most + 1))).toBeUndefined()
  })

  test.each([
    ['quotes', '>'.repeat(20_000)],
    ['brackets', '['.repeat(20_000)],
    ['lists in lists', Array.from({ length: 150 }, (_, depth) => `${' '.repeat(depth * 2)}- x`).join('\n')],
    ['rows', '| a |\n|---|\n| b |\n'.repeat(5_000)],
  ])('%s without end', (_name, markdown) => {
    const message = richMessage(formula + markdown)
    expect(message === undefined || faults(message).length === 0).toBe(true)
  })
})

describe('whatever a model writes', () => {
  test('the blocks obey Telegram', () => {
    fc.assert(
      fc.property(chaos, (markdown) => {
        const message = richMessage(`| a | b |\n|---|---|\n| ${markdown}`)
        expect(message === undefined ? [] : faults(message)).toEqual([])
      }),
      { numRuns: 300 },
    )
    fc.assert(
      fc.property(chaos, (markdown) => {
        const message = richMessage(formula + markdown)
        expect(message === undefined ? [] : faults(message)).toEqual([])
      }),
      { numRuns: 300 },
    )
  })

  test('all words arrive, in order and once', () => {
    fc.assert(
      fc.property(document, ({ markdown, words }) => {
        const shown = JSON.stringify(afterFormula(markdown))
        expect(shown.match(/w\d+/g) ?? []).toEqual(words)
      }),
      { numRuns: 300 },
    )
  })

  test.each(globSync('src/platform/telegram/markdown/corpus/*.md').toSorted())('%s obeys Telegram', (file) => {
    expect(faults(richMessage(formula + readFileSync(file, 'utf8'))!)).toEqual([])
  })
})

function paragraph(...pieces: Text[]): Block {
  return { type: 'paragraph', text: pieces.length > 1 ? pieces : pieces[0]! }
}
