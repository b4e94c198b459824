import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Try } from '#platform/models/failure.ts'
import { noUsage } from '#platform/models/usage.ts'
import type { Sql } from '#platform/database/sql.ts'
import { readCatalog, type VersionedCatalog } from '#modules/catalog/catalog.ts'
import { findMeans, type Price } from '#modules/charging/access.ts'
import { costsOf } from '#modules/costs/record-costs.ts'
import { adjustCredits } from '#modules/entitlements/adjust-credits.ts'
import { give } from '#modules/entitlements/give.ts'
import type { Image } from '#modules/images/image.ts'
import { orderImage, type Ordered, type Ordering } from '#modules/images/order.ts'
import { giveUp, keepMade, noteSent, refundUnsent, releaseForgotten, stopOpenImages } from '#modules/images/outcome.ts'
import { keepWish, productFor } from '#modules/images/wish.ts'
import { documentsOf } from '#modules/settings/documents.ts'
import { lockUser, register } from '#modules/users/users.ts'
import { createAgreedDatabase } from './world/agreed.ts'
import { booksOf } from './world/books.ts'
import { withEndlessBudgets } from './world/budgets.ts'

/** `npm run test:properties` takes ten thousand. */
const runs = Number(process.env['IMAGE_RUNS'] ?? 100)
const people = 8

let database: Awaited<ReturnType<typeof createAgreedDatabase>>
let sql: Sql
beforeAll(async () => {
  database = await createAgreedDatabase()
  sql = database.database.sql
})
afterAll(() => database.drop())

const shipped = withEndlessBudgets(readCatalog('catalog.json'))
/** The cheapest picture is in the trial, and subscriptions pay for all but the dearest. */
const catalog: VersionedCatalog = {
  version: 0,
  ...shipped,
  drawing: { mostPerHour: 1_000_000 },
  images: shipped.images.map((entry, index) => ({
    ...entry,
    ...(index === 0 ? { trialMessages: 2 } : {}),
    subscription: index < 2,
  })),
}
const freeLimits = { perDay: 10_000_000, perLink: 10_000_000, guests: 0 }
const present = { catalog, documents: documentsOf([], []), freeLimits }

/** One picture, from the button to its end. */
interface Life {
  product: number
  /** The button said less than it costs now. */
  isShownLess: boolean
  /** Each step happens twice, the order at once. */
  isTwice: boolean
  /** `left`: the process that draws it dies; `deleted`: the person deletes their data meanwhile. */
  drawn: 'made' | 'failed' | 'left' | 'deleted'
  brought: 'sent' | 'refused' | 'forgotten' | 'deleted'
  /** What was given up is made all the same by a process that did not know. */
  isLate: boolean
  tries: number
}
const life: fc.Arbitrary<Life> = fc.record({
  product: fc.nat({ max: catalog.images.length - 1 }),
  isShownLess: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
  isTwice: fc.boolean(),
  drawn: fc.constantFrom('made', 'made', 'made', 'failed', 'left', 'deleted'),
  brought: fc.constantFrom('sent', 'sent', 'refused', 'forgotten', 'deleted'),
  isLate: fc.boolean(),
  tries: fc.integer({ min: 1, max: 3 }),
})

test(
  `the price on the button is the most that a picture costs, and only one that has arrived costs it, in ${runs} lives of pictures`,
  { timeout: 60_000 + runs * 200 },
  async () => {
    const lives = fc.sample(life, { numRuns: runs, seed: Number(process.env['FC_SEED'] ?? 1) })
    const persons = Array.from({ length: people }, (_, index) => 100 + index)
    for (const person of persons) await prepare(person)
    await Promise.all(
      persons.map(async (person, place) => {
        for (const [index, one] of lives.entries()) if (index % people === place) await live(person, index, one)
      }),
    )
    const drawn = lives.filter(({ isShownLess }) => !isShownLess)
    expect(await sql`select count(*)::integer as count from images`).toEqual([{ count: drawn.length }])
    expect(await sql`select id from images where status in ('pending', 'made')`).toEqual([])
    expect(await sql`select * from budget_holds`).toEqual([])
    expect(await sql`select * from budget_periods where reserved <> 0`).toEqual([])
    expect(await booksOf(sql)).toEqual([])
  },
)

/** One of three has a trial, one a subscription; all have credits. */
async function prepare(person: number): Promise<void> {
  await register(sql, { telegramId: person, firstName: 'x' })
  await adjustCredits(sql, { telegramId: person, delta: 100_000, reason: 'r', idempotencyKey: 'k', by: null })
  await sql.transaction(async (sql) => {
    await lockUser(sql, person)
    if (person % 3 === 0) await give(sql, { of: 'trialMessages', userId: person, amount: 1_000, steps: null })
    const cause = { kind: 'adjustment', id: 'plan' } as const
    const { id: plan } = catalog.plans[0]!
    if (person % 3 === 1) await give(sql, { of: 'planDays', userId: person, plan, days: 30, cause })
  })
}

/** What a person has used of each source. */
async function usedBy(person: number): Promise<Record<Price['purse'], number>> {
  const { credits, trial, subscription } = (await findMeans(sql, person, catalog))!
  return { credits: -credits, trial: trial?.used ?? 0, subscription: subscription?.creditsToday ?? 0 }
}

async function live(person: number, index: number, one: Life): Promise<void> {
  const before = await usedBy(person)
  const expectUsed = async (price: Price | undefined) => {
    const used = await usedBy(person)
    const more = Object.entries(used).map(([purse, amount]) => [purse, amount - before[purse as Price['purse']]])
    expect(Object.fromEntries(more)).toEqual({
      credits: 0,
      trial: 0,
      subscription: 0,
      ...(price && { [price.purse]: price.price }),
    })
  }
  const entry = catalog.images[one.product]!
  const { price: told } = productFor(entry, (await findMeans(sql, person, catalog))!)
  const shown = one.isShownLess ? { ...told, price: told.price - 1 } : told
  const updateId = person * 1_000_000 + index
  const kept = await keepWish(sql, present.documents, {
    telegramId: person,
    updateId,
    prompt: `${index}`,
    source: null,
  })
  const ordering = { telegramId: person, wishId: (kept as { wishId: number }).wishId, product: entry.id }
  const ordered = await order(one, { ...ordering, updateId, again: false, shown, leaseMs: 60_000 })
  if (one.isShownLess) {
    expect(ordered).toMatchObject({ refused: 'price_changed', price: told })
    return expectUsed(undefined)
  }
  const { image } = ordered as Extract<Ordered, { image: Image }>
  await expectUsed(shown)
  await draw(one, image)
  const hasArrived = one.drawn === 'made' && one.brought === 'sent'
  if (one.drawn === 'made') await bring(one, image)
  await expectUsed(hasArrived ? shown : undefined)
}

async function order({ isTwice }: Life, ordering: Ordering): Promise<Ordered> {
  const act = () => orderImage(sql, present, ordering)
  const [first, second] = await Promise.all(isTwice ? [act(), act()] : [act()])
  if (!second || !('image' in first) || !('image' in second)) return first
  expect(second.image.id).toBe(first.image.id)
  expect([first.next, second.next].toSorted()).toEqual(['make', 'wait'])
  return first
}

async function draw({ drawn, isTwice, isLate, tries }: Life, image: Image): Promise<void> {
  const costs = costsOf(catalog, Array.from({ length: tries }, tryOf), new Date())
  const picture = { data: new Uint8Array([1]), mediaType: 'image/png' as const }
  const make = () => keepMade(sql, image, { picture, madeBy: 'painter', costs })
  if (drawn === 'made') await times(isTwice, make)
  if (drawn === 'failed') await times(isTwice, () => giveUp(sql, image, { failure: 'unavailable', costs }))
  if (drawn === 'left') {
    await sql`update images set working_until = now() - interval '1 minute' where user_id = ${image.userId} and id = ${image.id}`
    const { userId: telegramId, wishId, updateId, product, purse, price } = image
    const again = { telegramId, wishId, product, updateId, again: false, shown: { purse, price }, leaseMs: 60_000 }
    await times(isTwice, async () => expect(await orderImage(sql, present, again)).toEqual({ failed: 'interrupted' }))
  }
  if (drawn === 'deleted') await times(isTwice, () => deleteData(image))
  if (drawn !== 'made' && isLate) await make()
}

async function bring({ brought, isTwice, isLate }: Life, image: Image): Promise<void> {
  const of = { telegramId: image.userId, imageId: image.id }
  const send = () => noteSent(sql, { ...of, fileId: 'f' })
  if (brought === 'sent') await times(isTwice, send)
  if (brought === 'refused') await times(isTwice, () => refundUnsent(sql, { ...of, reason: 'x' }))
  if (brought === 'forgotten') {
    await sql`update images set asked_at = now() - interval '2 hours' where user_id = ${image.userId} and id = ${image.id}`
    await times(isTwice, () => releaseForgotten(sql, { silentForMs: 3_600_000, limit: 1_000 }))
  }
  if (brought === 'deleted') await times(isTwice, () => deleteData(image))
  if (isLate && brought === 'sent') await refundUnsent(sql, { ...of, reason: 'x' })
  if (isLate && brought !== 'sent') await send()
}

function deleteData({ userId }: Image): Promise<void> {
  return sql.transaction(async (sql) => {
    await lockUser(sql, userId)
    await stopOpenImages(sql, userId, 'data deleted')
  })
}

async function times(isTwice: boolean, act: () => Promise<unknown>): Promise<void> {
  await act()
  if (isTwice) await act()
}

function tryOf(): Try {
  const usage = { ...noUsage, inputTokens: 50, outputTokens: 1_056, pictures: 1 }
  return { provider: catalog.painters[0]!.id, model: 'm', usage, outcome: 'answered', ms: 1 }
}
