import type { Sql } from '#platform/database/sql.ts'
import type { PaymentSource } from '#modules/charging/access.ts'
import type { Work } from '#modules/charging/work.ts'

/** What a person wishes to see. */
export interface Wish {
  userId: number
  id: number
  prompt: string
  /** The picture that is to be changed. */
  sourceFileId: string | null
}

/** A row of `images` without its bytes: a picture that is made of a wish, and what pays for it. */
export interface Image {
  userId: number
  id: number
  wishId: number
  updateId: number
  product: string
  status: 'pending' | 'made' | 'sent' | 'released'
  failure: string | null
  /** The process that makes it has been silent for longer than it may. */
  isLeft: boolean
  purse: PaymentSource
  /** In the source's own unit. */
  price: number
  mediaType: string | null
}

export async function findWish(
  sql: Sql,
  { telegramId, wishId }: { telegramId: number; wishId: number },
): Promise<Wish | undefined> {
  const [row] = await sql<Wish>`
    select user_id, id, prompt, source_file_id from image_wishes where user_id = ${telegramId} and id = ${wishId} and prompt <> ''`
  return row
}

/** The picture that this update has ordered, or the one that is being made for the person. */
export async function findImage(
  sql: Sql,
  { telegramId, updateId }: { telegramId: number; updateId: number | null },
): Promise<Image | undefined> {
  const [row] = await sql<Image>`
    select user_id, id, wish_id, update_id, product, status, failure, purse, price, media_type,
      coalesce(working_until < (select clock_timestamp()), false) as is_left
    from images where user_id = ${telegramId} and (update_id = ${updateId} or (${updateId}::bigint is null and status = 'pending'))`
  return row
}

/** A picture that is or was made of this wish, by whichever update. */
export async function findFirst(
  sql: Sql,
  { telegramId, wishId }: { telegramId: number; wishId: number },
): Promise<Image | undefined> {
  const [row] = await sql<{ updateId: number }>`
    select update_id from images
    where user_id = ${telegramId} and wish_id = ${wishId} and status <> 'released'
      and (working_until is null or working_until > (select clock_timestamp()))
    order by id limit 1`
  return row && findImage(sql, { telegramId, updateId: row.updateId })
}

/** A picture as something that costs; it is made in one attempt only, because a second one would be paid again. */
export function workOf({ userId, id, purse, price }: Pick<Image, 'userId' | 'id' | 'purse' | 'price'>): Work {
  return { userId, kind: 'image', id, attempt: 1, source: purse, price }
}
