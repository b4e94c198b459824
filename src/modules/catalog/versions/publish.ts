import type { Sql } from '#platform/database/sql.ts'
import { newestVersions, publishedChannel, type StoredVersion } from './versions.ts'

/** What counts now, by the database: the newest version, or 0 and the file. Until the caller's transaction ends nothing else is published. */
export async function lockNewest(sql: Sql, file: string): Promise<StoredVersion> {
  await sql`select pg_advisory_xact_lock(hashtextextended('catalog_versions', 0))`
  return newestVersion(sql, file)
}

export async function newestVersion(sql: Sql, file: string): Promise<StoredVersion> {
  const [newest] = await newestVersions(sql, { after: 0, limit: 1 })
  return newest ?? { version: 0, content: file }
}

/**
 * Makes a content the next version, in the transaction of the caller, who has locked the newest one. All programs hear of it
 * when the transaction ends. With the first one the file becomes version 1, so that it can be brought back.
 */
export async function publish(
  sql: Sql,
  newest: StoredVersion,
  next: { content: string; by: number; reason: string; restored: number | null },
): Promise<number> {
  const { content, by, reason, restored } = next
  if (newest.version === 0)
    await sql`
      insert into catalog_versions (version, content, reason) values (1, ${newest.content}::json, 'catalog.json')`
  const version = Math.max(newest.version, 1) + 1
  await sql`
    insert into catalog_versions (version, content, published_by, reason, restored)
    values (${version}, ${content}::json, ${by}, ${reason}, ${restored})`
  await sql`select pg_notify(${publishedChannel}, ${String(version)})`
  return version
}
