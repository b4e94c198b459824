import type { Sql } from '#platform/database/sql.ts'
import { giftsOf } from '#modules/gifts/gifts-of.ts'
import { promoUsesOf } from '#modules/promo-codes/uses-of.ts'
import { invitedBy, referralFigures } from '#modules/referrals/referral-of.ts'
import { type Start, startOf } from '#modules/starts/start-of.ts'

const mostShown = 50

/** By what a person came, and what they were given or gave outside of purchases. */
export async function personGrowth(sql: Sql, telegramId: number) {
  const [start, gifts, promoUses, inviter, { nextAt: _nextAt, ...invitations }] = await Promise.all([
    startOf(sql, telegramId),
    giftsOf(sql, telegramId, mostShown),
    promoUsesOf(sql, telegramId, mostShown),
    invitedBy(sql, telegramId),
    referralFigures(sql, telegramId),
  ])
  return {
    came: start ? cameReply(start) : null,
    gifts: gifts.map(({ at, expiresAt, ...gift }) => ({
      ...gift,
      at: at.toISOString(),
      expiresAt: expiresAt.toISOString(),
    })),
    promoUses: promoUses.map(({ at, ...use }) => ({ ...use, at: at.toISOString() })),
    invitations: { invitedBy: inviter, ...invitations },
  }
}

function cameReply({ firstKind, firstName, firstAt, lastKind, lastName, lastAt }: Start) {
  return {
    first: { kind: firstKind, name: firstName, at: firstAt.toISOString() },
    last: { kind: lastKind, name: lastName, at: lastAt.toISOString() },
  }
}
