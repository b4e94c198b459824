import type { Sql } from '#platform/database/sql.ts'
import { listOwners, listWhoMay } from '#modules/users/roles.ts'
import type { Language } from '#modules/users/contract.ts'
import type { Notice } from './contract.ts'
import { say } from './outbox.ts'

/** A row that this process sends now. */
export type Due = Notice & {
  id: number
  /** Null: to every owner. */
  chatId: number | null
  threadId: number | null
  replyTo: number | null
  saidBy: number | null
  wordsOf: number | null
  userId: number | null
  attempts: number
  /** Messages of its text that have arrived. */
  partsSent: number
  ageMs: number
  picture: Buffer | null
  /** As the person has chosen; null for a person whom we do not know. */
  language: Language | null
}

/** Longer than one message can take; a worker that has died leaves its rows to the next after this time. */
const leaseSeconds = 30

/**
 * Takes what is due, only the oldest of each chat, so that a chat hears things in order. Taken is ours until the lease ends.
 * @param worker the name of this process
 */
export async function takeDue(sql: Sql, { limit, worker }: { limit: number; worker: string }): Promise<Due[]> {
  return sql<Due>`
    with taken as (
      update outbox set attempts = attempts + 1, worker = ${worker},
        -- A try of which nothing was noted: its sender has died, perhaps behind Telegram's confirmation.
        may_have_arrived = may_have_arrived or worker is not null, not_before = clock_timestamp() + make_interval(secs => ${leaseSeconds})
      where id in (
        select id from outbox o
        where state = 'waiting' and not_before <= clock_timestamp()
          and not exists (select from outbox earlier
            where earlier.chat_id = o.chat_id and earlier.id < o.id and earlier.state = 'waiting')
        order by not_before limit ${limit} for update skip locked
      )
      returning *
    )
    select t.id, t.kind, t.data, t.chat_id, t.thread_id, t.reply_to, t.said_by, t.words_of, t.user_id, t.picture, t.attempts,
      t.parts_sent, u.language,
      (extract(epoch from clock_timestamp() - t.created_at) * 1000)::bigint as age_ms
    from taken t left join users u on u.telegram_id = t.user_id order by t.id`
}

/** What is for the owners becomes a row for each of them; questions of people reach all who may answer them. */
export async function giveToOwners(sql: Sql, { id, wordsOf, picture, kind, data }: Due): Promise<void> {
  await sql.transaction(async (sql) => {
    for (const owner of await (isQuestion(kind) ? listWhoMay(sql, 'answer_support') : listOwners(sql)))
      await say(sql, {
        key: `owner:${owner}:${id}`,
        to: { telegramId: owner },
        wordsOf: wordsOf ?? undefined,
        picture,
        kind,
        data,
      } as Parameters<typeof say>[1])
    await noteSent(sql, id)
  })
}

function isQuestion(kind: Notice['kind']): boolean {
  return kind === 'support_asked' || kind === 'support_file'
}

/** The lease for one message begins; false when the row has another sender by now. */
export async function renewLease(sql: Sql, { id, attempts }: Due, worker: string): Promise<boolean> {
  const rows = await sql`
    update outbox set worker = ${worker}, not_before = clock_timestamp() + make_interval(secs => ${leaseSeconds})
    where id = ${id} and state = 'waiting' and attempts = ${attempts} returning id`
  return rows.length > 0
}

/** All leases of this process anew, under this name. */
export async function renewLeases(sql: Sql, due: Due[], worker: string): Promise<void> {
  await sql`
    update outbox o set worker = ${worker}, not_before = (select clock_timestamp()) + make_interval(secs => ${leaseSeconds})
    from unnest(${due.map(({ id }) => id)}::bigint[], ${due.map(({ attempts }) => attempts)}::integer[]) as ours (id, attempts)
    where o.id = ours.id and o.attempts = ours.attempts and o.state = 'waiting'`
}

/**
 * Leaves rows only `graceMs` more when the session of their sender is gone (see Presence), and returns how many there were.
 * While we hold the lock of that session a sender that lives cannot have it: it renews its leases after us.
 */
export async function shortenOfGone(sql: Sql, { graceMs }: { graceMs: number }): Promise<number> {
  const rows = await sql`
    with workers as materialized (
      select distinct worker from outbox where state = 'waiting' and worker is not null
    ), gone as materialized (
      select worker from workers where worker like 'session:%' and pg_try_advisory_xact_lock(hashtextextended(worker, 0))
    ), held as (
      select outbox.id, until.moment
      from outbox join gone using (worker), (select clock_timestamp() + make_interval(secs => ${graceMs / 1000}) as moment) as until
      where outbox.state = 'waiting' and outbox.not_before > until.moment
      order by outbox.id for update of outbox skip locked
    )
    update outbox set not_before = held.moment from held where outbox.id = held.id returning outbox.id`
  return rows.length
}

/** One message of several has arrived and is not sent again. */
export async function notePart(sql: Sql, id: number, partsSent: number): Promise<void> {
  await sql`update outbox set parts_sent = ${partsSent} where id = ${id} and state = 'waiting'`
}

export async function noteSent(sql: Sql, id: number): Promise<void> {
  await sql`update outbox set state = 'sent', sent_at = now(), error = null, data = '{}', picture = null where id = ${id}`
}

/** A call of it may have arrived without our knowing: then it is never sent again by hand. */
export async function noteUncertain(sql: Sql, id: number): Promise<void> {
  await sql`update outbox set may_have_arrived = true where id = ${id} and state = 'waiting'`
}

/**
 * It will not arrive by itself. An owner in whose name it was to be said hears of that. What was given up and cannot have
 * arrived keeps its text, so that it can be sent again by hand.
 */
export async function noteUnsent(sql: Sql, due: Due, state: 'refused' | 'given_up', error: string): Promise<void> {
  const { id, saidBy, userId } = due
  await sql.transaction(async (sql) => {
    const rows = await sql`
      update outbox set state = ${state}, error = ${error}, worker = null,
        data = case when ${state} = 'given_up' and not may_have_arrived then data else '{}' end,
        picture = case when ${state} = 'given_up' and not may_have_arrived then picture end
      where id = ${id} and state = 'waiting' returning id`
    if (rows.length > 0 && saidBy !== null && userId !== null)
      await say(sql, {
        key: `not_told:${id}`,
        to: { telegramId: saidBy },
        kind: 'not_told',
        data: { telegramId: userId },
      })
  })
}

export async function putOff(sql: Sql, id: number, options: { delayMs: number; error: string }): Promise<void> {
  await sql`
    update outbox
    set not_before = clock_timestamp() + make_interval(secs => ${options.delayMs / 1000}), error = ${options.error}, worker = null
    where id = ${id} and state = 'waiting'`
}
