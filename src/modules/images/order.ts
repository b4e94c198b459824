import type { Sql } from '#platform/database/sql.ts'
import type { Catalog, ImageEntry } from '#modules/catalog/catalog.ts'
import { imageCost } from '#modules/catalog/dearest.ts'
import { pictureOf } from '#modules/catalog/price-of.ts'
import { findMeans, isDearer, type NoAccess, type Price, quote } from '#modules/charging/access.ts'
import { reserve } from '#modules/charging/work.ts'
import {
  type Budget,
  budgetsOf,
  concerning,
  isUsedUp,
  nextDay,
  nextStart,
  reserveBudgets,
  usedUp,
} from '#modules/costs/budgets.ts'
import {
  type FreeLimits,
  type FreeScope,
  freeToday,
  isFreeUsedUp,
  takeFree,
} from '#modules/free-trial/free-messages.ts'
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
  | { refused: NoAccess | 'price_changed' | 'budget_used_up' | 'trial_paused'; price: Price; resumesAt?: Date }
  /** This very update had its outcome. */
  | { failed: string }
  | { image: Image; wish: Wish; entry: ImageEntry; next: 'make' | 'wait' | 'send' | 'elsewhere' }

/** Reserves what a picture costs, once per update. It is made once, whatever happens to the process that makes it. */
export async function orderImage(sql: Sql, present: Present, ordering: Ordering): Promise<Ordered> {
  try {
    return await sql.transaction((sql) => order(sql, present, ordering))
  } catch (error) {
    if (!isUsedUp(error) && !isFreeUsedUp(error)) throw error
    // Another person was quicker: the budget, or the free messages, say so themselves now.
    return sql.transaction((sql) => order(sql, present, ordering))
  }
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
  // An impatient finger presses twice.
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
  const paid = await payFor(sql, present, { telegramId, entry })
  if ('refused' in paid) return paid
  const { payment, budgets, free } = paid
  if (isDearer(payment, ordering.shown)) return { refused: 'price_changed', price: payment }
  await sql`
    insert into images (user_id, wish_id, update_id, product, status, purse, price, working_until)
    values (${telegramId}, ${wish.id}, ${updateId}, ${entry.id}, 'pending', ${payment.purse}, ${payment.price},
      clock_timestamp() + make_interval(secs => ${leaseMs / 1000}))`
  const image = (await findImage(sql, ordering))!
  const work = workOf(image)
  await reserve(sql, work)
  if (free.length > 0) await takeFree(sql, work, free)
  if (budgets.length > 0) {
    const enforced = budgets.map((budget) => ({ ...budget, enforced: budget.action !== 'cheaper' }))
    await reserveBudgets(sql, work, { amount: imageCost(catalog, entry, new Date()), budgets: enforced })
  }
  return { image, wish, entry, next: 'make' }
}

/** What pays for a picture now. There is no cheaper one to make in its place, so such a budget only counts it. */
async function payFor(
  sql: Sql,
  { catalog, freeLimits }: Present,
  { telegramId, entry }: { telegramId: number; entry: ImageEntry },
): Promise<{ payment: Price; budgets: Budget[]; free: FreeScope[] } | Extract<Ordered, { price: Price }>> {
  const now = new Date()
  const wanted = pictureOf(entry)
  const means = (await findMeans(sql, telegramId, catalog))!
  const wished = quote(means, wanted)
  if ('refused' in wished) return { refused: wished.refused, price: { purse: 'credits', price: entry.priceCredits } }
  const budgets = budgetsOf(catalog)
  const full = budgets.length > 0 ? await usedUp(sql, budgets, telegramId) : []
  const noTrial = full.find(({ action }) => action === 'no_trial')
  const isFree = wished.purse === 'trial'
  const free = isFree ? await freeToday(sql, { telegramId, messages: wished.price, limits: freeLimits }) : undefined
  const isTrialOff = isFree && (noTrial !== undefined || free!.isPaused || !free!.isRoom)
  const payment = isTrialOff ? quote({ ...means, trial: null }, wanted) : wished
  if ('refused' in payment) {
    const resumesAt = free!.isPaused ? undefined : noTrial ? nextStart(noTrial, now) : nextDay(now)
    return { refused: 'trial_paused', price: wished, ...(resumesAt ? { resumesAt } : {}) }
  }
  const stops = concerning(full, payment.purse).find(({ action }) => action === 'stop')
  if (stops) return { refused: 'budget_used_up', price: payment, resumesAt: nextStart(stops, now) }
  return {
    payment,
    budgets: concerning(budgets, payment.purse).filter(
      ({ action }) => action !== 'no_trial' || payment.purse === 'trial',
    ),
    free: payment.purse === 'trial' ? free!.scopes : [],
  }
}

/** When the person may have the next one made, if not now. What was given back does not count. */
async function fullUntil(sql: Sql, telegramId: number, mostPerHour: number): Promise<Date | undefined> {
  const [row] = await sql<{ until: Date }>`
    select asked_at + interval '1 hour' as until from images
    where user_id = ${telegramId} and asked_at > now() - interval '1 hour' and status <> 'released'
    order by asked_at desc offset ${mostPerHour - 1} limit 1`
  return row?.until
}
