import { createHmac } from 'node:crypto'
import { isSecret } from '#platform/http/bearer.ts'
import { Refusal } from '#platform/http/refusal.ts'
import type { Session } from '#modules/cabinet/session/sessions.ts'

/** What is shown to whoever must say yes once more. */
export type Question = Record<string, unknown>

/**
 * Asks once more where there is a question. The answer fits this session, this change and this question only: when the
 * amount or the person has changed meanwhile, it is asked again.
 * @throws Refusal confirmation_needed
 */
export function confirm(
  session: Session,
  change: { request: Buffer; idempotencyKey: string; given: string | undefined },
  question: Question | undefined,
): void {
  if (!question) return
  const confirmation = createHmac('sha256', session.csrf)
    .update(JSON.stringify([change.request.toString('hex'), change.idempotencyKey, question]))
    .digest('base64url')
  if (!isSecret(change.given ?? '', [confirmation]))
    throw new Refusal('confirmation_needed', { question, confirmation })
}
