import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { FormattedText } from './formatted-text.ts'
import { formatMarkdown } from './markdown/format.ts'
import { chaos } from './markdown/testing-markdown.ts'
import { splitFormatted } from './split.ts'
import { faults, marks } from './testing-rules.ts'

const parts = (markdown: string, limit?: number) => splitFormatted(formatMarkdown(markdown), limit)
const letters = (text: string) => text.replaceAll(/\s/g, '')

describe('whatever is divided', () => {
  test('every part obeys Telegram and is short enough, and together they hold every character but white space', () => {
    fc.assert(
      fc.property(fc.array(chaos, { maxLength: 30 }), fc.integer({ min: 20, max: 300 }), (texts, limit) => {
        const formatted = formatMarkdown(texts.join('\n\n'))
        const divided = splitFormatted(formatted, limit)
        for (const part of divided) {
          expect(faults(part)).toEqual([])
          expect(part.text.length).toBeLessThanOrEqual(limit)
          expect(part.entities.length).toBeLessThanOrEqual(100)
          expect(part.text.isWellFormed()).toBe(true)
        }
        expect(letters(divided.map((part) => part.text).join(''))).toBe(letters(formatted.text))
      }),
      { numRuns: 300 },
    )
  })

  test('no letter loses its marks at a cut', () => {
    const marked = (all: FormattedText[]) =>
      letters(
        all
          .flatMap(marks)
          .map(([, inside]) => inside)
          .join(''),
      ).length
    fc.assert(
      fc.property(chaos, fc.integer({ min: 20, max: 100 }), (text, limit) => {
        const whole = formatMarkdown(text)
        expect(marked(splitFormatted(whole, limit))).toBe(marked([whole]))
      }),
      { numRuns: 300 },
    )
  })

  test('a text that fits is left alone', () => {
    const formatted = formatMarkdown(`**a** ${'b'.repeat(4094)}`)
    expect(formatted.text.length).toBe(4096)
    expect(splitFormatted(formatted)).toEqual([formatted])
  })

  test('more entities than a message may have make more messages', () => {
    const divided = parts(Array.from({ length: 250 }, (_, n) => `**b${n}**`).join(' '))
    expect(divided.flatMap(marks).map(([, inside]) => inside)).toEqual(Array.from({ length: 250 }, (_, n) => `b${n}`))
    for (const part of divided) expect(part.entities.length).toBeLessThanOrEqual(100)
  })
})

describe('a cut falls', () => {
  const sentence = (n: number) => `Предложение номер ${n} про то, что бывает в жизни.`
  const paragraph = (n: number) => [1, 2, 3, 4, 5].map((m) => sentence(n * 10 + m)).join(' ')

  test('between paragraphs', () => {
    const divided = parts(Array.from({ length: 40 }, (_, n) => paragraph(n + 1)).join('\n\n'))
    expect(divided.length).toBe(3)
    for (const part of divided) expect(part.text).toMatch(/^Предложение номер \d+1 [^]*номер \d+5 [^.]*\.$/)
  })

  test('between sentences, when a paragraph is too long', () => {
    const divided = parts(Array.from({ length: 200 }, (_, n) => sentence(n)).join(' '))
    for (const part of divided) expect(part.text).toMatch(/^Предложение[^]*\.$/)
  })

  test('between words, when a sentence is too long', () => {
    const words = Array.from({ length: 1500 }, (_, n) => `слово${n}`)
    expect(parts(words.join(' ')).flatMap((part) => part.text.split(' '))).toEqual(words)
  })

  test('never inside a character', () => {
    for (const character of ['👩‍👩‍👧', '🇷🇺', 'й̈', '𝕏'])
      for (const part of parts(character.repeat(3000))) expect(part.text.length % character.length).toBe(0)
  })

  test('before a heading rather than after it', () => {
    const divided = parts(`${'слово '.repeat(500).trim()}.\n\n### Заголовок\n\n${'слово '.repeat(500).trim()}.`)
    expect(divided[1]!.text.startsWith('Заголовок')).toBe(true)
  })

  test('before a list that is announced rather than after the announcement', () => {
    const list = Array.from({ length: 100 }, (_, n) => `- пункт ${n} со словами`).join('\n')
    const divided = parts(`${'слово '.repeat(500).trim()}.\n\nВот что нужно сделать:\n\n${list}`)
    expect(divided[1]!.text.startsWith('Вот что')).toBe(true)
  })

  test('before a program rather than in it', () => {
    const program = Array.from({ length: 60 }, (_, n) => `let a${n} = ${n}\n`).join('\n')
    const divided = parts(`${'слово '.repeat(550).trim()}.\n\n\`\`\`js\n${program}\`\`\`\n\nВсё.`)
    expect(divided.map(({ entities }) => entities.length)).toEqual([0, 1])
  })

  test('so that no scrap is left', () => {
    for (const length of [4097, 4100, 4200, 8193, 8300]) {
      const divided = parts('слово '.repeat(length / 6 + 1))
      for (const part of divided) expect(part.text.length).toBeGreaterThan(190)
    }
  })
})

describe('a program that is too long', () => {
  const functions = Array.from({ length: 60 }, (_, n) =>
    [`def f${n}(x):`, `    y = x + ${n}`, '', `    if y > ${n}:`, '        return y', `    return ${n}`].join('\n'),
  )
  const divided = parts(`\`\`\`python\n${functions.join('\n\n')}\n\`\`\``)

  test('goes on as a program of the same language', () => {
    expect(divided.length).toBeGreaterThan(1)
    for (const { text, entities } of divided)
      expect(entities).toEqual([{ type: 'pre', language: 'python', offset: 0, length: text.length }])
  })

  test('is cut between its functions', () => {
    for (const { text } of divided) expect(text).toMatch(/^def f\d+[^]*return \d+$/)
  })

  test('keeps its indentation where there is nothing but a long function', () => {
    const lines = Array.from({ length: 300 }, (_, n) => `    line_${n} = ${n}`)
    const pieces = parts(`\`\`\`python\n${lines.join('\n')}\n\`\`\``)
    expect(pieces.flatMap(marks).flatMap(([, inside]) => inside.split('\n'))).toEqual(lines)
  })
})
