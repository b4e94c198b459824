/** Texts that are hard for a person who reads Markdown: each kind at any length. */
export const kinds: Record<string, (length: number) => string> = {
  words: again('Обычный текст про жизнь, **важное** слово и `код`.\n\n'),
  paragraphs: again('a\n'),
  spaces: again(' '),
  lines: again('\n'),
  'links in brackets': within('Sources: [', (n) => `[${n}](http://a.b/${n}), `, ']. These'),
  'pictures in brackets': within('[', () => '![a]', '['),
  links: again('[a](b) '),
  'links in links': nested('[', '](b)'),
  'links without an end': again('[a](b'),
  'links with an open address': again('[a](<b'),
  'links with an open title': again('[a](b "c'),
  references: within('[a]: b\n\n', () => '[a]'),
  definitions: again('[a]: b\n'),
  'different definitions': within('', (n) => `[a${n}]: b\n`),
  'open definitions': again('[a]: b "'),
  footnotes: again('[^a]'),
  'footnotes below': again('[^a]: b\n'),
  'open footnotes': again('[^a'),
  'opening brackets': again('['),
  'closing brackets': again(']'),
  'empty brackets': again('[]'),
  'nested brackets': nested('[', ']'),
  pictures: again('![a'),
  'open pictures': again('!['),
  stars: again('*a '),
  'stars in words': again('a*'),
  'stars and stars': again('*a**b'),
  'three stars': again('***a'),
  'double stars': again('**'),
  'stars and lines': again('*_'),
  'words in marks': again('a **b _c '),
  'marks in marks': nested('*a ', ' a*'),
  underlines: again('_a '),
  'nothing but underlines': again('_'),
  waves: again('~~a '),
  spoilers: again('||a '),
  bars: again('|'),
  quotes: again('> '),
  'quotes in quotes': again('>'),
  'lines of quotes': again('> a\n'),
  'lists in quotes': again('> - a\n'),
  'quotes and lists': again('> - '),
  items: again('- a\n'),
  'items in items': again('- '),
  'deep items': within('', (n) => `${' '.repeat(2 * n)}- x\n`),
  'lists apart': again('* a\n* b\n\n'),
  numbers: again('1. a\n'),
  tasks: again('- [ ] a\n'),
  headings: again('# a\n'),
  'underlined headings': again('a\n=\n'),
  'signs of headings': again('#'),
  rules: again('---\n'),
  'double rules': again('=\n'),
  fences: again('```\n'),
  programs: again('```\na\n```\n'),
  'indented code': again('    a\n'),
  code: again('`a '),
  'more and more backticks': within('', (n) => `${'`'.repeat(n + 1)} `),
  'long tables': within('|a|\n|-|\n', () => '|b|\n'),
  'wide tables': (length) => ['|a', '|-', '|b'].map((cell) => cell.repeat(length / 6)).join('\n'),
  'many tables': again('| a |\n|---|\n| b |\n'),
  dollars: again('$a_'),
  'double dollars': again('$$a'),
  'formulas in brackets': again('\\['),
  'formulas in parentheses': again('\\('),
  'formulas that end late': within('', () => '\\(a_1 ', '\\)'),
  environments: again('\\begin{align}'),
  fractions: (length) => `$${'\\frac{'.repeat(length / 6)}$`,
  indices: (length) => `$${'x_1'.repeat(length / 3)}$`,
  roots: (length) => `$${'\\sqrt['.repeat(length / 6)}$`,
  'lines of a formula': (length) => `$$${'\\\\['.repeat(length / 3)}x_1$$`,
  backslashes: again('\\'),
  entities: again('&a'),
  ampersands: again('&'),
  'less than': again('<'),
  tags: again('<a '),
  'open attributes': again('<a href="'),
  comments: again('<!-- '),
  blocks: again('<div>\n'),
  addresses: again('http://a.b/'),
  'addresses in parentheses': again('http://a.b/( '),
  sites: again('www.a.b '),
  'open sites': again('www.'),
  'hosts that are none': again('www._ ._'),
  mailboxes: again('a@b.c '),
  'open mailboxes': again('a@'),
  dots: again('a.'),
  names: again('@name '),
  commands: again('/cmd '),
  data: (length) => `![x](data:image/png;base64,${'A'.repeat(length)})`,
  emoji: again('👩‍👩‍👧🇷🇺'),
}

function again(piece: string): (length: number) => string {
  return (length) => piece.repeat(Math.ceil(length / piece.length)).slice(0, length)
}

function within(begin: string, piece: (n: number) => string, end = ''): (length: number) => string {
  return (length) => {
    let text = begin
    for (let n = 0; text.length < length - end.length; n += 1) text += piece(n)
    return text + end
  }
}

function nested(begin: string, end: string): (length: number) => string {
  return (length) => {
    const times = Math.ceil(length / (begin.length + end.length))
    return `${begin.repeat(times)}a${end.repeat(times)}`
  }
}
