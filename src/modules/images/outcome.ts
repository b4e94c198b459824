import type { Sql } from '#platform/database/sql.ts'
import type { MadePicture } from '#platform/models/painter.ts'
import { release, settle } from '#modules/charging/work.ts'
import { type Costs, nothingTried, recordCosts } from '#modules/costs/record-costs.ts'
import { record } from '#modules/events/events.ts'
import { lockUser } from '#modules/users/users.ts'
import { type Image, workOf } from './image.ts'

/** The process that made it is gone, and with it perhaps a picture that was paid for. */
export const interrupted = 'interrupted'

/** Keeps the picture until Telegram has it, with what it has cost, at once. What has ended meanwhile has cost all the same. */
export async function keepMade(
  sql: Sql,
  image: Image,
  { picture, madeBy, costs }: { picture: MadePicture; madeBy: string; costs: Costs },
): Promise<void> {
  await sql.transaction(async (sql) => {
    await lockUser(sql, image.userId)
    const rows = await sql`
      update images set status = 'made', data = ${Buffer.from(picture.data)}, media_type = ${picture.mediaType}, made_by = ${madeBy},
        working_until = null
      where user_id = ${image.userId} and id = ${image.id} and status = 'pending' returning id`
    await recordCosts(sql, workOf(image), { costs, ends: rows.length > 0 })
  })
}

/** It was not made: its price is given back. */
export async function giveUp(sql: Sql, image: Image, why: { failure: string; costs: Costs }): Promise<void> {
  await sql.transaction(async (sql) => {
    await lockUser(sql, image.userId)
    const isOurs = await endWithout(sql, image, 'pending', why.failure)
    await recordCosts(sql, workOf(image), { costs: why.costs, ends: isOurs })
  })
}

/** Ends what a process has left, and says why. The caller holds the person's lock. */
export async function endLeft(sql: Sql, image: Image): Promise<string> {
  await endOpen(sql, image, interrupted)
  return interrupted
}

/** Telegram has it as a photo: it is paid. Its bytes are kept for the button that brings the file. */
export async function noteSent(
  sql: Sql,
  { telegramId, imageId, fileId }: { telegramId: number; imageId: number; fileId: string },
): Promise<void> {
  await sql.transaction(async (sql) => {
    await lockUser(sql, telegramId)
    const [image] = await sql<Image>`
      update images set status = 'sent', file_id = ${fileId}
      where user_id = ${telegramId} and id = ${imageId} and status = 'made'
      returning user_id, id, product, purse, price`
    if (!image) return
    await settle(sql, workOf(image), image.price, 'picture made')
    const { id, product, purse, price } = image
    await record(sql, { level: 'info', kind: 'picture_made', userId: telegramId, data: { id, product, purse, price } })
  })
}

/** Telegram has it as a file: its bytes are not kept any longer. */
export async function noteFile(
  sql: Sql,
  { telegramId, imageId, fileId }: { telegramId: number; imageId: number; fileId: string },
): Promise<void> {
  await sql`
    update images set document_file_id = ${fileId}, data = null
    where user_id = ${telegramId} and id = ${imageId} and status = 'sent'`
}

/** Telegram will never take it: its price is given back. False: it was before. */
export async function refundUnsent(
  sql: Sql,
  { telegramId, imageId, reason }: { telegramId: number; imageId: number; reason: string },
): Promise<boolean> {
  return sql.transaction(async (sql) => {
    await lockUser(sql, telegramId)
    const [image] =
      await sql<Image>`select * from images where user_id = ${telegramId} and id = ${imageId} and status = 'made'`
    return image !== undefined && endWithout(sql, image, 'made', reason)
  })
}

/** Ends what a person still waits for: nothing is made of what has just been deleted. The caller holds their lock. */
export async function stopOpenImages(sql: Sql, telegramId: number, reason: string): Promise<void> {
  const open = await sql<Image>`
    select * from images where user_id = ${telegramId} and status in ('pending', 'made') order by id`
  for (const image of open) await endOpen(sql, image, reason)
}

/** Gives back what is reserved for pictures that for so long were neither finished nor brought into the chat. */
export async function releaseForgotten(sql: Sql, options: { silentForMs: number; limit: number }): Promise<number> {
  const forgotten = await sql<Image>`
    select * from images
    where status in ('pending', 'made') and coalesce(working_until, asked_at) < now() - make_interval(secs => ${options.silentForMs / 1000})
    order by asked_at limit ${options.limit}`
  for (const image of forgotten)
    await sql.transaction(async (sql) => {
      await lockUser(sql, image.userId)
      await endOpen(sql, image, interrupted)
    })
  return forgotten.length
}

/** Deletes the bytes of pictures that Telegram has for so long. */
export async function dropBytes(sql: Sql, options: { keepHours: number }): Promise<void> {
  await sql`
    update images set data = null
    where data is not null and status in ('sent', 'released') and asked_at < now() - make_interval(hours => ${options.keepHours})`
}

/** Ends what is still to be made or brought, unless it has moved on. The caller holds the person's lock. */
async function endOpen(sql: Sql, image: Image, reason: string): Promise<void> {
  const isOurs = await endWithout(sql, image, image.status as 'pending' | 'made', reason)
  if (isOurs) await recordCosts(sql, workOf(image), { costs: nothingTried, ends: true })
}

async function endWithout(sql: Sql, image: Image, from: 'pending' | 'made', failure: string): Promise<boolean> {
  const rows = await sql`
    update images set status = 'released', failure = ${failure}, working_until = null
    where user_id = ${image.userId} and id = ${image.id} and status = ${from} returning id`
  if (rows.length === 0) return false
  await release(sql, workOf(image), 'picture not made')
  const { id, product, purse, price } = image
  const data = { id, product, purse, price, reason: failure }
  await record(sql, { level: 'warn', kind: 'picture_not_made', userId: image.userId, data })
  return true
}
