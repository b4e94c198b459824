import type { Sql } from '#platform/database/sql.ts'
import { addEntry } from '#modules/entitlements/ledger.ts'
import { giveTrialMessageBack, takeTrialMessage } from '#modules/entitlements/trials.ts'
import type { Question } from './question.ts'

/**
 * Reserves what a question costs; being answered settles it with no further entry. The caller holds the user's lock and has
 * chosen a purse that can pay, so a refusal here is a fault of ours and undoes the transaction.
 */
export async function hold(sql: Sql, question: Question): Promise<void> {
  if (question.purse === 'trial') await takeTrialMessage(sql, question.userId)
  if (question.purse === 'credits') await move(sql, question, 'hold', -question.price)
}

/** Gives the reserved price back. The caller has just moved the question out of `pending` or `answered`, which happens once. */
export async function release(sql: Sql, question: Question): Promise<void> {
  if (question.purse === 'trial') await giveTrialMessageBack(sql, question.userId)
  if (question.purse === 'credits') await move(sql, question, 'release', question.price)
}

/** Gives back what a cheaper model than the chosen one did not cost. */
export async function releaseDifference(sql: Sql, question: Question, credits: number): Promise<void> {
  await move(sql, { ...question, status: 'answered' }, 'release', credits)
}

async function move(sql: Sql, question: Question, kind: 'hold' | 'release', delta: number) {
  const outcome = await addEntry(sql, {
    userId: question.userId,
    delta,
    kind,
    reason: reasons[question.status],
    questionId: question.id,
    // An abandoned question that is asked again is reserved a second time: the attempt tells the two apart. An answer that
    // cost less than was reserved and then could not be delivered is released in two steps: the status tells those apart.
    idempotencyKey: `question:${question.id}:${question.status}:${question.attempt}`,
  })
  if ('refused' in outcome || outcome.repeated)
    throw new Error(`The ${kind} of question ${question.id} could not be entered`)
}

/** Why credits moved, by what had become of the question when they did. */
const reasons: Record<Question['status'], string> = {
  pending: 'question',
  answered: 'answered by a cheaper model',
  failed: 'question failed',
  stopped: 'question stopped',
  abandoned: 'question abandoned',
  undelivered: 'answer not delivered',
}
