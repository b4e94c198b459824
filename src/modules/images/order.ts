import type { Sql } from '#platform/database/sql.ts'
import type { Catalog, ImageEntry } from '#modules/catalog/catalog.ts'
import { imageCost } from '#modules/catalog/dearest.ts'
import { pictureOf } from '#modules/catalog/price-of.ts'
import { isDearer, type Price } from '#modules/charging/access.ts'
import { decided, payFor, reservePaid, type Unpaid } from '#modules/charging/pay-for.ts'
import type { FreeLimits } from '#modules/free-trial/free-messages.ts'
import { agreementStateOf } from '#modules/users/agreement.ts'
import type { Documents } from '#modules/users/contract.ts'
import { lockUser } from '#modules/users/users.ts'
import { findFirst, findImage, findWish, type Image, type Wish, workOf } from './image.ts'
import { endLeft } from './outcome.ts'

export interface Ordering {
  telegramId: number
  wishId: number
  product: string
  updateId: number
  /** One more of a wish of which there is a picture. */
  again: boolean
  /** The price that was shown. */
  shown: Price
  /** How long the process that makes it may stay silent before its work counts as lost. */
  leaseMs: number
}

/** By what it is decided, as it is now. */
interface Present {
  catalog: Catalog
  documents: Documents
  freeLimits: FreeLimits
}

export type Ordered =
  | {
      refused: 'user_not_found' | 'user_blocked' | 'agreement_needed' | 'image_not_found' | 'images_off' | 'image_busy'
    }
  | { refused: 'too_many_images'; resumesAt: Date }
  | Unpaid
  | { refused: 'price_changed'; price: Price; resumesAt?: never }
  /** This very update had its outcome. */
  | { failed: string }
  | { image: Image; wish: Wish; entry: ImageEntry; next: 'make' | 'wait' | 'send' | 'elsewhere' }

/** Reserves what a picture costs, once per update. It is made once, whatever happens to the process that makes it. */
export async function orderImage(sql: Sql, present: Present, ordering: Ordering): Promise<Ordered> {
  return decided(sql, (sql) => order(sql, present, ordering))
}

async function order(sql: Sql, present: Present, ordering: Ordering): Promise<Ordered> {
  const { catalog, documents } = present
  const { telegramId } = ordering
  const user = await lockUser(sql, telegramId)
  if (!user) return { refused: 'user_not_found' }
  if (user.blocked) return { refused: 'user_blocked' }
  const wish = await findWish(sql, ordering)
  if (!wish) return { refused: 'image_not_found' }
  const entry = catalog.images.find(({ id }) => id === ordering.product)
  if (!entry) return { refused: 'images_off' }
  const known = await findImage(sql, ordering)
  if (known) return goOn(sql, known, { wish, entry })
  if (agreementStateOf(user.agreement, documents) !== 'given') return { refused: 'agreement_needed' }
  const first = ordering.again ? undefined : await findFirst(sql, ordering)
  // The button was pressed twice.
  if (first) return { image: first, wish, entry, next: 'elsewhere' }
  const running = await findImage(sql, { telegramId, updateId: null })
  if (running?.isLeft === false) return { refused: 'image_busy' }
  if (running) await endLeft(sql, running)
  return begin(sql, present, ordering, { wish, entry })
}

/** What this update has ordered before. What a process has left is not made again: its provider may have been paid. */
async function goOn(sql: Sql, image: Image, of: { wish: Wish; entry: ImageEntry }): Promise<Ordered> {
  if (image.status === 'released') return { failed: image.failure! }
  if (image.status !== 'pending') return { image, ...of, next: 'send' }
  if (!image.isLeft) return { image, ...of, next: 'wait' }
  return { failed: await endLeft(sql, image) }
}

async function begin(
  sql: Sql,
  present: Present,
  ordering: Ordering,
  { wish, entry }: { wish: Wish; entry: ImageEntry },
): Promise<Ordered> {
  const { catalog } = present
  const { telegramId, updateId, leaseMs } = ordering
  if (!entry.offered || catalog.painters.length === 0) return { refused: 'images_off' }
  const resumesAt = await fullUntil(sql, telegramId, catalog.drawing.mostPerHour)
  if (resumesAt) return { refused: 'too_many_images', resumesAt }
  const wanted = pictureOf(entry)
  const paid = await payFor(sql, present, { telegramId, wanted, mostCost: imageCost(catalog, entry, new Date()) })
  if ('refused' in paid) return paid
  const { payment } = paid
  if (isDearer(payment, ordering.shown)) return { refused: 'price_changed', price: payment }
  await sql`
    insert into images (user_id, wish_id, update_id, product, status, purse, price, working_until)
    values (${telegramId}, ${wish.id}, ${updateId}, ${entry.id}, 'pending', ${payment.purse}, ${payment.price},
      clock_timestamp() + make_interval(secs => ${leaseMs / 1000}))`
  const image = (await findImage(sql, ordering))!
  await reservePaid(sql, workOf(image), paid)
  return { image, wish, entry, next: 'make' }
}

/** When the person may have the next one made, if not now. What was given back does not count. */
async function fullUntil(sql: Sql, telegramId: number, mostPerHour: number): Promise<Date | undefined> {
  const [row] = await sql<{ until: Date }>`
    select asked_at + interval '1 hour' as until from images
    where user_id = ${telegramId} and asked_at > now() - interval '1 hour' and status <> 'released'
    order by asked_at desc offset ${mostPerHour - 1} limit 1`
  return row?.until
}
