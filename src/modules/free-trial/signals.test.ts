import { expect, test } from 'vitest'
import { hasWholeTrial } from './signals.ts'

const bare = {
  telegramId: 8_000_000_000,
  hasPaid: false,
  isInBurst: false,
  premium: false,
  username: false,
  photo: false,
  ratingLevel: null,
}

test.for([
  ['an account of which nothing is known', { photo: null }, false],
  ['a new account with a photo only', { photo: true }, false],
  ['a new account with a @name only', { username: true }, false],
  ['an old account with nothing else', { telegramId: 900_000_000 }, false],
  ['a photo and a @name', { photo: true, username: true }, true],
  ['a photo of an old account', { photo: true, telegramId: 900_000_000 }, true],
  ['a rating and a @name', { ratingLevel: 1, username: true }, true],
  ['a rating below zero, whatever else', { ratingLevel: -1, photo: true, username: true }, false],
  ['a photo and a @name among many alike', { photo: true, username: true, isInBurst: true }, false],
  [
    'everything that a person has among many alike',
    { photo: true, username: true, ratingLevel: 2, isInBurst: true },
    true,
  ],
  ['Premium alone', { premium: true, ratingLevel: -5, isInBurst: true }, true],
  ['a purchase alone', { hasPaid: true, ratingLevel: -5, isInBurst: true }, true],
] as const)('%s has the whole trial at once: %j', ([, signs, isWhole]) => {
  expect(hasWholeTrial({ ...bare, ...signs })).toBe(isWhole)
})
