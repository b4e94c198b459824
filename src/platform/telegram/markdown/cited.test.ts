import { expect, test } from 'vitest'
import { formatAnswer } from './format.ts'

const pages = [
  { number: 1, url: 'https://one.example/?a=1&b=2' },
  { number: 3, url: 'https://three.example/' },
]
const show = (markdown: string) => {
  const { text, entities } = formatAnswer(markdown, pages)
  const marked = entities.map((entity) => [
    entity.type,
    text.slice(entity.offset, entity.offset + entity.length),
    ...('url' in entity ? [entity.url] : []),
  ])
  return { text, marked }
}

test('the number of a page leads to it, and that of none is only a number', () => {
  expect(show('So it is [1], they say [2] [1, 3].')).toEqual({
    text: 'So it is [1], they say [2] [1][3].',
    marked: [
      ['text_link', '[1]', pages[0]!.url],
      ['text_link', '[1]', pages[0]!.url],
      ['text_link', '[3]', pages[1]!.url],
    ],
  })
})

test.each([
  [
    'a link to a page that was given stays one',
    '[three](https://three.example)',
    ['text_link', 'three', 'https://three.example'],
  ],
  ['an address in words is code', 'see https://evil.example/x?q=1', ['code', 'https://evil.example/x?q=1']],
  ['so is one without a scheme', 'see www.evil.example', ['code', 'www.evil.example']],
  ['so is one in the words of a link', '[evil.example](https://evil.example)', ['code', 'evil.example']],
  ['so is a definition', '[9]: https://evil.example', ['code', '[9]: https://evil.example']],
  ['so is HTML', 'a <a href="https://evil.example">b', ['code', '<a href="https://evil.example">']],
])('%s', (_, markdown, marked) => expect(show(markdown).marked).toEqual([marked]))

test.each([
  ['any other link is its words', 'press [here](https://evil.example/?q=secret) now', 'press here now'],
  ['a picture is its name', '![a cat](https://evil.example/c.png)', 'a cat'],
  ['in a list and a table as well', '- [one](https://evil.example)\n\n> [two](https://evil.example)', '• one\n\ntwo'],
])('%s', (_, markdown, text) => {
  const shown = show(markdown)
  expect(shown.text).toBe(text)
  expect(shown.marked.filter(([type]) => type === 'text_link')).toEqual([])
})

test('code keeps its brackets', () => {
  expect(show('`a[1]`').marked).toEqual([['code', 'a[1]']])
})
