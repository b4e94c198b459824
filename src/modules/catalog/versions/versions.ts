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
