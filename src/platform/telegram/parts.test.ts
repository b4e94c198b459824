import { describe, expect, test } from 'vitest'
import { mostFormatted, mostParts, partsOf } from './parts.ts'

const restInFile = 'All of it is in the file.'
const paragraphs = (characters: number) =>
  'word '
    .repeat(19)
    .concat('end\n\n')
    .repeat(Math.ceil(characters / 100))
    .slice(0, characters)

describe('an answer as messages', () => {
  test.each([1, 5_000, 30_000])('of %i characters needs no file, and ends with the line', (characters) => {
    const { parts, needsFile } = partsOf(paragraphs(characters), { line: 'Left: 3.', restInFile })
    expect(needsFile).toBe(false)
    expect(parts.at(-1)!.text.endsWith('Left: 3.')).toBe(true)
    expect(parts.map(({ text }) => text).join()).not.toContain(restInFile)
  })

  test.each([45_000, mostFormatted - 1, mostFormatted + 1, 1_000_000])(
    'of %i characters is as many as there may be, and the rest for a file',
    (characters) => {
      const { parts, needsFile } = partsOf(paragraphs(characters), { line: 'Left: 3.', restInFile })
      expect(needsFile).toBe(true)
      expect(parts).toHaveLength(mostParts)
      expect(parts.at(-1)!.text).toBe(`${restInFile}\n\nLeft: 3.`)
      for (const { text } of parts) expect(text.length).toBeLessThanOrEqual(4096)
    },
  )

  test('behind a program that was never closed ends with the line outside of it', () => {
    const [only] = partsOf('```js\nlet a', { line: 'Left: 3.', restInFile }).parts
    const [program, line] = only!.entities
    expect(program).toMatchObject({ type: 'pre' })
    expect(line).toMatchObject({ type: 'italic', offset: only!.text.indexOf('Left'), length: 8 })
    expect(program!.offset + program!.length).toBeLessThan(line!.offset)
  })

  test('of nothing but marks up to the limit is for a file alone, and says so', () => {
    const { parts, needsFile } = partsOf(`${' \n'.repeat(mostFormatted)}x`, { restInFile })
    expect(needsFile).toBe(true)
    expect(parts).toEqual([{ text: restInFile, entities: [{ type: 'italic', offset: 0, length: restInFile.length }] }])
  })

  test('cut in the middle of an emoji has no half of it', () => {
    const { parts } = partsOf(`${'x'.repeat(mostFormatted - 1)}😀`, { restInFile })
    for (const { text } of parts) expect(text.isWellFormed()).toBe(true)
  })
})
