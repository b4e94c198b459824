import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { withoutThinking } from './thinking.ts'
import { VisibleText } from './visible-text.ts'

/** What is left when the text comes in these pieces. */
function shown(pieces: string[]): string {
  const visible = new VisibleText()
  const said = [...pieces.flatMap((piece) => visible.push(piece)), ...visible.end(true)]
  return said.reduce((text, one) => (one === 'void' ? '' : text + one.text), '')
}

const base64 = 'iVBORw0KGgo'.repeat(30)
const harmony =
  '<|channel|>analysis<|message|>We think.<|end|><|start|>assistant<|channel|>final<|message|>Да.<|return|>'

const rows: [name: string, said: string, shown: string][] = [
  ['a text without marks', 'Просто ответ: a < b, d и data.', 'Просто ответ: a < b, d и data.'],
  ['<think>', '<think>\nТайна\n</think>\n\nОтвет', 'Ответ'],
  ['<thinking>', '<thinking>Тайна</thinking>Ответ', 'Ответ'],
  ['<thought>', '  <thought>Тайна</thought> Ответ', 'Ответ'],
  ['<Think> in other letters', '<Think>Тайна</THINK>Ответ', 'Ответ'],
  ['◁think▷', '◁think▷Тайна◁/think▷Ответ', 'Ответ'],
  ['only a closing mark', 'Тайна, `код` и ещё\n</think>\n\nОтвет', 'Ответ'],
  ['only a closing mark of another kind', 'Тайна</thought>Ответ', 'Ответ'],
  ['two closing marks', '<think>а</think>б</think>в', 'бв'],
  ['thinking between two answers', 'Раз.\n<think>Тайна</think>\nДва.', 'Раз.\n\nДва.'],
  ['thinking within a line', 'Раз. <think>Тайна</think>Два.', 'Раз. Два.'],
  ['thinking that never ends', '<think>Тайна без конца', ''],
  ['thinking that never ends after an answer', 'Ответ\n<think>Тайна', 'Ответ\n'],
  ['a mark that a sentence is about', 'Метка <think> открывает мысль.', 'Метка <think> открывает мысль.'],
  ['a mark in code', 'Пишут `<think>` и `</think>`.', 'Пишут `<think>` и `</think>`.'],
  ['marks in a fence', '```xml\n<think>a</think>\n```\nВсё', '```xml\n<think>a</think>\n```\nВсё'],
  ['thinking in which code has no end', '<think>```js\nx</think>Ответ', 'Ответ'],
  ['harmony', harmony, 'Да.'],
  ['harmony with a commentary', `<|channel|>commentary to=x<|message|>{}<|call|>${harmony}`, 'Да.'],
  ['harmony without a beginning', 'analysisWe think.assistantfinalДа.', 'Да.'],
  ['a word that looks like harmony', 'The assistantfinal word stays.', 'The assistantfinal word stays.'],
  ['a letter that is longer in small', 'İİİİ<think>Тайна</think> Ответ', 'İİİİ Ответ'],
  ['a half of a mark at the end', 'a <thi', 'a <thi'],
  ['a picture', `Вот: ![кот](data:image/png;base64,${base64}) — кот`, 'Вот: ![кот](image/png) — кот'],
  ['a picture at the end', `data:image/svg+xml;charset=utf-8;base64,${base64}`, 'image/svg+xml'],
  ['a sound in small and large letters', `DATA:audio/mp3;base64,${base64} конец`, 'audio/mp3 конец'],
  ['two pictures', `(data:image/png;base64,${base64})(data:image/gif,${base64})`, '(image/png)(image/gif)'],
  ['a short address in code', '`url(data:image/gif;base64,R0lGOD)`', '`url(data:image/gif;base64,R0lGOD)`'],
  ['data: that is no address', 'data: 5, metadata:image/png, data:x', 'data: 5, metadata:image/png, data:x'],
]

describe('what a person sees of what a model says', () => {
  test.each(rows)('%s, wherever it is cut', (_name, said, expected) => {
    expect(shown([said])).toBe(expected)
    expect(shown(said.split(''))).toBe(expected)
    for (let at = 1; at < said.length; at += 1)
      expect(shown([said.slice(0, at), said.slice(at)]), `cut at ${at}`).toBe(expected)
  })

  test('does not depend on how it comes', () => {
    const pieces = [
      '<think>',
      '</think>',
      '`',
      '```\n',
      '\n',
      ' ',
      'data:image/png;base64,',
      'A'.repeat(140),
      ')',
      '<',
      'слово',
    ]
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces, '<|channel|>', '<|message|>', 'final', 'analysis')), (parts) => {
        const whole = parts.join('')
        expect(shown(whole.split(''))).toBe(shown([whole]))
      }),
    )
  })

  test('holds no secret back for ever: what was said is shown before the end comes', () => {
    const visible = new VisibleText()
    expect(visible.push('Слово за словом')).toEqual([{ text: 'Слово за словом' }])
  })

  test('of an answer that was stored with its thinking is without it', () => {
    expect(withoutThinking('<think>Тайна</think>Ответ')).toBe('Ответ')
    expect(withoutThinking('Ответ')).toBe('Ответ')
  })

  test.each(['`', '<', 'data:', 'd', '<th', 'data:a/b;', '<|channel|'])(
    'is held back for a few letters only, however often %j comes: each letter is looked at a limited number of times',
    (piece) => {
      const visible = new VisibleText()
      let shownSoFar = 0
      for (let n = 1; n <= 1_000; n += 1) {
        for (const one of visible.push(piece)) if (one !== 'void') shownSoFar += one.text.length
        expect(n * piece.length - shownSoFar).toBeLessThan(300)
      }
    },
  )
})

test('many words that only begin like an address are looked through once', () => {
  const text = 'so data: '.repeat(500_000)
  const visible = new VisibleText()
  const said = [...visible.push(text), ...visible.end(true)].map((one) => (one === 'void' ? '' : one.text))
  expect(said.join('')).toBe(text)
})
