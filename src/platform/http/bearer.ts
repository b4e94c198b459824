import { createHash, timingSafeEqual } from 'node:crypto'

/** Whether an Authorization header carries one of the tokens; takes the same time whatever was sent. */
export function bearerIs(header: string | undefined, tokens: readonly string[]): boolean {
  return isSecret(header?.replace(/^Bearer /i, '') ?? '', tokens)
}

/** Whether it is one of the secrets in force, without telling by its duration how much of them agrees. */
export function isSecret(given: string, expected: readonly string[]): boolean {
  const digested = digest(given)
  return expected.map((secret) => timingSafeEqual(digested, digest(secret))).includes(true)
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
