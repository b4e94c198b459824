import type { Sql } from '#platform/database/sql.ts'
import { settingsChannel, type SettingValue } from './contract.ts'
import { settingShapes } from './shapes.ts'

export interface StoredSetting {
  version: number
  setting: string
  /** Null: the default counts. */
  value: SettingValue | null
}

/** Of each setting the newest version. */
export async function newestSettings(sql: Sql): Promise<StoredSetting[]> {
  return sql<StoredSetting>`
    select distinct on (setting) version, setting, value from setting_versions order by setting, version desc`
}

/** A change of a document that people have to agree to anew. */
export interface AskingChange {
  version: number
  setting: string
  whatIsNew: string | null
}

/** The oldest first. */
export async function askingChanges(sql: Sql): Promise<AskingChange[]> {
  return sql<AskingChange>`select version, setting, what_is_new from setting_versions where asks_anew order by version`
}

/** What counts, by the name of the setting: what was set and this release can use. */
export function usableIn(stored: StoredSetting[]): Map<string, SettingValue> {
  const values = stored.flatMap(({ setting, value }) => {
    const read = value === null ? undefined : settingShapes.get(setting)?.shape.safeParse(value)
    return read?.success ? [[setting, read.data] as const] : []
  })
  return new Map(values)
}

/** Until the caller's transaction ends no other one changes this setting. */
export async function lockSetting(sql: Sql, setting: string): Promise<Pick<StoredSetting, 'version' | 'value'>> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`setting:${setting}`}, 0))`
  const [row] = await sql<StoredSetting>`
    select version, value from setting_versions where setting = ${setting} order by version desc limit 1`
  return row ?? { version: 0, value: null }
}

/** In the transaction of the caller; all programs hear of it when that ends. */
export async function addVersion(
  sql: Sql,
  next: {
    setting: string
    value: SettingValue | null
    by: number
    reason: string
    /** Of a document: whether people have to agree to it anew, and what they are told then. */
    asksAnew?: boolean
    whatIsNew?: string | undefined
  },
): Promise<number> {
  const { setting, value, by, reason, asksAnew = false, whatIsNew } = next
  const [row] = await sql<{ version: number }>`
    insert into setting_versions (setting, value, set_by, reason, asks_anew, what_is_new)
    values (${setting}, ${value === null ? null : JSON.stringify(value)}::jsonb, ${by}, ${reason}, ${asksAnew}, ${whatIsNew}) returning version`
  await sql`select pg_notify(${settingsChannel}, ${setting})`
  return row!.version
}

interface SettingChange extends StoredSetting {
  by: number
  byName: string | null
  reason: string
  asksAnew: boolean
  at: Date
}

/** What a version has set; undefined: there is no such version of this setting. */
export async function valueOf(sql: Sql, { setting, version }: Pick<StoredSetting, 'setting' | 'version'>) {
  const [row] = await sql<Pick<StoredSetting, 'value'>>`
    select value from setting_versions where setting = ${setting} and version = ${version}`
  return row?.value
}

/** Who changed what and why, the newest first; of one setting where one is named. */
export async function listChanges(
  sql: Sql,
  { limit, setting }: { limit: number; setting?: string },
): Promise<SettingChange[]> {
  return sql<SettingChange>`
    select s.version, s.setting, s.value, s.set_by as by, u.first_name as by_name, s.reason, s.asks_anew, s.set_at as at
    from setting_versions s left join users u on u.telegram_id = s.set_by
    where ${setting}::text is null or s.setting = ${setting}
    order by s.version desc limit ${limit}`
}
