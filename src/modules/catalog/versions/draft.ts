import type { Sql } from '#platform/database/sql.ts'

export interface Draft {
  /** The version that counted when it was begun; 0 for the file. */
  base: number
  /** Another one after each saving. */
  revision: number
  content: string
  by: number
  byName: string | null
  at: Date
}

/** What is being written for the next version, if anything is. */
export async function findDraft(sql: Sql): Promise<Draft | undefined> {
  const [row] = await sql<Draft>`
    select d.base, d.revision, d.content::text, d.edited_by as by, u.first_name as by_name, d.edited_at as at
    from catalog_draft d left join users u on u.telegram_id = d.edited_by`
  return row
}

/**
 * Keeps a draft, unless another was saved since the one that its writer has seen: then nothing is written over.
 * @param draft.revision of the draft that was seen; 0 when there was none
 */
export async function saveDraft(
  sql: Sql,
  draft: { base: number; revision: number; content: string; by: number },
): Promise<{ revision: number } | { refused: 'draft_changed' }> {
  const { base, revision, content, by } = draft
  // A draft that begins anew has a number that no draft before it is likely to have had.
  const rows =
    revision === 0
      ? await sql<{ revision: number }>`
          insert into catalog_draft (base, revision, content, edited_by)
          values (${base}, 1 + floor(random() * 1000000000)::integer, ${content}::json, ${by})
          on conflict do nothing returning revision`
      : await sql<{ revision: number }>`
          update catalog_draft
          set base = ${base}, revision = revision + 1, content = ${content}::json, edited_by = ${by}, edited_at = now()
          where revision = ${revision} returning revision`
  return rows[0] ?? { refused: 'draft_changed' }
}

export async function dropDraft(sql: Sql, revision: number): Promise<boolean> {
  const rows = await sql`delete from catalog_draft where revision = ${revision} returning base`
  return rows.length > 0
}
