import type { Sql } from '#platform/database/sql.ts'
import type { PaymentSource } from '#modules/charging/access.ts'
import type { Work } from '#modules/charging/work.ts'

/** A row of `voice_answers` without its sound: an answer that is read out, and what pays for it. */
export interface VoiceAnswer {
  userId: number
  id: number
  questionId: number
  /** The update that has asked for it last. */
  updateId: number
  status: 'pending' | 'made' | 'sent' | 'released'
  failure: string | null
  attempt: number
  workingUntil: Date | null
  purse: PaymentSource
  /** In the source's own unit. */
  price: number
  characters: number
  seconds: number | null
  sentAs: 'voice' | 'document' | null
  fileId: string | null
  /** Whether its sound is kept, because Telegram has not got it yet. */
  isKept: boolean
}

export async function findVoice(
  sql: Sql,
  { telegramId, questionId }: { telegramId: number; questionId: number },
): Promise<VoiceAnswer | undefined> {
  const [row] = await sql<VoiceAnswer>`
    select user_id, id, question_id, update_id, status, failure, attempt, working_until, purse, price, characters, seconds, sent_as,
      file_id, audio is not null as is_kept
    from voice_answers where user_id = ${telegramId} and question_id = ${questionId}`
  return row
}

/** A voice answer as something that costs. */
export function workOf({ userId, id, attempt, purse, price }: VoiceAnswer): Work {
  return { userId, kind: 'voice', id, attempt, source: purse, price }
}
