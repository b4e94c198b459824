import { readPosition } from '#platform/database/page.ts'
import type { Sql } from '#platform/database/sql.ts'
import { Refusal } from '#platform/http/refusal.ts'
import type { Catalog } from '#modules/catalog/catalog.ts'
import { meansReply } from '#modules/charging/replies.ts'
import { ledgerOf } from '#modules/entitlements/ledger-of.ts'
import { armsOf } from '#modules/experiments/arms.ts'
import { eventsOf } from '#modules/events/events-of.ts'
import { type ListedPayment, listPayments, payerOf } from '#modules/payments/list-payments.ts'
import { questionsOf } from '#modules/questions/questions-of.ts'
import type { FreeLimits } from '#modules/free-trial/free-messages.ts'
import type { Documents } from '#modules/users/contract.ts'
import { consentsOf } from '#modules/users/consents.ts'
import { type Listed, listPeople, searchPeople } from '#modules/users/list-people.ts'
import { profileReply } from '#modules/users/profile-reply.ts'
import { findUser } from '#modules/users/users.ts'
import { personGrowth } from './person-growth.ts'
import { personKept } from './person-kept.ts'

const mostShown = 50

/** Everybody, or those who are looked for. */
export async function peoplePage(
  sql: Sql,
  { search, before, limit }: { search?: string | undefined; before?: string | undefined; limit: number },
) {
  const found = search
    ? await searchPeople(sql, { search, orId: await payerOf(sql, search) })
    : await listPeople(sql, { before: readPosition(before), limit })
  return { people: found.shown.map(listedReply), next: found.next }
}

/** @throws Refusal user_not_found */
export async function personPage(
  { sql, catalog, documents, freeLimits }: { sql: Sql; catalog: Catalog; documents: Documents; freeLimits: FreeLimits },
  telegramId: number,
) {
  const user = await findUser(sql, telegramId)
  if (!user) throw new Refusal('user_not_found')
  const [means, ledger, { shown: payments }, questions, experiments, consents, timeline, growth, kept] =
    await Promise.all([
      meansReply({ sql, catalog, freeLimits }, telegramId),
      ledgerOf(sql, telegramId, mostShown),
      listPayments(sql, { show: 'all', telegramId, limit: mostShown }),
      questionsOf(sql, telegramId, mostShown),
      armsOf(sql, telegramId),
      consentsOf(sql, telegramId, mostShown),
      eventsOf(sql, telegramId, mostShown),
      personGrowth(sql, telegramId),
      personKept(sql, telegramId),
    ])
  return {
    profile: { ...profileReply(user, documents), settings: { ...user.settings, instructions: null } },
    means,
    ledger: ledger.map(atReply),
    payments: payments.map(paymentReply),
    questions: questions.map(atReply),
    experiments: experiments.map(atReply),
    consents: consents.map(atReply),
    timeline: timeline.map(atReply),
    ...growth,
    ...kept,
  }
}

export function paymentReply({ at, refundedAt, ...rest }: ListedPayment) {
  return { ...rest, at: at.toISOString(), refundedAt: refundedAt?.toISOString() ?? null }
}

function listedReply({
  paidUntil,
  createdAt,
  telegramId,
  firstName,
  lastName,
  username,
  language,
  credits,
  blocked,
}: Listed) {
  const times = { paidUntil: paidUntil?.toISOString() ?? null, createdAt: createdAt.toISOString() }
  return { telegramId, firstName, lastName, username, language, credits, blocked, ...times }
}

function atReply<Row extends { at: Date }>({ at, ...rest }: Row) {
  return { ...rest, at: at.toISOString() }
}
