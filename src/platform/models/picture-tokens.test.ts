import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pictureTokens } from './picture-tokens.ts'
import { wireNames } from './provider.ts'

/** What providers were seen to count. */
test.each([
  [256, 256, { openai: 77, anthropic: 177, google: 1090 }],
  [512, 512, { openai: 308, anthropic: 438, google: 1090 }],
  [768, 768, { openai: 692, anthropic: 861, google: 1090 }],
  [1024, 1024, { openai: 1229, anthropic: 1446, google: 1090 }],
  [1280, 720, { openai: 1104, anthropic: 1273, google: 1101 }],
  [1920, 1080, { openai: 2448, anthropic: 2768, google: 1101 }],
  [1080, 1920, { openai: 2448, anthropic: 2768, google: 1101 }],
  [2560, 1440, { openai: 4320, anthropic: 3069, google: 1101 }],
  [4032, 3024, { openai: 14_364, anthropic: 4005, google: 1065 }],
])('a picture of %i × %i is never taken for fewer tokens than providers count', (width, height, counted) => {
  const size = { width, height }
  expect(pictureTokens({ wire: 'responses', model: 'gpt-6.1-terra' }, size)).toBe(counted.openai)
  expect(pictureTokens({ wire: 'anthropic', model: 'claude-haiku-5-5' }, size)).toBeGreaterThanOrEqual(
    counted.anthropic,
  )
  expect(pictureTokens({ wire: 'google', model: 'gemini-3.8-flash' }, size)).toBeGreaterThanOrEqual(counted.google)
  const anybody = pictureTokens({ wire: 'chat', model: 'somebody' }, size)
  for (const tokens of Object.values(counted)) expect(anybody).toBeGreaterThanOrEqual(tokens)
})

test.each([
  ['gpt-4o', 1024, 1024, 765],
  ['gpt-4o', 2048, 4096, 1105],
  ['gpt-4o', 512, 512, 255],
  ['gpt-4o-mini', 1024, 1024, 25_501],
  ['gpt-4.1', 1024, 1024, 765],
  ['gpt-4.1-mini', 1024, 1024, 1659],
  ['gpt-5-nano', 1800, 2400, 3779],
])('%s counts a picture of %i × %i by its own rule', (model, width, height, tokens) => {
  expect(pictureTokens({ wire: 'responses', model }, { width, height })).toBe(tokens)
})

test('a larger picture never counts for less, and none for nothing', () => {
  const side = fc.integer({ min: 1, max: 4096 })
  fc.assert(
    fc.property(fc.constantFrom(...wireNames), side, side, (wire, width, height) => {
      const tokens = pictureTokens({ wire, model: 'm' }, { width, height })
      expect(Number.isInteger(tokens) && tokens > 0).toBe(true)
      // Google's tiles grow with the shorter side, so that fewer of them may cover more.
      if (wire === 'responses' || wire === 'anthropic' || wire === 'mistral' || wire === 'xai')
        expect(pictureTokens({ wire, model: 'm' }, { width: width + 64, height })).toBeGreaterThanOrEqual(tokens)
    }),
  )
})
