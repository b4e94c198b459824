import type { PersonPage } from '#platform/database/page.ts'
import type { Sql } from '#platform/database/sql.ts'
import type { Image } from './image.ts'

/** What a person was charged for a picture. */
export interface ImageCharge {
  id: number
  /** Since 1970. */
  micros: number
  /** Null: deleted. */
  words: string | null
  purse: Image['purse']
  /** In the source's own unit; 0 when it was given back. */
  price: number
  state: 'reserved' | 'charged' | 'given_back'
}

/** A person's pictures with what they were charged, newest first; or one of them. */
export async function imageChargesOf(sql: Sql, { telegramId, before, id, limit }: PersonPage): Promise<ImageCharge[]> {
  return sql<ImageCharge>`
    select i.id, (extract(epoch from i.asked_at) * 1000000)::bigint as micros, nullif(w.prompt, '') as words, purse,
      case when status = 'released' then 0 else price end as price,
      case status when 'sent' then 'charged' when 'released' then 'given_back' else 'reserved' end as state
    from images i join image_wishes w on w.user_id = i.user_id and w.id = i.wish_id
    where i.user_id = ${telegramId} and (${id}::bigint is null or i.id = ${id})
      and (${before?.at}::timestamptz is null or (i.asked_at, i.id) < (${before?.at}, ${before?.key}::bigint))
    order by i.asked_at desc, i.id desc limit ${limit}`
}
