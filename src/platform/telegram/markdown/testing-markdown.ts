import fc from 'fast-check'

const word = fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' })

const marks = ['**', '*', '_', '~~', '`', '```', '||', '$', '$$', '\\', '\\(', '\\)', '\\[', '\\]', '<b>', '<br>']
const starts = ['```js\n', '\n', '\n\n', '> ', '- ', '  - ', '1. ', '# ', '- [x] ', '---\n', '  ', '    ', '\n[^1]: ']
const wholes = ['| a | b |\n|---|---|\n| c | d |\n', '[x](https://e.com)', '[y](http://e)', '![](y)', '[^1]', '[a]']
const others = ['\n\n[a]: b\n', '&amp;', '@name', '/cmd', '#tag', 'x^2', '\\frac{a}{b}', '\\alpha']
const bare = [
  'https://a.com',
  'www.site.com',
  '/www.a.b',
  '_a@b.com_',
  'a@host.com',
  '$5',
  ' $F ',
  '[1: https://a.com]',
]
const traps = ['\u200d', '👩‍👩‍👧', '🇷🇺', '\ud800', '\ue000', '\ue0000\ue001']

/** Addresses, mailboxes, brackets, dollars, backticks and tables around words that are known: w1, w2, … */
export const tangle: fc.Arbitrary<{ markdown: string; words: string[] }> = fc
  .array(
    fc.oneof(
      fc.constantFrom(' W ', 'W', '\n', '\n\n', ' | ', '\n| W | W |\n|---|---|\n| W | W |\n'),
      fc.constantFrom(' https://W.com/W ', 'www.W.W', ' W@W.com ', '_W@W.com_', ' $W/W@W.com', '[W: https://W.com]'),
      fc.constantFrom(
        '[',
        ']',
        '(',
        ')',
        '[W](https://W.com/x)',
        '![W]',
        '$',
        '$$',
        '$W_W$',
        '`',
        '``',
        '`W`',
        '```\n',
      ),
      fc.constantFrom('*', '**', '_', '~~', '||', '<', '>', '\n> ', '\n- ', '\n1. ', '\n# ', '\\', '&', '!', ': '),
    ),
    { maxLength: 40 },
  )
  .map((pieces) => {
    let count = 0
    const markdown = pieces.join('').replaceAll('W', () => `w${(count += 1)}`)
    return { markdown, words: Array.from({ length: count }, (_, index) => `w${index + 1}`) }
  })

/** Pieces of Markdown thrown together, for what must hold whatever comes. */
export const chaos: fc.Arbitrary<string> = fc
  .array(fc.oneof(word, fc.constantFrom(...marks, ...starts, ...wholes, ...others, ...bare, ...traps)), {
    maxLength: 60,
  })
  .map((pieces) => pieces.join(''))

const inline = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('W', 'W W W', 'W, W.', 'W (W)', 'W: W', 'W @W', '/W') },
  fc.constantFrom('**W W**', '*W*', '_W W_', '***W***', '~~W~~', '`W`', '``W ` W``', '||W W||', '**W *W* W**'),
  fc.constantFrom(
    '**`W` W**',
    '[W](https://example.com/a_(b))',
    '[**W** W](https://e.com)',
    '![W](https://e.com/i.png)',
  ),
  fc.constantFrom(
    '[W [W] W](https://e.com "t")',
    '<https://e.com>',
    '[W]',
    '[W, W]',
    'W<br>W',
    'W &amp; W',
    'W!',
    '!W',
  ),
  fc.constantFrom('$x^2$', '\\(a \\neq b\\)', '$\\alpha$', '5 * 5', 'a_b_c', '\\*W\\*', 'W\\_W', '<b>W</b>', '2 < 3'),
)
const line = fc.array(inline, { minLength: 1, maxLength: 5 }).map((pieces) => pieces.join(' '))
const lines = (begin: (index: number) => string) =>
  fc.array(line, { minLength: 1, maxLength: 4 }).map((all) => all.map((text, index) => begin(index) + text).join('\n'))
/** Templates in which every W becomes a word. */
const block = fc.oneof(
  lines(() => ''),
  line.map((text) => `## W ${text}`),
  lines(() => '- '),
  lines(() => '* '),
  lines((index) => `${index + 1}. `),
  lines((index) => `${'  '.repeat(index)}- `),
  lines((index) => `- [${index % 2 ? 'x' : ' '}] `),
  lines(() => '> '),
  fc.constantFrom(
    '```js\nW = W\n\n  W()\n```',
    '~~~\nW\n~~~',
    '```\n**W** `W`\n```',
    '---',
    '$$\n\\frac{a}{b} = c\n$$',
  ),
  fc.constantFrom('- W\n\n  ```py\n  W\n  ```', '> W\n> - W\n>   - W', '\\[\nx_1 + x_2 = 3\n\\]', '1. W\n   - W\n2. W'),
  fc.constantFrom('| W | W |\n|---|---|\n| W | W W |\n| W | W |'),
)

/** Markdown as a careful model writes it, and its words in order. Each word is its own: w1, w2, … */
export const document: fc.Arbitrary<{ markdown: string; words: string[] }> = fc
  .array(block, { minLength: 1, maxLength: 8 })
  .map((templates) => {
    let count = 0
    const markdown = templates.join('\n\n').replaceAll('W', () => `w${(count += 1)}`)
    return { markdown, words: Array.from({ length: count }, (_, index) => `w${index + 1}`) }
  })
