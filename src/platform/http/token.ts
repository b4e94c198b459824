import { createHash, randomBytes } from 'node:crypto'

/** A secret that opens something: 256 bits, in letters that a link may have. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

/** What is kept of a token: reading the database does not suffice to open anything. */
export function digestOf(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}
