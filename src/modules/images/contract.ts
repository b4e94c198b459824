import { z } from 'zod'
import type { Camel } from '#platform/http/camel-case.ts'
import { defineEndpoints } from '#platform/http/endpoint.ts'
import { inQuery, personInQuery, rowId, telegramId, text, updateId } from '#platform/http/values.ts'
import { title } from '#modules/catalog/contract.ts'
import { price } from '#modules/entitlements/contract.ts'

/** Characters of what a person wishes for; providers take no more. */
export const longestPrompt = 4_000

const fileId = text().min(1).max(255)
const productId = z.string().regex(/^[a-z0-9-]{1,24}$/)
const bytes = z.string().nullable().describe('In base64')

const product = z.object({
  id: productId,
  title,
  price: price.describe('What it costs this person now; in credits where nothing can pay for it'),
})

const image = z.object({
  id: z.int(),
  wish_id: z.int(),
  state: z
    .enum(['pending', 'made', 'delivered'])
    .describe(
      'Still being made: ask again with the same `update_id`; made: to be sent; or delivered, by this very update or by the press that has ordered it first',
    ),
  data: bytes,
  media_type: z.string().nullable(),
  prompt: z.string(),
  product,
  charged: price,
})

export type ImageReply = Camel<z.infer<typeof image>>

export const imagesEndpoints = defineEndpoints({
  askImage: {
    method: 'POST',
    path: '/ask_image',
    allow: ['program', 'self'],
    summary: 'Keeps what a person wishes to see, once per `update_id`, and says in which ways it can be made',
    body: z.object({
      telegram_id: telegramId,
      update_id: updateId,
      prompt: text().trim().min(1).max(longestPrompt),
      source: z
        .object({ file_id: fileId.optional(), image_id: rowId.optional() })
        .refine((given) => (given.file_id === undefined) !== (given.image_id === undefined), 'give one of them')
        .nullable()
        .default(null)
        .describe('The picture that is to be changed, at Telegram or one that was made; null: a new one'),
    }),
    reply: z.object({ wish_id: z.int(), products: z.array(product) }),
    errors: ['user_not_found', 'user_blocked', 'agreement_needed', 'images_off', 'image_not_found'],
  },
  makeImage: {
    method: 'POST',
    path: '/make_image',
    allow: ['program', 'self'],
    summary: 'Has a picture made of a wish, once per `update_id`. Waits some seconds for it',
    body: z.object({
      telegram_id: telegramId,
      wish_id: rowId,
      product: productId,
      update_id: updateId,
      shown: price.describe('What the button said it costs: a higher price is asked for first'),
      again: z.boolean().default(false).describe('One more of a wish of which there is a picture'),
    }),
    reply: image,
    errors: [
      'user_not_found',
      'user_blocked',
      'agreement_needed',
      'images_off',
      'image_not_found',
      'image_busy',
      'too_many_images',
      'no_access',
      'image_failed',
    ],
  },
  reportImage: {
    method: 'POST',
    path: '/report_image',
    allow: ['program'],
    summary: 'Says under which file id Telegram has a picture, or that it refused it for good, which returns its price',
    body: z
      .object({
        telegram_id: telegramId,
        image_id: rowId,
        file_id: fileId.optional().describe('As a photo'),
        document_file_id: fileId.optional().describe('As a file'),
        refused: text().min(1).max(255).optional(),
      })
      .refine(
        (given) =>
          [given.file_id, given.document_file_id, given.refused].filter((one) => one !== undefined).length === 1,
        { path: ['file_id'], message: 'give one of file_id, document_file_id and refused' },
      ),
    reply: z.object({ refunded: z.boolean() }),
    errors: [],
  },
  imageFile: {
    method: 'GET',
    path: '/image_file',
    allow: ['program', 'self'],
    summary: 'A picture as it was made: its bytes while they are kept, or the id under which Telegram has the file',
    query: z.object({ ...personInQuery.shape, image_id: inQuery(rowId) }),
    reply: z.object({ data: bytes, media_type: z.string(), document_file_id: z.string().nullable() }),
    errors: ['image_not_found'],
  },
})
