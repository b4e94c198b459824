import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { aloud } from './aloud.ts'

describe('an answer that is read out', () => {
  test.each([
    ['has no marks', '# Привет\n\nЭто **важно**, _очень_ и `код`.', 'Привет\n\nЭто важно, очень и код.'],
    ['says the words of a link', 'Смотрите [эту статью](https://example.com/a/b?c=d).', 'Смотрите эту статью.'],
    ['says of an address only its host', 'Вот https://www.example.com/very/long?x=1 и всё', 'Вот example.com и всё'],
    ['says a list without its marks', '- раз\n- два\n  - три', 'раз\nдва\nтри'],
    ['says formulas as they are written', 'Площадь $S = a^2$ и $\\frac{a}{b}$', 'Площадь S = a² и a/b'],
    ['has no emoji', 'Готово ✅ 👍🏽 🇷🇺 молодец', 'Готово молодец'],
  ])('%s', (_what, markdown, text) => {
    expect(aloud(markdown, 1000)).toEqual({ text, isCut: false, leavesOut: false })
  })

  test.each([
    ['a program', 'Вот так:\n\n```py\nx = 1\nprint(x)\n```\n\nИ всё.'],
    ['a table', 'Вот так:\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\nИ всё.'],
  ])('leaves out %s and tells so', (_what, markdown) => {
    expect(aloud(markdown, 1000)).toEqual({ text: 'Вот так:\n\nИ всё.', isCut: false, leavesOut: true })
  })

  test('says a short command', () => {
    expect(aloud('Наберите\n\n```sh\nls -l\n```', 1000)).toMatchObject({ text: 'Наберите\n\nls -l', leavesOut: false })
  })

  test('is cut at the end of a sentence, or at a word where there is none', () => {
    expect(aloud('Первая фраза. Вторая фраза. Третья фраза.', 30)).toMatchObject({
      text: 'Первая фраза. Вторая фраза.',
      isCut: true,
    })
    expect(aloud('слово '.repeat(20), 32)).toMatchObject({ text: 'слово слово слово слово слово', isCut: true })
  })

  test('is never longer than asked for, whatever it is, and is cut where anything is missing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), fc.integer({ min: 1, max: 200 }), (text, most) => {
        const said = aloud(text, most)
        expect(said.text.length).toBeLessThanOrEqual(most)
        expect(said.text.isWellFormed()).toBe(true)
        if (aloud(text, 10_000).text.length > most) expect(said.isCut).toBe(true)
      }),
    )
  })
})
