import type { Sql } from '#platform/database/sql.ts'
import { first, spoken } from '#texts/codes.ts'
import { languageFor } from '#texts/languages.ts'
import { type Agreement, defaultSettings, type Language, type Role, type Settings } from './contract.ts'

export interface User {
  telegramId: number
  firstName: string
  lastName: string | null
  username: string | null
  language: Language
  settings: Settings
  credits: number
  blocked: boolean
  /** Null: never asked. */
  takesNews: boolean | null
  /** To the terms and the privacy notice; null: never, or withdrawn. */
  agreement: Agreement | null
  createdAt: Date
}

export interface UserWithRole extends User {
  role: Role | null
}

export interface Introduction {
  telegramId: number
  firstName: string
  lastName?: string | undefined
  username?: string | undefined
  /** IETF tag as Telegram gives it, such as `ru` or `en-GB`; decides the language only when the user is new. */
  languageCode?: string | undefined
}

/** Creates the user or refreshes the names; language and settings of a known user stay as they were chosen. */
export async function register(
  sql: Sql,
  introduction: Introduction,
): Promise<{ user: UserWithRole; created: boolean }> {
  const { telegramId, firstName, lastName, username, languageCode } = introduction
  const [row] = await sql<RowWithRole & { created: boolean }>`
    with written as (
      insert into users (telegram_id, first_name, last_name, username, language, heard_at)
      values (${telegramId}, ${firstName}, ${lastName}, ${username}, ${languageFor(languageCode)}, now())
      on conflict (telegram_id) do update set first_name = excluded.first_name, last_name = excluded.last_name,
        username = excluded.username, updated_at = excluded.updated_at, heard_at = excluded.heard_at, unreachable_since = null
      returning *, xmax = 0 as created
    )
    select written.*, roles.role from written left join roles using (telegram_id)`
  return { user: withRole(row!), created: row!.created }
}

/** Makes a user of whom only the id is known; the names follow when they write. Changes nothing for a known one. */
export async function registerUnnamed(sql: Sql, telegramId: number): Promise<void> {
  await sql`
    insert into users (telegram_id, first_name, language) values (${telegramId}, '', ${first})
    on conflict do nothing`
}

export async function findUser(sql: Sql, telegramId: number): Promise<UserWithRole | undefined> {
  const [row] = await sql<RowWithRole>`
    select u.*, r.role from users u left join roles r using (telegram_id) where telegram_id = ${telegramId}`
  return row && withRole(row)
}

/** Names are given up and taken by others: the one who was seen with it last. */
export async function findUserByName(sql: Sql, username: string): Promise<UserWithRole | undefined> {
  const [row] = await sql<RowWithRole>`
    select u.*, r.role from users u left join roles r using (telegram_id)
    where lower(username) = lower(${username}) order by updated_at desc limit 1`
  return row && withRole(row)
}

/** Changes what is given and leaves the rest; undefined when there is no such user. */
export async function changeProfile(
  sql: Sql,
  change: {
    telegramId: number
    language?: Language | undefined
    /** Absent or undefined: the setting stays as it is. */
    settings?: { [Name in keyof Settings]?: Settings[Name] | undefined } | undefined
  },
): Promise<UserWithRole | undefined> {
  const [row] = await sql<RowWithRole>`
    with written as (
      update users
      set language = coalesce(${change.language}, language), settings = settings || ${change.settings ?? {}}::jsonb, updated_at = now()
      where telegram_id = ${change.telegramId}
      returning *
    )
    select written.*, roles.role from written left join roles using (telegram_id)`
  return row && withRole(row)
}

/** False when there is no such user. */
export async function markBlocked(sql: Sql, telegramId: number, blocked: boolean): Promise<boolean> {
  const rows = await sql`
    update users set blocked_at = case when ${blocked} then coalesce(blocked_at, moment.at) end, updated_at = moment.at
    from (select now() as at) as moment
    where telegram_id = ${telegramId} returning telegram_id`
  return rows.length > 0
}

/** Whether Telegram takes messages for them: they may have blocked the bot, or have closed their account. */
export async function markReachable(sql: Sql, telegramId: number, reachable: boolean): Promise<void> {
  await sql`
    update users set unreachable_since = case when not ${reachable} then coalesce(unreachable_since, moment.at) end
    from (select now() as at) as moment
    where telegram_id = ${telegramId} and (unreachable_since is null) <> ${reachable}`
}

/**
 * Takes the user's row for this transaction: whatever touches their money or counters waits its turn behind this, and a
 * decision from what they had before finds the version changed.
 */
export async function lockUser(sql: Sql, telegramId: number): Promise<User | undefined> {
  const [row] = await sql<UserRow>`
    update users set version = version + 1 where telegram_id = ${telegramId} returning *`
  return row && userOf(row)
}

/**
 * Before the first user is locked by a transaction that locks two: such transactions wait for each other here, so that they
 * can lock the two in any order.
 */
export async function lockPairs(sql: Sql): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('two users', 0))`
}

export interface UserRow {
  telegramId: number
  firstName: string
  lastName: string | null
  username: string | null
  language: Language
  settings: Partial<Settings>
  credits: number
  blockedAt: Date | null
  takesNews: boolean | null
  agreement: Agreement | null
  createdAt: Date
}

type RowWithRole = UserRow & { role: Role | null }

function withRole(row: RowWithRole): UserWithRole {
  return { ...userOf(row), role: row.role }
}

export function userOf(row: UserRow): User {
  return {
    telegramId: row.telegramId,
    firstName: row.firstName,
    lastName: row.lastName,
    username: row.username,
    language: spoken(row.language),
    settings: { ...defaultSettings, ...row.settings },
    credits: row.credits,
    blocked: row.blockedAt !== null,
    takesNews: row.takesNews,
    agreement: row.agreement,
    createdAt: row.createdAt,
  }
}
