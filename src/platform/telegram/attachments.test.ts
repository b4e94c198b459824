import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { attachmentsIn } from './attachments.ts'
import { chaos } from './markdown/testing-markdown.ts'

const long = 'x = 1\n'.repeat(501).trimEnd()
const program = (language: string, code = long) => `\`\`\`${language}\n${code}\n\`\`\`\n\n`
const table = (head: string, rows: string[]) =>
  `| ${head} |\n${'|-'.repeat(head.split('|').length)}|\n${rows.map((row) => `| ${row} |\n`).join('')}\n`
const manyRows = (count: number) =>
  table(
    'a | b',
    Array.from({ length: count }, (_, index) => `${index} | x`),
  )
const wide = 'long words '.repeat(5).trim()
const namesIn = (markdown: string) => attachmentsIn(markdown).map(({ name }) => name)

describe('a program', () => {
  test('of more than 3,000 characters is a file, whole', () => {
    expect(attachmentsIn(`Here:\n\n${program('python')}Done.`)).toEqual([{ name: 'code-1.py', content: `${long}\n` }])
  })

  test('of 3,000 characters stays in the answer', () => {
    expect(attachmentsIn(program('python', 'x'.repeat(3_000)))).toEqual([])
    expect(namesIn(program('python', 'x'.repeat(3_001)))).toEqual(['code-1.py'])
  })

  test('in a list or a quote is found too', () => {
    const indented = long.replaceAll('\n', '\n  ')
    expect(attachmentsIn(`- a\n\n  \`\`\`js\n  ${indented}\n  \`\`\``)).toEqual([
      { name: 'code-1.js', content: `${long}\n` },
    ])
    expect(namesIn(`> \`\`\`go\n> ${long.replaceAll('\n', '\n> ')}\n> \`\`\``)).toEqual(['code-1.go'])
  })

  test.each([
    ['python', 'py'],
    ['Python', 'py'],
    ['typescript', 'ts'],
    ['tsx', 'tsx'],
    ['c++', 'cpp'],
    ['C#', 'cs'],
    ['bash', 'sh'],
    ['sql', 'sql'],
    ['js {1,3}', 'js'],
    ['python:app/main.py', 'py'],
    ['brainfuck', 'txt'],
    ['constructor', 'txt'],
    ['../../x', 'txt'],
    ['', 'txt'],
  ])('in %s is a file .%s', (language, extension) => {
    expect(namesIn(program(language))).toEqual([`code-1.${extension}`])
  })

  test.each([
    ['# main.py', 'main.py'],
    ['// src/bot/index.ts', 'index.ts'],
    ['/* style.css */', 'style.css'],
    ['<!-- index.html -->', 'index.html'],
    ['-- schema.sql', 'schema.sql'],
    ['# файл: отчёт.py', 'отчёт.py'],
    ['// filename: `a-b_c.test.js` — the tests', 'a-b_c.test.js'],
    ['# ../../etc/cron.d/evil.sh', 'evil.sh'],
    ['rem', 'code-1.txt'],
    [String.raw`# C:\Users\x\run.bat`, 'run.bat'],
    ['# see main.py for more', 'code-1.txt'],
    ['# main.py contains everything', 'code-1.txt'],
    ['# https://example.com', 'code-1.txt'],
    ['#!/usr/bin/env python3', 'code-1.txt'],
    ['#include <stdio.h>', 'code-1.txt'],
    ['# v1.2', 'code-1.txt'],
    ['# setup.exe', 'code-1.txt'],
    ['# .bashrc.sh', 'code-1.txt'],
    ['# ..', 'code-1.txt'],
    ['# nul.txt', 'code-1.txt'],
    ['# evil\u202etxt.js', 'code-1.txt'],
    [`# ${'x'.repeat(100)}.py`, 'code-1.txt'],
    ['main.py', 'code-1.txt'],
  ])('that begins with %s is called %s', (line, name) => {
    expect(namesIn(program('', `${line}\n${long}`))).toEqual([name])
  })

  test('never has the name of another', () => {
    const named = program('', `# main.py\n${long}`)
    const other = program('', `# Main.py\n${long}`)
    expect(namesIn(named + other + named + program('js'))).toEqual(['main.py', 'Main-2.py', 'main-3.py', 'code-4.js'])
  })
})

describe('a table', () => {
  test('of more than twenty rows is a file', () => {
    expect(attachmentsIn(manyRows(20))).toEqual([])
    expect(namesIn(manyRows(21))).toEqual(['table-1.csv'])
  })

  test('that is too wide for a phone is a file that Excel opens, Cyrillic or not', () => {
    const markdown = table(`Имя | ${wide}`, ['**Кот**, "Мурзик" | 1,5', 'два<br>слова |', '`a` | $x^2$'])
    expect(attachmentsIn(markdown)).toEqual([
      {
        name: 'table-1.csv',
        content: `\ufeffИмя,${wide}\r\n"Кот, ""Мурзик""","1,5"\r\nдва слова,\r\na,x²\r\n`,
      },
    ])
  })

  test('keeps the addresses of its links', () => {
    const markdown = table(wide, ['[Docs](https://e.com/a) and https://e.com/b', '[](https://e.com/c)'])
    expect(rowsIn(markdown)).toEqual([[wide], ['Docs (https://e.com/a) and https://e.com/b'], ['https://e.com/c']])
  })

  test('that is small, or has no rows, stays in the answer', () => {
    expect(attachmentsIn(table('a | b', ['c | d']) + table(wide, []))).toEqual([])
  })

  test.each([
    ['=1+1', "'=1+1"],
    ['=HYPERLINK("https://e.com";"x")', `'=HYPERLINK("https://e.com";"x")`],
    ['+cmd', "'+cmd"],
    ['-2+3', "'-2+3"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['＝1+1', "'＝1+1"],
    ['a;=1+1', "a;'=1+1"],
    ['a; @x', "a; '@x"],
    ['a; -1', "a; '-1"],
    ['- no', "'- no"],
    ['-5', '-5'],
    ['+3.5', '+3.5'],
    ['-1 234,50', '-1 234,50'],
    ['-12 %', '-12 %'],
    ['-1.5e-3', '-1.5e-3'],
    ['-', '-'],
    ['a=b', 'a=b'],
    ['1-2', '1-2'],
  ])('with a cell %s shows %s and computes nothing', (cell, shown) => {
    expect(rowsIn(table(`a | ${wide}`, [`${cell} | ${cell}`]))[1]).toEqual([shown, shown])
  })
})

test('a number before a call is no number where both are read as one cell', () => {
  expect(rowsIn(table(`a | ${wide}`, ['-1 | 2+CALL()', '-1 | two']))).toEqual([
    ['a', wide],
    ["'-1", '2+CALL()'],
    ['-1', 'two'],
  ])
})

describe('whatever a model writes', () => {
  test('there are at most ten files, the first ones', () => {
    expect(namesIn((program('js') + manyRows(21)).repeat(8))).toEqual(
      [1, 2, 3, 4, 5].flatMap((number) => [`code-${number}.js`, `table-${number}.csv`]),
    )
  })

  test('no cell computes, whether a comma or a semicolon separates them, and no word is lost', () => {
    const cell = fc.string({
      unit: fc.constantFrom('=', '+', '-', '@', ';', ',', '"', "'", '1', 'a', ' ', 'ж', '(', '!'),
    })
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1, maxLength: 4 }), (cells) => {
        const markdown = table(`${wide}${' | b'.repeat(cells.length - 1)}`, [cells.join(' | ')])
        const content = attachmentsIn(markdown)[0]!.content
        for (const shown of parseCsv(content, ',').flat()) expect(shown).not.toMatch(/^\s*[=@]|^\s*[+-](?![\d\s.,%]*$)/)
        for (const shown of parseCsv(content, ';').flat()) expect(shown).not.toMatch(/^\s*[=@]|^\s*[+-].*[(|!]/)
        const letters = (text: string) => text.replaceAll(/[^1aж(!]/g, '')
        expect(parseCsv(content, ',')[1]!.map(letters)).toEqual(cells.map(letters))
      }),
      { numRuns: 500 },
    )
  })

  test('there are files, with names that any system takes', () => {
    fc.assert(
      fc.property(chaos, (markdown) => {
        const names = namesIn(program('') + markdown + table(wide, [markdown]))
        expect(names[0]).toBe('code-1.txt')
        for (const name of names) expect(name).toMatch(/^[\p{L}\p{N}_][\p{L}\p{N}_.-]*\.\w+$/u)
      }),
    )
    expect(attachmentsIn('>'.repeat(20_000))).toEqual([])
  })
})

function rowsIn(markdown: string): string[][] {
  const [file] = attachmentsIn(markdown)
  return parseCsv(file!.content, ',')
}

/** Reads CSV as a spreadsheet does: a quote has a meaning only where a cell begins. */
function parseCsv(content: string, separator: string): string[][] {
  expect(content.startsWith('\ufeff')).toBe(true)
  const rows: string[][] = [[]]
  let rest = content.slice(1)
  while (rest !== '') {
    const quoted = /^"(?:[^"]|"")*"/.exec(rest)?.[0]
    const bare = new RegExp(`^[^${separator}\r]*`).exec(rest.slice(quoted?.length ?? 0))![0]
    rows.at(-1)!.push((quoted?.slice(1, -1).replaceAll('""', '"') ?? '') + bare)
    rest = rest.slice((quoted?.length ?? 0) + bare.length)
    if (rest.startsWith('\r\n') && rest.length > 2) rows.push([])
    rest = rest.slice(rest.startsWith('\r\n') ? 2 : 1)
  }
  return rows
}
