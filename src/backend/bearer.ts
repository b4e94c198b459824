import { createHash, timingSafeEqual } from 'node:crypto'

/** Whether an Authorization header carries the token; takes the same time whatever was sent. */
export function bearerIs(header: string | undefined, token: string): boolean {
  return sameSecret(header?.replace(/^Bearer /i, '') ?? '', token)
}

/** Compares two secrets without telling by its duration how much of them agrees. */
export function sameSecret(given: string, expected: string): boolean {
  return timingSafeEqual(digest(given), digest(expected))
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
