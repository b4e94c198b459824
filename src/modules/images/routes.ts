import type { FastifyInstance } from 'fastify'
import type { Sql } from '#platform/database/sql.ts'
import type { HandlerInput } from '#platform/http/endpoint.ts'
import { Refusal } from '#platform/http/refusal.ts'
import { serve } from '#platform/http/serve.ts'
import { pass, within } from '#platform/runtime/pass.ts'
import { drawsPictures } from '#modules/catalog/catalog.ts'
import type { LiveCatalog } from '#modules/catalog/versions/live-catalog.ts'
import { findMeans } from '#modules/charging/access.ts'
import type { LiveSettings } from '#modules/settings/live-settings.ts'
import { type ImageReply, imagesEndpoints } from './contract.ts'
import type { Image } from './image.ts'
import { type Ordered, orderImage } from './order.ts'
import { noteFile, noteSent, refundUnsent } from './outcome.ts'
import { leaseMs, type Order, type Painting } from './painting.ts'
import { keepWish, productFor, productsFor } from './wish.ts'

interface ImageContext {
  sql: Sql
  settings: Pick<LiveSettings, 'documents' | 'present'>
  catalogs: Pick<LiveCatalog, 'present'>
  painting: Painting
}

/** Shorter than any caller waits for a reply. */
const waitLimitMs = 7_000
const lookAgainMs = 300

/** Pictures that people have made. */
export async function imageRoutes(app: FastifyInstance, context: ImageContext): Promise<void> {
  const { sql, catalogs, settings } = context

  serve(app, imagesEndpoints.askImage, async (wished) => {
    const catalog = catalogs.present()
    if (!drawsPictures(catalog)) throw new Refusal('images_off')
    const kept = await keepWish(sql, settings.documents(), wished)
    if ('refused' in kept) throw new Refusal(kept.refused)
    return { wishId: kept.wishId, products: await productsFor(sql, catalog, wished.telegramId) }
  })

  serve(app, imagesEndpoints.makeImage, (input) => makeImage(context, input))

  serve(app, imagesEndpoints.reportImage, async ({ telegramId, imageId, fileId, documentFileId, refused }) => {
    if (refused !== undefined) return { refunded: await refundUnsent(sql, { telegramId, imageId, reason: refused }) }
    if (fileId !== undefined) await noteSent(sql, { telegramId, imageId, fileId })
    if (documentFileId !== undefined) await noteFile(sql, { telegramId, imageId, fileId: documentFileId })
    return { refunded: false }
  })

  serve(app, imagesEndpoints.imageFile, async ({ telegramId, imageId }) => {
    const [row] = await sql<{ data: Buffer | null; mediaType: string; documentFileId: string | null }>`
      select data, media_type, document_file_id from images
      where user_id = ${telegramId} and id = ${imageId} and status = 'sent' and (data is not null or document_file_id is not null)`
    if (!row) throw new Refusal('image_not_found')
    return { ...row, data: row.data && row.data.toString('base64') }
  })
}

async function makeImage(
  { sql, catalogs, settings, painting }: ImageContext,
  input: HandlerInput<typeof imagesEndpoints.makeImage>,
): Promise<ImageReply> {
  const begun = performance.now()
  // The price that is told and the one that is charged are of the same version.
  const catalog = catalogs.present()
  const present = { catalog, documents: settings.documents(), freeLimits: settings.present().freeLimits }
  for (;;) {
    const { next, ...order } = granted(await orderImage(sql, present, { ...input, leaseMs }))
    const { image } = order
    const described = async (how: Pick<ImageReply, 'state' | 'data'>) =>
      describe(order, productFor(order.entry, (await findMeans(sql, image.userId, catalog))!), how)
    if (next === 'elsewhere') return described({ state: 'delivered', data: null })
    if (next === 'send') return described(await stateOf(sql, image))
    if (painting.isClosing && next === 'make') throw new Refusal('unavailable')
    if (next === 'make') painting.begin(order)
    const leftMs = waitLimitMs - (performance.now() - begun)
    if (leftMs <= 0) return described({ state: 'pending', data: null })
    const ended = painting.ended(image.id)
    await (ended ? within(leftMs, ended) : pass(lookAgainMs))
  }
}

/** @throws Refusal */
function granted(ordered: Ordered): Extract<Ordered, { image: unknown }> {
  if ('image' in ordered) return ordered
  if ('failed' in ordered) throw new Refusal('image_failed', { reason: ordered.failed })
  if ('price' in ordered) {
    const { refused: reason, price, resumesAt } = ordered
    throw new Refusal('no_access', { reason, price, resumes_at: resumesAt?.toISOString() ?? null })
  }
  if (ordered.refused !== 'too_many_images') throw new Refusal(ordered.refused)
  throw new Refusal('too_many_images', { resumes_at: ordered.resumesAt.toISOString() })
}

async function stateOf(sql: Sql, image: Image): Promise<Pick<ImageReply, 'state' | 'data'>> {
  if (image.status === 'sent') return { state: 'delivered', data: null }
  const [row] = await sql<{ data: Buffer | null }>`
    select data from images where user_id = ${image.userId} and id = ${image.id}`
  if (!row?.data) throw new Refusal('image_not_found')
  return { state: 'made', data: row.data.toString('base64') }
}

function describe(
  { image: { id, wishId, mediaType, purse, price }, wish: { prompt } }: Order,
  product: ImageReply['product'],
  how: Pick<ImageReply, 'state' | 'data'>,
): ImageReply {
  return { id, wishId, ...how, mediaType, prompt, product, charged: { purse, price } }
}
