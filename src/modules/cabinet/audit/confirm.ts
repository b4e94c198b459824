import { createHmac } from 'node:crypto'
import { isSecret } from '#platform/http/bearer.ts'
import { Refusal } from '#platform/http/refusal.ts'

/** Who changes something. */
export interface Changer {
  telegramId: number
  /** Of a session, or what stands for it: signs what is asked twice, so that only the person who was asked can say yes. */
  csrf: string
}

/** What is shown to the person who must say yes once more. */
export type Question = Record<string, unknown>

/**
 * Asks once more where there is a question. The answer fits this person, this change and this question only: when the
 * amount or the person has changed meanwhile, it is asked again.
 * @throws Refusal confirmation_needed
 */
export function confirm(
  { csrf }: Changer,
  change: { request: Buffer; idempotencyKey: string; given: string | undefined },
  question: Question | undefined,
): void {
  if (!question) return
  const confirmation = createHmac('sha256', csrf)
    .update(JSON.stringify([change.request.toString('hex'), change.idempotencyKey, question]))
    .digest('base64url')
  if (!isSecret(change.given ?? '', [confirmation]))
    throw new Refusal('confirmation_needed', { question, confirmation })
}
