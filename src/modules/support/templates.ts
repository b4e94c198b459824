import type { Sql } from '#platform/database/sql.ts'

/** What support says often. */
export interface Template {
  id: number
  title: string
  /** By language; `{name}` stands for the person. */
  texts: Record<string, string>
  changedAt: Date
}

/** By title. */
export async function listTemplates(sql: Sql): Promise<Template[]> {
  return sql<Template>`select id, title, texts, changed_at from reply_templates order by title, id`
}

/** As it is until the transaction ends. */
export async function holdTemplate(sql: Sql, id: number): Promise<Template | undefined> {
  const [row] = await sql<Template>`
    select id, title, texts, changed_at from reply_templates where id = ${id} for update`
  return row
}

/** Makes one, or changes the one with this id; `before` is what it was, null when it is new. */
export async function saveTemplate(
  sql: Sql,
  { id, title, texts }: Pick<Template, 'title' | 'texts'> & { id?: number | undefined },
): Promise<{ id: number; before: Template | null } | { refused: 'template_not_found' | 'template_exists' }> {
  // One change at a time, so that two of the same title do not meet at the constraint.
  await sql`select pg_advisory_xact_lock(hashtextextended('reply_templates', 0))`
  const [before] = await sql<Template>`select id, title, texts, changed_at from reply_templates where id = ${id}`
  if (id !== undefined && !before) return { refused: 'template_not_found' }
  const [same] = await sql`select id from reply_templates where title = ${title} and id is distinct from ${id}`
  if (same) return { refused: 'template_exists' }
  if (before) {
    await sql`update reply_templates set title = ${title}, texts = ${texts}, changed_at = now() where id = ${before.id}`
    return { id: before.id, before }
  }
  const [made] = await sql<{ id: number }>`
    insert into reply_templates (title, texts) values (${title}, ${texts}) returning id`
  return { id: made!.id, before: null }
}

/** What it was; undefined when there is none with this id. */
export async function deleteTemplate(sql: Sql, id: number): Promise<Template | undefined> {
  const [deleted] = await sql<Template>`
    delete from reply_templates where id = ${id} returning id, title, texts, changed_at`
  return deleted
}
