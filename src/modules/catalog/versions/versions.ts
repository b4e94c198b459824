import type { Sql } from '#platform/database/sql.ts'

/** Heard by every program that follows the catalogue. */
export const publishedChannel = 'catalog_published'

export interface StoredVersion {
  version: number
  /** As it was written. */
  content: string
}

/** The newest first. */
export async function newestVersions(
  sql: Sql,
  { after, limit }: { after: number; limit: number },
): Promise<StoredVersion[]> {
  return sql<StoredVersion>`
    select version, content::text from catalog_versions where version > ${after} order by version desc limit ${limit}`
}

export async function contentOf(sql: Sql, version: number): Promise<string | undefined> {
  const [row] = await sql<StoredVersion>`
    select version, content::text from catalog_versions where version = ${version}`
  return row?.content
}

export interface PublishedVersion {
  version: number
  /** Null for the file. */
  by: number | null
  byName: string | null
  reason: string
  /** The version that was brought back by it. */
  restored: number | null
  at: Date
}

/** Who published what and why, the newest first. */
export async function listVersions(sql: Sql, limit: number): Promise<PublishedVersion[]> {
  return sql<PublishedVersion>`
    select v.version, v.published_by as by, u.first_name as by_name, v.reason, v.restored, v.published_at as at
    from catalog_versions v left join users u on u.telegram_id = v.published_by
    order by v.version desc limit ${limit}`
}
