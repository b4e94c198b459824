import type { Sql } from '#platform/database/sql.ts'
import { settingsChannel } from './contract.ts'
import { type SettingValue, settingShapes } from './shapes.ts'

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

/** What counts, by the name of the setting: what was set and this release can use. */
export function usableIn(stored: StoredSetting[]): Map<string, SettingValue> {
  const values = stored.flatMap(({ setting, value }) => {
    const read = value === null ? undefined : settingShapes.get(setting)?.shape.safeParse(value)
    return read?.success ? [[setting, read.data] as const] : []
  })
  return new Map(values)
}

/** Until the caller's transaction ends nobody else changes this setting. */
export async function lockSetting(sql: Sql, setting: string): Promise<Pick<StoredSetting, 'version' | 'value'>> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`setting:${setting}`}, 0))`
  const [row] = await sql<StoredSetting>`
    select version, value from setting_versions where setting = ${setting} order by version desc limit 1`
  return row ?? { version: 0, value: null }
}

/** In the transaction of the caller; all programs hear of it when that ends. */
export async function addVersion(
  sql: Sql,
  next: { setting: string; value: SettingValue | null; by: number; reason: string },
): Promise<number> {
  const { setting, value, by, reason } = next
  const [row] = await sql<{ version: number }>`
    insert into setting_versions (setting, value, set_by, reason)
    values (${setting}, ${value === null ? null : JSON.stringify(value)}::jsonb, ${by}, ${reason}) returning version`
  await sql`select pg_notify(${settingsChannel}, ${setting})`
  return row!.version
}

interface SettingChange extends StoredSetting {
  by: number
  byName: string | null
  reason: string
  at: Date
}

/** Who changed what and why, the newest first. */
export async function listChanges(sql: Sql, limit: number): Promise<SettingChange[]> {
  return sql<SettingChange>`
    select s.version, s.setting, s.value, s.set_by as by, u.first_name as by_name, s.reason, s.set_at as at
    from setting_versions s left join users u on u.telegram_id = s.set_by
    order by s.version desc limit ${limit}`
}
