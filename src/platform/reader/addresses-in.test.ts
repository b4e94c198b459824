import { expect, test } from 'vitest'
import { addressesIn } from './addresses-in.ts'

test.each<[string, string[]]>([
  ['Привет, как дела?', []],
  ['О чём https://example.com/a?b=c#d?', ['https://example.com/a?b=c#d']],
  [
    'Прочитай (https://ru.wikipedia.org/wiki/Чай_(напиток)).',
    ['https://ru.wikipedia.org/wiki/%D0%A7%D0%B0%D0%B9_(%D0%BD%D0%B0%D0%BF%D0%B8%D1%82%D0%BE%D0%BA)'],
  ],
  ['[here](https://example.com/x), please', ['https://example.com/x']],
  ['«https://пример.рф/путь»', ['https://xn--e1afmkfd.xn--p1ai/%D0%BF%D1%83%D1%82%D1%8C']],
  ['habr.com/ru/articles/1 и www.example.org', ['https://habr.com/ru/articles/1', 'https://www.example.org/']],
  ['HTTP://EXAMPLE.COM', ['http://example.com/']],
  ['one https://a.example/ and again https://a.example/', ['https://a.example/']],
  ['node.js, v1.2.3, 12.5/3, and/or, a.b@mail.example/x, file.txt', []],
  ['ftp://example.com/x javascript:alert(1)', []],
  ['https://', []],
  [`https://example.com/${'a'.repeat(3_000)}`, []],
  [
    Array.from({ length: 9 }, (_, n) => `https://${n}.example/`).join(' '),
    [0, 1, 2, 3, 4].map((n) => `https://${n}.example/`),
  ],
])('in %j stand %j', (words, addresses) => expect(addressesIn(words)).toEqual(addresses))

test('a long question is looked through once', () => {
  const words = 'a.'.repeat(16_000)
  expect(addressesIn(words)).toEqual([])
})

test.each([')', ']', '.', '*.)'])('a long run of %j behind an address is no part of one', (end) => {
  expect(addressesIn(`www.example.org${end.repeat(24_000)} https://a.example/`)).toEqual(['https://a.example/'])
})

test('brackets behind a long run of full stops are looked at once', () => {
  const word = `www.example.org/${'.'.repeat(950)}x${')'.repeat(950)}`
  const address = word.replace(/^/, 'https://').replace(/\)+$/, '')
  expect(addressesIn(`${word} `.repeat(1_000))).toEqual([address])
})
