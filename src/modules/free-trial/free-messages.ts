import type { Sql } from '#platform/database/sql.ts'

/** How many free messages a day has at most: for everybody together, and for the people who came by one link. */
export interface FreeLimits {
  perDay: number
  perLink: number
  /** Free answers where the bot is no member, apart from those; 0: none. */
  guests: number
}

/** A count of the day that a free question adds to. */
export interface FreeScope {
  /** `everybody`, `guests`, or the kind and name of a link. */
  scope: string
  limit: number
}

interface FreeToday {
  /** All that a question of this person counts for. */
  scopes: FreeScope[]
  /** Whether so many messages can still be had. Only `takeFree` is sure of it. */
  isRoom: boolean
  /** Whether an owner has paused the free messages of their link. */
  isPaused: boolean
}

/** The name is also that of an index of the database, which holds each person to one a day. */
const guestScope = 'guests'

/** What a free answer where the bot is no member counts for; undefined: the day has none left for this person. */
export async function freeForGuest(
  sql: Sql,
  { telegramId, limits: { guests } }: { telegramId: number; limits: FreeLimits },
): Promise<FreeScope[] | undefined> {
  const [row] = await sql<{ isRoom: boolean }>`select free_room(${guestScope}, ${guests}) >= 1 as is_room`
  if (!row!.isRoom) return undefined
  const had = await sql`
    select 1 from free_questions
    where user_id = ${telegramId} and day = (now() at time zone 'UTC')::date and ${guestScope} = any (scopes) and messages > 0`
  return had.length === 0 ? [{ scope: guestScope, limit: guests }] : undefined
}

/** What is left today of the free messages for a question of one person, who counts for the link by which they came first. */
export async function freeToday(
  sql: Sql,
  {
    telegramId,
    messages,
    limits,
  }: { telegramId: number; messages: number; limits: Pick<FreeLimits, 'perDay' | 'perLink'> },
): Promise<FreeToday> {
  const { perDay, perLink } = limits
  const [row] = await sql<{ link: string | null; isRoom: boolean; isPaused: boolean }>`
    select link, free_room('everybody', ${perDay}) >= ${messages}::integer
      and (link is null or free_room(link, ${perLink}) >= ${messages}::integer) as is_room,
      exists (select from paused_links p where p.link = came.link) as is_paused
    from (select (
      select first_kind || ':' || first_name from starts
      where user_id = ${telegramId} and first_kind in ('campaign', 'referral')
    ) as link) as came`
  const { link, isRoom, isPaused } = row!
  return {
    scopes: [...(link === null ? [] : [{ scope: link, limit: perLink }]), { scope: 'everybody', limit: perDay }],
    isRoom,
    isPaused,
  }
}

/** Counts them in the caller's transaction; what costs nothing counts for one. @throws an error for which `isFreeUsedUp` holds when others were quicker */
export async function takeFree(
  sql: Sql,
  work: { userId: number; kind: string; id: number; price: number },
  scopes: FreeScope[],
): Promise<void> {
  await sql`select take_free(${work.userId}, ${work.kind}, ${work.id}, ${Math.max(1, work.price)}, ${JSON.stringify(scopes)}::jsonb)`
}

/** Whether a question was not written because the free messages of the day were used up in the same moment. */
export function isFreeUsedUp(error: unknown): boolean {
  return error instanceof Error && 'constraint' in error && usedUp.has(error.constraint)
}

/** The limits of the day, and the one answer that a person has as a guest. */
const usedUp = new Set<unknown>(['free_messages_used_up', 'free_questions_guest'])

/** An answer to a guest that has come to nothing: they may have another one today. */
export async function giveGuestAnswerBack(
  sql: Sql,
  { userId, kind, id }: { userId: number; kind: string; id: number },
): Promise<void> {
  await sql`select give_free_back(${userId}, ${kind}, ${id}, 1)`
}

/** How much of the free messages of today is used in one scope. */
interface FreeUse {
  day: string
  scope: string
  limit: number
  used: number
}

/** The scopes of trials of which at least so many percent are used today, the most used ones first. */
export async function freeUses(sql: Sql, { percent, most }: { percent: number; most: number }): Promise<FreeUse[]> {
  return sql<FreeUse>`
    select day::text, scope, max(day_limit) as limit, sum(used)::integer as used from free_days
    where day = (now() at time zone 'UTC')::date and scope <> ${guestScope}
    group by day, scope having sum(used) * 100 >= max(day_limit) * ${percent}::bigint
    order by sum(used) desc, scope limit ${most}`
}

/** Deletes what no answer is given back to any more. */
export async function deleteFreeDays(sql: Sql, options: { keepDays: number }): Promise<void> {
  await sql`delete from free_questions where day < (now() at time zone 'UTC')::date - ${options.keepDays}::integer`
  await sql`delete from free_days where day < (now() at time zone 'UTC')::date - ${options.keepDays}::integer`
}
