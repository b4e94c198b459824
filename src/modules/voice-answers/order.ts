import type { Sql } from '#platform/database/sql.ts'
import { aloud } from '#platform/telegram/markdown/aloud.ts'
import type { Catalog } from '#modules/catalog/catalog.ts'
import { voiceCost } from '#modules/catalog/dearest.ts'
import { listeningTo } from '#modules/catalog/price-of.ts'
import { isDearer, type Price } from '#modules/charging/access.ts'
import { decided, payFor, reservePaid, type Unpaid } from '#modules/charging/pay-for.ts'
import type { FreeLimits } from '#modules/free-trial/free-messages.ts'
import { findAnswer } from '#modules/questions/answer/delivery.ts'
import { agreementStateOf } from '#modules/users/agreement.ts'
import type { Documents } from '#modules/users/contract.ts'
import { lockUser } from '#modules/users/users.ts'
import { findVoice, type VoiceAnswer, workOf } from './voice-answer.ts'

export interface Ordering {
  telegramId: number
  questionId: number
  updateId: number
  /** The price that was shown; null: none, so nothing new is reserved. */
  shown: Price | null
  /** How long this process may stay silent about it before another may take it over. */
  leaseMs: number
  /** The name under which it does. */
  worker: string
}

/** By what it is decided, as it is now. */
interface Present {
  catalog: Catalog
  documents: Documents
  freeLimits: FreeLimits
}

/** What is read out of the answer. */
export interface Reading {
  text: string
  isCut: boolean
  leavesOut: boolean
}

export type Ordered =
  | { refused: 'user_not_found' | 'user_blocked' | 'agreement_needed' | 'question_not_found' }
  | Unpaid
  | { refused: 'price_changed'; price: Price; resumesAt?: never }
  /** This very update had its outcome. */
  | { failed: string }
  | { voice: VoiceAnswer; reading: Reading; next: 'make' | 'wait' | 'send' }

/**
 * Reserves what it costs to have an answer read out, unless that has been done. However often the same is asked for, it is
 * made once: what was made before is there, whatever it costs now.
 */
export async function orderVoice(sql: Sql, present: Present, ordering: Ordering): Promise<Ordered> {
  const answer = await findAnswer(sql, ordering)
  const reading = aloud(answer ?? '', present.catalog.listening.mostCharacters)
  return decided(sql, (sql) => order(sql, present, ordering, reading))
}

async function order(sql: Sql, present: Present, ordering: Ordering, reading: Reading): Promise<Ordered> {
  const user = await lockUser(sql, ordering.telegramId)
  if (!user) return { refused: 'user_not_found' }
  if (user.blocked) return { refused: 'user_blocked' }
  if (reading.text === '') return { refused: 'question_not_found' }
  const known = await findVoice(sql, ordering)
  if (known?.status === 'sent' && known.fileId !== null) return { voice: known, reading, next: 'send' }
  if (known?.status === 'made') return { voice: known, reading, next: 'send' }
  if (known?.status === 'pending') return { ...(await takeOver(sql, known, ordering)), reading }
  if (known?.status === 'released' && known.updateId === ordering.updateId) return { failed: known.failure! }
  if (agreementStateOf(user.agreement, present.documents) !== 'given') return { refused: 'agreement_needed' }
  return begin(sql, present, ordering, { reading, known })
}

/** Another process makes it, unless that has fallen silent. */
async function takeOver(
  sql: Sql,
  { userId, id }: VoiceAnswer,
  ordering: Ordering,
): Promise<{ voice: VoiceAnswer; next: 'make' | 'wait' }> {
  const taken = await sql`
    update voice_answers
    set attempt = attempt + 1, worker = ${ordering.worker},
      working_until = (select clock_timestamp()) + make_interval(secs => ${ordering.leaseMs / 1000})
    where user_id = ${userId} and id = ${id} and working_until < (select clock_timestamp()) returning id`
  return { voice: (await findVoice(sql, ordering))!, next: taken.length > 0 ? 'make' : 'wait' }
}

async function begin(
  sql: Sql,
  present: Present,
  ordering: Ordering,
  { reading, known }: { reading: Reading; known: VoiceAnswer | undefined },
): Promise<Ordered> {
  const { catalog } = present
  const characters = reading.text.length
  const paid = await payFor(sql, present, {
    telegramId: ordering.telegramId,
    wanted: listeningTo(catalog, characters),
    // What was made and never arrived costs the owner nothing more.
    mostCost: known?.isKept ? null : voiceCost(catalog, characters, new Date()),
  })
  if ('refused' in paid) return paid
  const { payment } = paid
  if (!ordering.shown || isDearer(payment, ordering.shown)) return { refused: 'price_changed', price: payment }
  const voice = await write(sql, ordering, { payment, characters, known })
  await reservePaid(sql, workOf(voice), paid)
  return { voice, reading, next: known?.isKept ? 'send' : 'make' }
}

async function write(
  sql: Sql,
  ordering: Ordering,
  { payment, characters, known }: { payment: Price; characters: number; known: VoiceAnswer | undefined },
): Promise<VoiceAnswer> {
  const { telegramId, questionId, updateId, leaseMs, worker } = ordering
  const { purse, price } = payment
  // What is kept of it has only to be sent.
  const [status, leaseSeconds] = known?.isKept ? ['made', null] : ['pending', leaseMs / 1000]
  if (known)
    await sql`
      update voice_answers
      set update_id = ${updateId}, status = ${status}, failure = null, attempt = attempt + 1, purse = ${purse}, price = ${price},
        characters = ${characters}, asked_at = now(), worker = ${worker}, working_until = (select clock_timestamp()) + make_interval(secs => ${leaseSeconds})
      where user_id = ${telegramId} and id = ${known.id}`
  else
    await sql`
      insert into voice_answers (user_id, question_id, update_id, status, purse, price, characters, worker, working_until)
      values (${telegramId}, ${questionId}, ${updateId}, ${status}, ${purse}, ${price}, ${characters}, ${worker},
        clock_timestamp() + make_interval(secs => ${leaseSeconds}))`
  return (await findVoice(sql, ordering))!
}
