import type { Sql } from '#platform/database/sql.ts'
import type { Title } from '#modules/catalog/contract.ts'
import type { Gift } from './gift.ts'

export interface GiftOfPerson {
  id: number
  /** False: it was given to them. */
  given: boolean
  title: Title
  state: Gift['state']
  /** Who gave it, or who has opened it. */
  otherId: number | null
  at: Date
  expiresAt: Date
}

/** The last gifts that a person has given or opened, newest first. Who has opened their own gift has given it. */
export async function giftsOf(sql: Sql, telegramId: number, limit: number): Promise<GiftOfPerson[]> {
  return sql<GiftOfPerson>`
    select id, user_id = ${telegramId} as given, product -> 'title' as title, state,
      case when user_id = ${telegramId} then claimed_by else user_id end as other_id, created_at as at, expires_at
    from gifts where user_id = ${telegramId} or claimed_by = ${telegramId} order by created_at desc limit ${limit}`
}
