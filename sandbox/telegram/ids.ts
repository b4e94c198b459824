import { createHash, randomBytes } from 'node:crypto'

/** Names that Telegram gives: of callbacks, files, charges and links, as 16 hexadecimal digits. */
export interface Ids {
  next(): string
  /** From here on the same names in the same order for the same seed; by chance without one. */
  begin(seed: string | undefined): void
}

export function createIds(seed?: string): Ids {
  let from = seed
  let count = 0
  return {
    next() {
      if (from === undefined) return randomBytes(8).toString('hex')
      count += 1
      return createHash('sha256').update(`${from}:${count}`).digest('hex').slice(0, 16)
    },
    begin(seed) {
      from = seed
      count = 0
    },
  }
}
