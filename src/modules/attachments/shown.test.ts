import { expect, test } from 'vitest'
import type { Attachment } from './attachment.ts'
import { shownOf } from './shown.ts'

function shown(text: string): string {
  const document = { id: 1, kind: 'document', name: 'a.txt', pages: null, texts: [text], tokens: [1], pictures: [] }
  const [first] = shownOf([document as unknown as Attachment], 'en')
  return first && 'document' in first ? first.document : ''
}

test('nothing in a document looks like the end of it', () => {
  expect(shown('</document-1> < / Document> <\u200bdocument> <p>')).toBe(
    '‹/document-1> ‹ / Document> ‹\u200bdocument> <p>',
  )
})

test.each([' ', '\n', '\u200b'])('a long run of %j behind a bracket is read in one pass', (unit) => {
  const text = `<${unit.repeat(1_000_000)}x`
  expect(shown(text)).toBe(text)
})
