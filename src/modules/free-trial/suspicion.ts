/** What the people who came by one link within an hour have in common. */
export interface Arrivals {
  starts: number
  /** Who has asked, and how many of them began with the same words. */
  asked: number
  alike: number
  /** Who has begun the trial, and how many of them have it in steps, because Telegram shows little of them. */
  trials: number
  inSteps: number
}

/** Fewer than this in an hour cost little, and chance makes them alike. */
const fewest = 20

/**
 * Whether people came as a farm's accounts come: every second one with the same first words, or nearly all of them with
 * nothing that Telegram shows of a person. An ad brings many at once, too, but not like this.
 */
export function isSuspicious({ starts, asked, alike, trials, inSteps }: Arrivals): boolean {
  if (starts < fewest) return false
  return (asked >= fewest / 2 && alike * 2 >= asked) || (trials >= fewest && inSteps * 10 >= trials * 9)
}
