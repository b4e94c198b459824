import { globSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import fc from 'fast-check'
import type { MessageEntity } from 'grammy/types'
import { describe, expect, test } from 'vitest'
import { faults, readable } from '#platform/telegram/testing-rules.ts'
import { formatAnswer, formatMarkdown, formatUnfinishedMarkdown } from './format.ts'
import { chaos, document, tangle } from './testing-markdown.ts'

describe('Markdown', () => {
  const cases: [string, string, string][] = [
    ['bold, italic, strike', '**a** *b* ~~c~~', '<bold>a</bold> <italic>b</italic> <strikethrough>c</strikethrough>'],
    ['nested marks', '**a *b* c**', '<bold>a <italic>b</italic> c</bold>'],
    ['bold in bold', '# a **b** c', '<bold>a b c</bold>'],
    ['inline code', 'use `npm ci` now', 'use <code>npm ci</code> now'],
    ['code in bold stands alone', '**a `b` c**', '<bold>a</bold> <code>b</code> <bold>c</bold>'],
    ['code in a quote leaves the quote whole', '> a `b` c', '<blockquote>a b c</blockquote>'],
    ['code in a spoiler is hidden too', '||a `b`||', '<spoiler>a b</spoiler>'],
    ['a program in a quote', '> a\n>\n> ```js\n> b\n> ```', '<blockquote>a</blockquote>\n\n<pre js>b</pre>'],
    ['a spoiler', 'it is ||the **butler**||.', 'it is <spoiler>the <bold>butler</bold></spoiler>.'],
    ['two bars that are no spoiler', 'a || b || c, x||y||z', 'a || b || c, x||y||z'],
    ['multiplication', '2*3*4 = 24 and 2**3**4', '2*3*4 = 24 and 2**3**4'],
    ['about', 'from ~5 to ~10', 'from ~5 to ~10'],
    ['a heading', '# Title\ntext', '<bold>Title</bold>\n\ntext'],
    ['a list', '- a\n- b', '• a\n• b'],
    ['a list right after its announcement', 'We need:\n- a\n- b\n\nThat is all.', 'We need:\n• a\n• b\n\nThat is all.'],
    ['a numbered list from 3', '3. a\n4. b', '3. a\n4. b'],
    ['numbers that only ask to be counted', '1. a\n1. b\n1. c', '1. a\n2. b\n3. c'],
    ['numbers that go their own way', '1. a\n2. b\n\n10. c', '1. a\n2. b\n\n10. c'],
    ['a nested list', '- a\n  - b\n    1. c', '• a\n  • b\n    1. c'],
    ['a line break in an item', '- a\n  b', '• a\n  b'],
    ['a program in an item', '- a\n  ```\n    x\n  ```', '• a\n<pre>  x</pre>'],
    ['tasks', '- [x] done\n- [ ] open', '☑ done\n☐ open'],
    ['a quote, with a quote in it', '> a\n>\n> > b', '<blockquote>a\n\nb</blockquote>'],
    ['a safe link', '[here](https://example.com)', '<text_link https://example.com>here</text_link>'],
    ['a link of Telegram', '[bot](tg://resolve?domain=x)', 'bot (tg://resolve?domain=x)'],
    ['an unsafe link', '[here](javascript:alert(1))', 'here (javascript:alert(1))'],
    ['a link that Telegram refuses', '[here](http://localhost:3000)', 'here (http://localhost:3000)'],
    ['an address to write to', '[mail](mailto:a@b.org) or a@b.org', 'mail (a@b.org) or a@b.org'],
    [
      'a link to a place below',
      '[here][1]\n\n[1]: https://example.com',
      '<text_link https://example.com>here</text_link>',
    ],
    ['a place nobody links to', '[1]: https://example.com', '[1]: https://example.com'],
    ['an image', '![cat](https://example.com/cat.png)', '<text_link https://example.com/cat.png>cat</text_link>'],
    [
      'an image that is a link',
      '[![ok](https://e.com/b.svg)](https://e.com)',
      '<text_link https://e.com>ok</text_link>',
    ],
    ['raw HTML', 'a <b>x</b> <tg-button data="buy">', 'a <b>x</b> <tg-button data="buy">'],
    ['a line break in HTML', 'a<br>b', 'a\nb'],
    ['a rule', 'a\n\n---\n\nb', 'a\n\n───────────\n\nb'],
    ['unfinished marks', '**a and `b', '**a and `b'],
    ['underscores in words', 'snake_case_name', 'snake_case_name'],
    ['nothing but an image without a name', '![]()', '![]()'],
    ['nothing', '', ''],
  ]
  test.each(cases)('%s', (_name, markdown, expected) => {
    expect(readable(formatMarkdown(markdown))).toBe(expected)
  })

  test('code keeps its language, and a fence that is still open is code already', () => {
    expect(readable(formatMarkdown('```python\nprint(1)\n```'))).toBe('<pre python>print(1)</pre>')
    expect(readable(formatMarkdown('```\nlet a = 1'))).toBe('<pre>let a = 1</pre>')
  })

  test('a long quote is folded', () => {
    expect(formatMarkdown(`> ${'word '.repeat(200)}`).entities[0]!.type).toBe('expandable_blockquote')
  })
})

describe('a bare address beside a dollar', () => {
  test.each<[string, string]>([
    ['It costs $5, write to _support@shop.com_', 'It costs $5, write to <italic>support@shop.com</italic>'],
    ['rsync $F /a@host.com', 'rsync $F /a@host.com'],
    ['$HOME/www.site.com', '$HOME/<text_link http://www.site.com>www.site.com</text_link>'],
    ['Цена $20 [1: https://a.com] и …', 'Цена $20 [1: <text_link https://a.com>https://a.com</text_link>] и …'],
    [
      'Формула $x^2$ [Источник: https://ru.wikipedia.org/wiki/X]',
      'Формула x² [Источник: <text_link https://ru.wikipedia.org/wiki/X>https://ru.wikipedia.org/wiki/X</text_link>]',
    ],
    ['| a | b |\n|---|---|\n| _a@b.com_ | $5 |', '<bold>a:</bold> <italic>a@b.com</italic>\n<bold>b:</bold> $5'],
  ])('%s', (markdown, expected) => {
    expect(readable(formatMarkdown(markdown))).toBe(expected)
    for (let end = 0; end <= markdown.length; end += 1)
      expect(faults(formatUnfinishedMarkdown(markdown.slice(0, end)))).toEqual([])
  })
})

describe('a table', () => {
  test('that is small is aligned', () => {
    expect(readable(formatMarkdown('| a | b |\n|---|--:|\n| x | 10 |\n| yy | 9 |'))).toBe(
      '<pre>a  │  b\n───┼───\nx  │ 10\nyy │  9</pre>',
    )
  })

  test('counts wide characters twice', () => {
    const { text } = formatMarkdown('| 日本 | b |\n|---|---|\n| 🐱 | c |\n| abcd | d |')
    expect(text.split('\n')).toEqual(['日本 │ b', '─────┼──', '🐱   │ c', 'abcd │ d'])
  })

  test('that is too wide for a phone becomes a list of records', () => {
    const wide = formatMarkdown(`| Name | About |\n|---|---|\n| Cat | **${'long '.repeat(12).trim()}**|`)
    expect(readable(wide)).toBe(`<bold>Name:</bold> Cat\n<bold>About:</bold> <bold>${'long '.repeat(12).trim()}</bold>`)
  })

  test('with links becomes a list of records, in which they still lead somewhere', () => {
    expect(readable(formatMarkdown('| a | b |\n|---|---|\n| x | [y](https://e.com) |'))).toBe(
      '<bold>a:</bold> x\n<bold>b:</bold> <text_link https://e.com>y</text_link>',
    )
  })

  test('with pictures too', () => {
    expect(readable(formatMarkdown('| a |\n|---|\n| ![x](https://e.com/x.png) |'))).toBe(
      '<bold>a:</bold> <text_link https://e.com/x.png>x</text_link>',
    )
  })

  test('keeps the cells for which there is no column', () => {
    expect(formatMarkdown('| a | b |\n|---|---|\n| c | d | e \\| f | g |').text).toContain('c │ d | e | f | g')
  })

  test('of nothing but a heading is still shown', () => {
    expect(formatMarkdown(`| a | ${'long '.repeat(12)} |\n|---|---|`).text).toBe(`a\n${'long '.repeat(12).trim()}`)
  })
})

describe('what a model wrote', () => {
  const hidden = (markdown: string) => readable(formatAnswer(markdown)).replaceAll('\u2060', '·')
  test('mentions nobody, offers no commands and sets no tags', () => {
    expect(hidden('[x](tg://user?id=1), tg://login, not://tg')).toBe('x (t·g://user?id=1), t·g://login, not://tg')
    expect(hidden('ask @durov, **@durov** or /start (/help@bot) #news $USD')).toBe(
      'ask @·durov, <bold>@·durov</bold> or /·start (/·help@bot) #·news $·USD',
    )
  })

  test('stays as it is where Telegram would not make a link of it', () => {
    const text = 'a@b.com, and/or, /usr/bin, C#, # 5, 5$, AC/DC'
    expect(hidden(text)).toBe(text)
    expect(hidden('`@name /cmd` https://e.com/@name#tag')).toBe(
      '<code>@name /cmd</code> <text_link https://e.com/@name#tag>https://e.com/@name#tag</text_link>',
    )
  })

  test('is not touched in our own texts, where a command is meant', () => {
    expect(formatMarkdown('Write /help').text).toBe('Write /help')
  })
})

describe('answers as models write them', () => {
  const directory = 'src/platform/telegram/markdown/corpus'
  test.each(globSync(`${directory}/*.md`).toSorted())('%s', async (file) => {
    const formatted = formatAnswer(readFileSync(file, 'utf8'))
    expect(faults(formatted)).toEqual([])
    const shown = readable(formatted).replaceAll('\u2060', '')
    await expect(`${shown}\n`).toMatchFileSnapshot(`corpus/${basename(file, '.md')}.txt`)
  })
})

describe('whatever a model writes', () => {
  test('the entities obey Telegram', () => {
    fc.assert(
      fc.property(chaos, (markdown) => {
        expect(faults(formatAnswer(markdown))).toEqual([])
      }),
      { numRuns: 500 },
    )
  })

  test('something is shown', () => {
    fc.assert(
      fc.property(chaos, (markdown) => {
        expect(formatAnswer(markdown).text.trim() === '').toBe(markdown.trim() === '')
      }),
      { numRuns: 300 },
    )
  })

  test('no word is lost that is not the address of a link', () => {
    fc.assert(
      fc.property(tangle, ({ markdown, words }) => {
        const { text, entities } = formatAnswer(markdown)
        expect(faults({ text, entities })).toEqual([])
        const shown = text + entities.map((entity) => (entity.type === 'text_link' ? entity.url : '')).join('')
        const letters = shown.replaceAll(/[ₐ-ₜ₀-₉ʷ\u2060]/gu, (sign) => sign.normalize('NFKC').replace('\u2060', ''))
        // The language of a program and the title of a link are not shown, and neither is what defines a link.
        const found = new Set(letters.match(/w\d+/g))
        expect(words.filter((word) => !found.has(word) && !isHidden(markdown, word, entities))).toEqual([])
      }),
      { numRuns: 3_000 },
    )
  })

  test('all words arrive, in order and once', () => {
    fc.assert(
      fc.property(document, ({ markdown, words }) => {
        expect(formatAnswer(markdown).text.match(/w\d+/g) ?? []).toEqual(words)
      }),
      { numRuns: 300 },
    )
  })

  test.each([
    ['brackets', '['.repeat(20_000)],
    ['quotes', '>'.repeat(20_000)],
    ['stars', '*a '.repeat(5_000)],
    ['lists in lists', Array.from({ length: 150 }, (_, depth) => `${' '.repeat(depth * 2)}- x`).join('\n')],
    ['dollars', '$a_'.repeat(5_000)],
    ['backslashes', '\\['.repeat(5_000)],
    ['backticks', Array.from({ length: 300 }, (_, n) => '`'.repeat(n)).join(' ')],
    ['bars', '||'.repeat(5_000)],
    ['links in brackets', `[${Array.from({ length: 2_000 }, (_, n) => `[${n}](http://a.b/${n})`).join(', ')}]. These`],
    ['pictures in brackets', `[${'![a]'.repeat(5_000)}[`],
    ['nested braces', `$${'\\frac{'.repeat(2_000)}$`],
  ])('%s without end is dealt with all the same', (_name, markdown) => {
    expect(faults(formatAnswer(markdown))).toEqual([])
  })
})

/** The first word after the fence of a program is its language. */
function isHidden(markdown: string, word: string, entities: MessageEntity[]): boolean {
  if (entities.some((entity) => entity.type === 'pre' && entity.language?.includes(word))) return true
  return new RegExp(`(\`{3,}|~{3,})[^\\n]*${word}(?!\\d)`).test(markdown)
}
