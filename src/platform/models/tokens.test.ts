import fc from 'fast-check'
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base'
import { expect, test } from 'vitest'
import { remembering, tokenizer } from './tokens.ts'

test('what was said before is counted once, however often it comes again', () => {
  const counted: string[] = []
  const count = remembering((text) => counted.push(text))
  const past = ['What is it?', 'Что это?', '🙂', '', '\ud83d']
  const first = past.map(count)
  expect(past.concat('And now?').map(count)).toEqual([...first, past.length + 1])
  expect(counted).toEqual([...past, 'And now?'])
})

test('a text takes what the tokenizer says, and four for its turn, whenever it is asked', async () => {
  const count = await tokenizer()
  const texts = fc.array(fc.string({ unit: 'binary', maxLength: 20 }))
  fc.assert(
    fc.property(texts, (texts) => {
      const inFull = texts.map((text) => countTokens(text, { disallowedSpecial: new Set() }) + 4)
      expect(texts.map(count)).toEqual(inFull)
      expect(texts.map(count)).toEqual(inFull)
    }),
  )
})

test.each([' ', '\n', '\t', '\u00a0', '/\n', ' \n'])('a long run of %j is counted in one pass', async (unit) => {
  const count = await tokenizer()
  const tokens = count(`!${unit.repeat(500_000 / unit.length)}`)
  expect(tokens).toBeGreaterThan(1_000)
  expect(tokens).toBeLessThan(500_000)
})
