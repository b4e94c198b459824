import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ShownAnswer, splitAnswer, suggestionMark as mark } from './suggestions.ts'

const words = fc
  .array(fc.constantFrom('a', ' ', '\n', '⟦', '?', '⟧', '⟦?', 'б'), { maxLength: 12 })
  .map((all) => all.join(''))

describe('an answer with suggestions', () => {
  test('is shown without them in whatever pieces it comes, and never more than is kept', () => {
    fc.assert(
      fc.property(words, words, fc.array(fc.nat(6), { maxLength: 30 }), (before, after, cuts) => {
        const said = before + mark + after
        const shown = new ShownAnswer()
        let seen = ''
        let rest = said
        for (const cut of [...cuts, said.length]) {
          seen += shown.push(rest.slice(0, cut))
          rest = rest.slice(cut)
          expect(seen).not.toContain(mark)
        }
        expect(seen).toBe(said.slice(0, said.indexOf(mark)))
        if (seen.trim() !== '') expect(splitAnswer(said).text).toBe(seen.trimEnd())
      }),
      { numRuns: 100 },
    )
  })

  test.each([
    [`Да.\n\n${mark}\nПочему?\nА когда?`, { text: 'Да.', suggestions: ['Почему?', 'А когда?'] }],
    [
      `Да. ${mark}\n1. **Почему?**\n- «Как?»\n\n* Где?\n4) Ещё?`,
      { text: 'Да.', suggestions: ['Почему?', 'Как?', 'Где?'] },
    ],
    [`Да.\n${mark}\n${'о'.repeat(121)}\n---\nЧто?\nЧто?\n${mark}`, { text: 'Да.', suggestions: ['Что?'] }],
    [`Да.\n${mark}${'\n'.repeat(100)}Что?`, { text: 'Да.', suggestions: ['Что?'] }],
    [`Да.\n${mark}${'\n-'.repeat(100)}\nЧто?`, { text: 'Да.', suggestions: [] }],
    ['Нет.', { text: 'Нет.', suggestions: [] }],
    ['Прервали на ⟦?', { text: 'Прервали на ', suggestions: [] }],
    [`${mark}\nПочему?`, { text: 'Почему?', suggestions: [] }],
  ])('is taken apart: %s', (said, parts) => expect(splitAnswer(said)).toEqual(parts))
})
