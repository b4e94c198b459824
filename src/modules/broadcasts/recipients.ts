import type { Sql } from '#platform/database/sql.ts'
import { setConsent } from '#modules/users/consents.ts'
import type { Figures } from './contract.ts'

/** Longer than a call to Telegram and the note of its outcome take. */
const leaseSeconds = 30
/** A worker that has died leaves its broadcast to another one after this time. */
const senderSeconds = 1.5
/** Telegram lets a bot delete a message for 48 hours; what is nearly so old may be refused meanwhile. */
export const deletableMinutes = 48 * 60 - 5

export interface Claimed {
  userId: number
  language: string
}

/** What has become of one message. */
export interface Outcome {
  userId: number
  state: 'sent' | 'blocked' | 'failed' | 'unknown' | 'waiting' | 'deleted' | 'undeletable'
  messageId?: number
  error?: string
}

/**
 * Takes the next recipients of a broadcast, before anything is sent to them: a person who was taken is never taken again, unless
 * it is certain that nothing has arrived. It takes none once the broadcast is paused or stopped, or while another worker
 * sends it. Who has refused news meanwhile is left out.
 */
export async function claim(
  sql: Sql,
  {
    broadcastId,
    sender,
    languages,
    limit,
  }: { broadcastId: number; sender: string; languages: string[]; limit: number },
): Promise<Claimed[]> {
  const rows = await sql<Claimed & { state: string }>`
    with mine as (
      update broadcasts set sender = ${sender}, sender_until = clock_timestamp() + make_interval(secs => ${senderSeconds})
      where id = ${broadcastId} and state = 'sending' and not_before <= clock_timestamp()
        and (sender = ${sender} or sender_until is null or sender_until < clock_timestamp())
      returning id
    ), next as (
      -- Not joined: of a join with locks, Citus writes the intermediate result in one format and reads it in another.
      select broadcast_id, user_id from broadcast_recipients
      where broadcast_id = (select id from mine) and state = 'waiting' and language = any(${languages}::text[])
      limit ${limit} for update skip locked
    ), chosen as (
      select next.*, u.language, clock_timestamp() + make_interval(secs => ${leaseSeconds}) as until,
        u.blocked_at is null and u.takes_news is distinct from false as may
      from next join users u on u.telegram_id = next.user_id
    )
    update broadcast_recipients r set
      state = case when chosen.may then 'sending' else 'skipped' end, leased_until = case when chosen.may then chosen.until end
    from chosen where r.broadcast_id = chosen.broadcast_id and r.user_id = chosen.user_id
    returning r.user_id, r.state, chosen.language`
  return rows.filter(({ state }) => state === 'sending')
}

/** Keeps what has become of those who were taken; a late outcome of a recipient whose lease has ended still counts. */
export async function noteOutcomes(sql: Sql, broadcastId: number, outcomes: readonly Outcome[]): Promise<void> {
  const column = <Key extends keyof Outcome>(key: Key) => outcomes.map((outcome) => outcome[key] ?? null)
  await sql`
    update broadcast_recipients r set state = o.state, message_id = coalesce(o.message_id, r.message_id), error = o.error,
      leased_until = null, sent_at = case when o.state = 'sent' then clock_timestamp() else r.sent_at end
    from unnest(${column('userId')}::bigint[], ${column('state')}::text[], ${column('messageId')}::bigint[],
      ${column('error')}::text[]) as o (user_id, state, message_id, error)
    where r.broadcast_id = ${broadcastId} and r.user_id = o.user_id
      and (r.state = 'sending' or (r.state = 'unknown' and o.state <> 'waiting')
        or (r.state = 'sent' and o.state in ('deleted', 'undeletable')))`
}

/** Those whose worker died before it said what has become of them: that is unknown, so they are not written to again. */
export async function giveUpLeases(sql: Sql): Promise<void> {
  await sql`
    update broadcast_recipients set state = 'unknown', leased_until = null
    where state = 'sending' and leased_until < clock_timestamp()`
}

/** The next messages that are deleted again; a message that is deleted twice is no harm. */
export async function nextToDelete(
  sql: Sql,
  { broadcastId, sender, limit }: { broadcastId: number; sender: string; limit: number },
): Promise<{ userId: number; messageId: number }[]> {
  return sql`
    with mine as (
      update broadcasts set sender = ${sender}, sender_until = clock_timestamp() + make_interval(secs => ${senderSeconds})
      where id = ${broadcastId} and state = 'deleting' and not_before <= clock_timestamp()
        and (sender = ${sender} or sender_until is null or sender_until < clock_timestamp())
      returning id, deleted_to
    )
    select r.user_id, r.message_id from mine join broadcast_recipients r on r.broadcast_id = mine.id
    where r.state = 'sent' and r.user_id > mine.deleted_to
      and r.sent_at > clock_timestamp() - make_interval(mins => ${deletableMinutes})
    order by r.user_id limit ${limit}`
}

/** Whether anything that was sent is young enough to be deleted again. */
export async function hasDeletable(sql: Sql, broadcastId: number): Promise<boolean> {
  const rows = await sql`
    select from broadcast_recipients
    where broadcast_id = ${broadcastId} and state = 'sent'
      and sent_at > clock_timestamp() - make_interval(mins => ${deletableMinutes})
    limit 1`
  return rows.length > 0
}

export async function countFigures(sql: Sql, broadcastId: number): Promise<Figures> {
  const rows = await sql<{ state: keyof Figures; people: number }>`
    select state, count(*) as people from broadcast_recipients where broadcast_id = ${broadcastId} group by state`
  return { ...noFigures, ...Object.fromEntries(rows.map(({ state, people }) => [state, people])) }
}

const noFigures: Figures = {
  waiting: 0,
  sending: 0,
  sent: 0,
  blocked: 0,
  failed: 0,
  unknown: 0,
  skipped: 0,
  deleted: 0,
  undeletable: 0,
}

/** A person wants no more news; the broadcast that made them say so counts it once. False when there is no such user. */
export async function refuseNews(
  sql: Sql,
  { telegramId, broadcastId }: { telegramId: number; broadcastId: number },
): Promise<boolean> {
  return sql.transaction(async (sql) => {
    if (!(await setConsent(sql, { telegramId, subject: 'news', given: false }))) return false
    await sql`
      with said as (
        update broadcast_recipients set refused_news = true
        where broadcast_id = ${broadcastId} and user_id = ${telegramId} and not refused_news returning broadcast_id
      )
      update broadcasts set refused_news = refused_news + 1 from said where id = said.broadcast_id`
    return true
  })
}

/** Deletes who got what, this long after it has ended; its figures stay. Returns how many. */
export async function deleteRecipients(sql: Sql, options: { keepDays: number; limit: number }): Promise<number> {
  await keepFiguresOfStopped(sql, options)
  const rows = await sql`
    delete from broadcast_recipients where ctid = any(array(
      select r.ctid from broadcasts b join broadcast_recipients r on r.broadcast_id = b.id
      where b.state in ('stopped', 'sent', 'deleted') and b.ended_at < now() - make_interval(days => ${options.keepDays})
      limit ${options.limit}))
    returning id`
  return rows.length
}

/** Those of a stopped broadcast are counted until then: who was taken just before it may still be written to. */
async function keepFiguresOfStopped(sql: Sql, { keepDays }: { keepDays: number }): Promise<void> {
  const stopped = await sql<{ id: number }>`
    select id from broadcasts
    where state = 'stopped' and figures is null and ended_at < now() - make_interval(days => ${keepDays})`
  for (const { id } of stopped)
    await sql`update broadcasts set figures = ${await countFigures(sql, id)} where id = ${id} and figures is null`
}
