import type { Sql } from '#platform/database/sql.ts'
import type { UnreadableFile } from '#platform/files/unreadable-file.ts'
import type { Attachment } from './attachment.ts'
import { attachmentOfPicture } from './shown.ts'

/** What is found in a file: the columns of `attachments` that it fills, and its pictures as models take them. */
export interface Found extends Pick<
  Attachment,
  'bytes' | 'pages' | 'words' | 'seconds' | 'mediaType' | 'texts' | 'tokens'
> {
  kind: NonNullable<Attachment['kind']>
  pictures: (Attachment['pictures'][number] & { data: Uint8Array })[]
}

type Key = Pick<Attachment, 'userId' | 'id'>

export async function keepFound(sql: Sql, { userId, id }: Key, found: Found): Promise<void> {
  const { kind, bytes, pages, words, seconds, mediaType, texts, tokens } = found
  const pictures = found.pictures.map(({ width, height, page }) => ({ width, height, page }))
  await sql.transaction(async (sql) => {
    await sql`
      update attachments set state = 'read', kind = ${kind}, bytes = ${bytes}, pages = ${pages}, words = ${words},
        seconds = ${seconds}, media_type = ${mediaType}, texts = ${texts}::text[], tokens = ${tokens}::integer[],
        pictures = ${JSON.stringify(pictures)}::jsonb
      where user_id = ${userId} and id = ${id} and state = 'new'`
    await insertPictures(sql, { userId, id }, found)
  })
}

export async function keepUnreadable(sql: Sql, { userId, id }: Key, { reason }: UnreadableFile): Promise<void> {
  await sql`
    update attachments set state = 'unreadable', problem = ${reason}
    where user_id = ${userId} and id = ${id} and state = 'new'`
}

/** What this person sent before is known; its pictures are fetched when they are shown. */
export async function copyKnown(sql: Sql, { userId, id, fileUniqueId, sentAs }: Attachment): Promise<boolean> {
  const copied = await sql`
    update attachments a set state = known.state, kind = known.kind, bytes = known.bytes, pages = known.pages,
      words = known.words, seconds = known.seconds, media_type = known.media_type, texts = known.texts,
      tokens = known.tokens, pictures = known.pictures
    from (
      select * from attachments
      where user_id = ${userId} and file_unique_id = ${fileUniqueId} and sent_as = ${sentAs} and state = 'read' and id <> ${id}
      order by id desc limit 1
    ) as known
    where a.user_id = ${userId} and a.id = ${id} and a.state = 'new' returning a.id`
  return copied.length > 0
}

/** All pictures of a file or none: where one is found the others are there too. */
export async function keepPictures(sql: Sql, key: Key, found: Pick<Found, 'pictures'>): Promise<void> {
  await sql.transaction((sql) => insertPictures(sql, key, found))
}

async function insertPictures(sql: Sql, { userId, id }: Key, { pictures }: Pick<Found, 'pictures'>): Promise<void> {
  for (const [position, { data }] of pictures.entries())
    await sql`
      insert into prepared_pictures (user_id, attachment_id, position, data)
      values (${userId}, ${id}, ${position}, ${Buffer.from(data)}) on conflict do nothing`
}

/** The question that showed these has its outcome. */
export async function dropPictures(sql: Sql, userId: number, keys: string[]): Promise<void> {
  await sql`
    delete from prepared_pictures
    where user_id = ${userId} and attachment_id = any (${keys.map(attachmentOfPicture)}::bigint[])`
}
