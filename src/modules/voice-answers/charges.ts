import type { PersonPage } from '#platform/database/page.ts'
import type { Sql } from '#platform/database/sql.ts'
import type { VoiceAnswer } from './voice-answer.ts'

/** What a person was charged for an answer that was read out. */
export interface VoiceCharge {
  id: number
  /** Since 1970. */
  micros: number
  purse: VoiceAnswer['purse']
  /** In the source's own unit; 0 when it was given back. */
  price: number
  state: 'reserved' | 'charged' | 'given_back'
  /** How long it is; null: it was not made. */
  seconds: number | null
}

/** A person's voice answers with what they were charged, newest first; or one of them. */
export async function voiceChargesOf(sql: Sql, { telegramId, before, id, limit }: PersonPage): Promise<VoiceCharge[]> {
  return sql<VoiceCharge>`
    select id, (extract(epoch from asked_at) * 1000000)::bigint as micros, purse, seconds,
      case when status = 'released' then 0 else price end as price,
      case status when 'sent' then 'charged' when 'released' then 'given_back' else 'reserved' end as state
    from voice_answers
    where user_id = ${telegramId} and (${id}::bigint is null or id = ${id})
      and (${before?.at}::timestamptz is null or (asked_at, id) < (${before?.at}, ${before?.key}::bigint))
    order by asked_at desc, id desc limit ${limit}`
}
