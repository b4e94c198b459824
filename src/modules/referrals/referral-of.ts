import { randomBytes } from 'node:crypto'
import type { Sql } from '#platform/database/sql.ts'
import { refundWindowHours } from './reward.ts'

export interface ReferralFigures {
  came: number
  notPaid: number
  waiting: number
  nextAt: Date | null
  returned: number
  rewarded: number
  earned: number
}

/** A person's own link; it says nothing of who they are. */
export async function ownCode(sql: Sql, userId: number): Promise<string> {
  const code = randomBytes(9).toString('base64url')
  const [row] = await sql<{ code: string }>`
    insert into referrers (user_id, code) values (${userId}, ${code})
    on conflict (user_id) do update set code = referrers.code returning code`
  return row!.code
}

/** Who came by it, by count. */
export async function referralFigures(sql: Sql, userId: number): Promise<ReferralFigures> {
  const [row] = await sql<ReferralFigures>`
    select count(*) as came, count(*) filter (where state = 'invited') as not_paid, count(*) filter (where state = 'paid') as waiting,
      min(paid_at) filter (where state = 'paid') + make_interval(hours => ${refundWindowHours}) as next_at,
      count(*) filter (where state = 'void') as returned, count(*) filter (where state = 'rewarded') as rewarded,
      coalesce(sum(credits) filter (where state = 'rewarded'), 0) as earned
    from referrals where inviter_id = ${userId}`
  return row!
}

/** By whose link a person came. */
export async function invitedBy(sql: Sql, userId: number): Promise<number | null> {
  const [row] = await sql<{ inviterId: number }>`select inviter_id from referrals where user_id = ${userId}`
  return row?.inviterId ?? null
}
