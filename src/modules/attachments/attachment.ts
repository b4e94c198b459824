import type { Sql } from '#platform/database/sql.ts'
import type { AttachmentFacts, FileProblem } from './contract.ts'

/** A file as it came with a question. */
export interface SentFile {
  type: 'image' | 'audio' | 'file'
  fileId: string
  fileUniqueId: string
  name?: string | undefined
  /** Whether the person has passed it on: what is said in it are another's words. */
  forwarded?: boolean | undefined
}

/** A row of `attachments`: a file of a question, and what was found in it. The file itself stays with Telegram. */
export interface Attachment {
  userId: number
  id: number
  sentAs: SentFile['type']
  fileId: string
  fileUniqueId: string
  name: string | null
  forwarded: boolean
  state: 'new' | 'read' | 'unreadable'
  problem: FileProblem | null
  kind: AttachmentFacts['kind'] | null
  bytes: number | null
  pages: number | null
  words: number | null
  seconds: number | null
  /** Of speech, by its content. */
  mediaType: string | null
  /** Of a document the text of each page, of speech what was said once it is known. */
  texts: string[] | null
  /** How many tokens each of these texts has. */
  tokens: number[] | null
  /** The sizes of its pictures, of a scan with the page that each one is. */
  pictures: { width: number; height: number; page: number | null }[]
  /** The pages that were chosen; null: all. */
  fromPage: number | null
  toPage: number | null
}

export interface UpdateKey {
  telegramId: number
  updateId: number
}

/** Notes the files of an update, in their order; doing it again changes nothing. */
export async function noteFiles(sql: Sql, key: UpdateKey, files: SentFile[]): Promise<void> {
  await sql`
    insert into attachments (user_id, update_id, position, sent_as, file_id, file_unique_id, name, forwarded)
    select ${key.telegramId}, ${key.updateId}, position - 1, sent_as, file_id, file_unique_id, nullif(name, ''), forwarded
    from unnest(${files.map(({ type }) => type)}::text[], ${files.map(({ fileId }) => fileId)}::text[],
      ${files.map(({ fileUniqueId }) => fileUniqueId)}::text[], ${files.map(({ name = '' }) => name)}::text[],
      ${files.map(({ forwarded = false }) => forwarded)}::boolean[])
      with ordinality as file (sent_as, file_id, file_unique_id, name, forwarded, position)
    on conflict (user_id, update_id, position) do nothing`
}

/** The files that came with an update, in their order. */
export async function filesOfUpdate(sql: Sql, { telegramId, updateId }: UpdateKey): Promise<Attachment[]> {
  return sql<Attachment>`
    select * from attachments where user_id = ${telegramId} and update_id = ${updateId} order by position`
}

/** The files of a question, in their order. */
export async function filesOfQuestion(sql: Sql, telegramId: number, id: number): Promise<Attachment[]> {
  return sql<Attachment>`
    select * from attachments where user_id = ${telegramId} and question_id = ${id} order by position`
}

/** A file without what it holds. */
export type Described = Omit<Attachment, 'texts'>

/** The files of questions, by question and in their order, without what they hold. */
export async function describedOfQuestions(
  sql: Sql,
  telegramId: number,
  questionIds: number[],
): Promise<Map<number, Described[]>> {
  if (questionIds.length === 0) return new Map()
  const rows = await sql<Described & { questionId: number }>`
    select user_id, id, question_id, sent_as, file_id, file_unique_id, name, forwarded, state, problem, kind, bytes, pages, words,
      seconds, media_type, tokens, pictures, from_page, to_page
    from attachments where user_id = ${telegramId} and question_id = any (${questionIds}::bigint[])
    order by question_id, position`
  return Map.groupBy(rows, ({ questionId }) => questionId)
}

/** Of these files what they hold, which may be much. */
export async function textsOf(sql: Sql, telegramId: number, ids: number[]): Promise<Map<number, string[]>> {
  if (ids.length === 0) return new Map()
  const rows = await sql<{ id: number; texts: string[] }>`
    select id, texts from attachments
    where user_id = ${telegramId} and id = any (${ids}::bigint[]) and texts is not null`
  return new Map(rows.map(({ id, texts }) => [id, texts]))
}

export async function filesByIds(sql: Sql, telegramId: number, ids: number[]): Promise<Attachment[]> {
  return sql<Attachment>`select * from attachments where user_id = ${telegramId} and id = any (${ids}::bigint[])`
}

/** The files of an update belong to the question that was asked with them. @throws Error when some of them do already */
export async function bindFiles(
  sql: Sql,
  { telegramId, updateId }: UpdateKey,
  questionId: number,
  count: number,
): Promise<void> {
  const bound = await sql`
    update attachments set question_id = ${questionId}
    where user_id = ${telegramId} and update_id = ${updateId} and question_id is null returning id`
  if (bound.length !== count)
    throw new Error(`Question ${questionId} has ${count} files, of which ${bound.length} could be bound to it`)
}

/** The question that was asked with the files of an update. */
export async function questionWithFilesOf(sql: Sql, { telegramId, updateId }: UpdateKey): Promise<number | undefined> {
  const [row] = await sql<{ questionId: number }>`
    select question_id from attachments
    where user_id = ${telegramId} and update_id = ${updateId} and question_id is not null limit 1`
  return row?.questionId
}

/** Limits a question to some pages of its documents. False when none of them has these pages. */
export async function choosePages(
  sql: Sql,
  { telegramId, updateId }: UpdateKey,
  { from, to }: { from: number; to: number },
): Promise<boolean> {
  const rows = await sql`
    with documents as (
      -- Of a scan there are only the pages that it has pictures of.
      select id, coalesce((select max((picture ->> 'page')::integer) from jsonb_array_elements(pictures) as picture), pages) as last,
        pictures = '[]' or exists (
          select from jsonb_array_elements(pictures) as picture where (picture ->> 'page')::integer between ${from} and ${to}
        ) as shows_any
      from attachments
      where user_id = ${telegramId} and update_id = ${updateId} and kind = 'document' and question_id is null
    )
    update attachments a set from_page = ${from}, to_page = least(${to}, d.last) from documents d
    where a.user_id = ${telegramId} and a.id = d.id and d.last >= ${from} and d.shows_any
    returning a.id`
  return rows.length > 0
}

/** Deletes what was kept of the files of these questions. */
export async function deleteFiles(sql: Sql, telegramId: number, questionIds: number[]): Promise<void> {
  await sql`
    delete from attachments where user_id = ${telegramId} and question_id = any (${questionIds}::bigint[])`
}

export function factsOf(attachment: Attachment): AttachmentFacts {
  const { kind, name, pages, words, seconds, fromPage, toPage } = attachment
  return {
    kind: kind ?? 'document',
    name,
    pages,
    firstPages: firstPagesOf(attachment),
    words,
    seconds,
    fromPage,
    toPage,
  }
}

/** Of a scan so many of its first pages are looked at, if that is not all. */
function firstPagesOf({ kind, pages, pictures }: Attachment): number | null {
  const last = kind === 'document' ? (pictures.at(-1)?.page ?? null) : null
  return last === null || pages === null || last >= pages ? null : last
}

/** Longer than any answer and any price lasts, and than a question waits for something that pays for it. */
const kept = { picturesMinutes: 60, unaskedDays: 8 }

/**
 * Deletes what is left of files; returns of how many that no question was asked with. One that may still be asked, because its
 * update or the question itself waits, keeps them.
 */
export async function forgetFiles(sql: Sql): Promise<number> {
  await sql`
    delete from prepared_pictures where prepared_at < now() - make_interval(mins => ${kept.picturesMinutes})`
  const rows = await sql`
    with old as (
      select user_id, id, update_id from attachments a
      where question_id is null and created_at < now() - make_interval(days => ${kept.unaskedDays})
        and not exists (select from waiting_questions w where w.user_id = a.user_id and w.update_id = a.update_id)
        and not exists (select from quotations q where q.user_id = a.user_id and q.update_id = a.update_id)
    ), needless as (
      select user_id, id from old where not exists (select from inbox i where i.update_id = old.update_id)
    )
    delete from attachments a using needless where a.user_id = needless.user_id and a.id = needless.id and a.question_id is null
    returning a.id`
  return rows.length
}
