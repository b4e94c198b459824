import type { Sql } from '#platform/database/sql.ts'
import type { Reward } from '#modules/entitlements/contract.ts'

export interface PromoUse {
  id: number
  /** Of the code, or of its batch. */
  name: string
  code: string
  gives: Reward
  at: Date
}

/** The last promo codes that a person has used, newest first. */
export async function promoUsesOf(sql: Sql, telegramId: number, limit: number): Promise<PromoUse[]> {
  return sql<PromoUse>`
    select u.id, p.name, u.code, p.gives, u.used_at as at from promo_uses u join promos p on p.id = u.promo_id
    where u.user_id = ${telegramId} order by u.id desc limit ${limit}`
}
