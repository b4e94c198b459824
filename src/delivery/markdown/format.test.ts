import fc from 'fast-check'
import type { MessageEntity } from 'grammy/types'
import { describe, expect, test } from 'vitest'
import { splitFormatted } from '#delivery/split.ts'
import type { FormattedText } from '#delivery/formatted-text.ts'
import { formatMarkdown } from './format.ts'

/** The marked pieces of a text: `[['bold', 'word'], …]`. */
function marks({ text, entities }: FormattedText) {
  return entities.map(({ type, offset, length }) => [type, text.slice(offset, offset + length)])
}

/** Telegram's rules, written down a second time and strictly. */
function faults({ text, entities }: FormattedText): string[] {
  const found: string[] = []
  const end = (e: MessageEntity) => e.offset + e.length
  for (const [index, a] of entities.entries()) {
    if (a.length <= 0 || a.offset < 0 || end(a) > text.length) found.push(`${a.type} outside the text`)
    const inside = text.slice(a.offset, end(a))
    if (inside !== inside.trim()) found.push(`${a.type} begins or ends with white space`)
    if (/^[\udc00-\udfff]|[\ud800-\udbff]$/.test(inside)) found.push(`${a.type} tears a surrogate pair`)
    for (const b of entities.slice(index + 1)) {
      const apart = end(a) <= b.offset || end(b) <= a.offset
      if (apart) continue
      const nested = (a.offset <= b.offset && end(b) <= end(a)) || (b.offset <= a.offset && end(a) <= end(b))
      if (!nested) found.push(`${a.type} and ${b.type} overlap`)
      if ([a, b].some(({ type }) => type === 'code' || type === 'pre')) found.push(`${a.type} combined with ${b.type}`)
      if ([a, b].every(({ type }) => type.endsWith('blockquote'))) found.push('quotes nested')
      if (b.offset < a.offset) found.push('not in order')
    }
  }
  return found
}

describe('Markdown', () => {
  const cases: [string, string, string, unknown[]][] = [
    [
      'bold, italic, strike',
      '**a** *b* ~~c~~',
      'a b c',
      [
        ['bold', 'a'],
        ['italic', 'b'],
        ['strikethrough', 'c'],
      ],
    ],
    [
      'nested marks',
      '**a *b* c**',
      'a b c',
      [
        ['bold', 'a b c'],
        ['italic', 'b'],
      ],
    ],
    ['inline code', 'use `npm ci` now', 'use npm ci now', [['code', 'npm ci']]],
    [
      'code in bold stands alone',
      '**a `b` c**',
      'a b c',
      [
        ['bold', 'a'],
        ['code', 'b'],
        ['bold', 'c'],
      ],
    ],
    ['a heading', '# Title\n\ntext', 'Title\n\ntext', [['bold', 'Title']]],
    ['a list', '- a\n- b', '• a\n• b', []],
    ['a numbered list from 3', '3. a\n4. b', '3. a\n4. b', []],
    ['a nested list', '- a\n  - b\n    1. c', '• a\n  • b\n    1. c', []],
    ['tasks', '- [x] done\n- [ ] open', '☑ done\n☐ open', []],
    ['a quote, with a quote in it', '> a\n>\n> > b', 'a\n\nb', [['blockquote', 'a\n\nb']]],
    ['a safe link', '[here](https://example.com)', 'here', [['text_link', 'here']]],
    ['an unsafe link', '[here](javascript:alert(1))', 'here (javascript:alert(1))', []],
    ['an image', '![cat](https://example.com/cat.png)', 'cat', [['text_link', 'cat']]],
    [
      'raw HTML',
      'a <b>x</b> <tg-button type="callback_data" data="buy">',
      'a <b>x</b> <tg-button type="callback_data" data="buy">',
      [],
    ],
    ['unfinished marks', '**a and `b', '**a and `b', []],
    ['underscores in words', 'snake_case_name', 'snake_case_name', []],
    ['nothing', '', '', []],
  ]
  test.each(cases)('%s', (_name, markdown, text, expected) => {
    const formatted = formatMarkdown(markdown)
    expect(formatted.text).toBe(text)
    expect(marks(formatted)).toEqual(expected)
  })

  test('code keeps its language, and a fence that is still open is code already', () => {
    expect(formatMarkdown('```python\nprint(1)\n```').entities).toEqual([
      { type: 'pre', language: 'python', offset: 0, length: 8 },
    ])
    expect(formatMarkdown('```\nlet a = 1').entities).toEqual([{ type: 'pre', offset: 0, length: 9 }])
  })

  test('a small table is aligned, a wide one becomes a list of records', () => {
    expect(formatMarkdown('| a | b |\n|---|--:|\n| x | 10 |\n| yy | 9 |').text).toBe(
      'a  │  b\n───┼───\nx  │ 10\nyy │  9',
    )
    const wide = formatMarkdown(`| Name | About |\n|---|---|\n| Cat | ${'long '.repeat(12)}|`)
    expect(wide.text).toBe(`Name: Cat\nAbout: ${'long '.repeat(12).trim()}`)
    expect(marks(wide)).toEqual([
      ['bold', 'Name:'],
      ['bold', 'About:'],
    ])
  })

  test('a long quote is folded', () => {
    expect(formatMarkdown(`> ${'word '.repeat(200)}`).entities[0]!.type).toBe('expandable_blockquote')
  })
})

const word = fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' })
const piece = fc.oneof(
  word,
  fc.constantFrom(
    '**',
    '*',
    '_',
    '~~',
    '`',
    '```',
    '```js\n',
    '\n',
    '\n\n',
    '> ',
    '- ',
    '  - ',
    '1. ',
    '# ',
    '| a | b |\n|---|---|\n| c | d |\n',
    '[x](https://e.com)',
    '![](y)',
    '<b>',
    '\\',
    '---\n',
    '- [x] ',
    '&amp;',
    '  ',
    '[^1]',
    '\u200d',
    '👩‍👩‍👧',
    '🇷🇺',
  ),
)
const markdown = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(''))

describe('whatever a model writes', () => {
  test('the entities obey Telegram', () => {
    fc.assert(
      fc.property(markdown, (text) => {
        expect(faults(formatMarkdown(text))).toEqual([])
      }),
      { numRuns: 400 },
    )
  })

  test('every part obeys too, is short enough, and together they hold every character but the white space at the cuts', () => {
    fc.assert(
      fc.property(fc.array(markdown, { maxLength: 30 }), fc.integer({ min: 20, max: 200 }), (texts, limit) => {
        const formatted = formatMarkdown(texts.join('\n\n'))
        const parts = splitFormatted(formatted, limit)
        for (const part of parts) {
          expect(faults(part)).toEqual([])
          expect(part.text.length).toBeLessThanOrEqual(limit)
          expect(part.entities.length).toBeLessThanOrEqual(100)
          expect(part.text.isWellFormed()).toBe(formatted.text.isWellFormed())
        }
        const letters = (text: string) => text.replaceAll(/\s/g, '')
        expect(letters(parts.map((part) => part.text).join(''))).toBe(letters(formatted.text))
      }),
      { numRuns: 200 },
    )
  })

  test('no word or bold letter loses its mark at a cut', () => {
    const formatted = formatMarkdown(`**${'word '.repeat(300).trim()}**`)
    for (const part of splitFormatted(formatted, 200)) expect(marks(part)).toEqual([['bold', part.text]])
  })

  test('a program goes on as a program of the same language in the next part, with its indentation', () => {
    const lines = Array.from({ length: 300 }, (_, n) => `    line_${n} = ${n}`)
    const parts = splitFormatted(formatMarkdown(`\`\`\`python\n${lines.join('\n')}\n\`\`\``))
    expect(parts.length).toBeGreaterThan(1)
    for (const part of parts)
      expect(part.entities).toEqual([
        { type: 'pre', language: 'python', offset: expect.any(Number), length: expect.any(Number) },
      ])
    expect(
      parts
        .map((part) => part.text)
        .join('\n')
        .split('\n')
        .map((line) => line.trim()),
    ).toEqual(lines.map((line) => line.trim()))
  })

  test('a paragraph ends a part rather than the middle of one, and no emoji is torn', () => {
    const paragraph = `${'Слово '.repeat(60).trim()}.`
    const parts = splitFormatted(formatMarkdown(Array.from({ length: 30 }, () => paragraph).join('\n\n')))
    for (const part of parts) expect(part.text.endsWith(paragraph.slice(-6))).toBe(true)
    const families = splitFormatted(formatMarkdown('👩‍👩‍👧'.repeat(1000)))
    for (const part of families) expect(part.text.length % '👩‍👩‍👧'.length).toBe(0)
  })
})
