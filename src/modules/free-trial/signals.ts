import type { Signals } from './contract.ts'

/** Of a person who begins the trial. */
interface Weighed extends Signals {
  telegramId: number
  /** Whether they have ever paid. */
  hasPaid: boolean
  /** Whether many alike come by their link now. */
  isInBurst: boolean
}

/** As much as a photo and a @name together. */
const enough = 3

/** Accounts below this number are some years old, as far as is known; how Telegram gives numbers is not documented. */
const newAccounts = 7_000_000_000

/**
 * Whether a person has the whole trial at once. It refuses no person: with less they have it in steps. Every sign can be had by a
 * farm, and each makes an account of it dearer.
 */
export function hasWholeTrial({ hasPaid, premium, ...signs }: Weighed): boolean {
  return hasPaid || premium || weightOf(signs) >= enough
}

function weightOf({
  telegramId,
  isInBurst,
  username,
  photo,
  ratingLevel,
}: Omit<Weighed, 'hasPaid' | 'premium'>): number {
  const ofAccount = (photo ? 2 : 0) + (username ? 1 : 0) + (telegramId < newAccounts ? 1 : 0)
  return ofAccount + ofRating(ratingLevel) - (isInBurst ? 2 : 0)
}

/** Telegram counts the Stars that an account has spent; a level below zero is a warning. */
function ofRating(level: number | null): number {
  if (level === null || level === 0) return 0
  return level > 0 ? 2 : -2
}
