import { expect, test } from 'vitest'
import { codeFileName } from './code-file-name.ts'

test.each([
  ['# main.py\nprint()', 'main.py'],
  ['  /* File: src/a.css */  \nb {}', 'a.css'],
  ['<!-- index.html -->', 'index.html'],
  ['# a program\n', 'code-1.py'],
])('a program that begins with %j is called %j', (code, name) => expect(codeFileName(code, 'py', 1)).toBe(name))

test('a first line of spaces is read in one pass', () => {
  const names = Array.from({ length: 20_000 }, () => codeFileName(`#a${' '.repeat(290)}a`, 'py', 1))
  expect(new Set(names)).toEqual(new Set(['code-1.py']))
})
