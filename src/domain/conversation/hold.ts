import type { Sql } from '#database/sql.ts'
import { addEntry } from '#domain/credits/ledger.ts'
import { giveTrialMessageBack, takeTrialMessage } from '#domain/trials.ts'
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

async function move(sql: Sql, question: Question, kind: 'hold' | 'release', delta: number) {
  const outcome = await addEntry(sql, {
    userId: question.userId,
    delta,
    kind,
    reason: kind === 'hold' ? 'question' : 'question not answered',
    questionId: question.id,
    // An abandoned question that is asked again is reserved a second time: the attempt tells the two apart.
    idempotencyKey: `question:${question.id}:${kind}:${question.attempt}`,
  })
  if ('refused' in outcome || outcome.repeated) throw new Error(`The ${kind} of question ${question.id} could not be entered`)
}
