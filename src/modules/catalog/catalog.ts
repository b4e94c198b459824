import { readFileSync } from 'node:fs'
import { z } from 'zod'

/**
 * What is sold and which models answer, from one file that the owner edits.
 * Prices of packs and plans are whole Telegram Stars; prices of models are credits a question.
 */
const title = z.strictObject({ ru: z.string().min(1).max(32), en: z.string().min(1).max(32) })
const description = z.strictObject({ ru: z.string().min(1).max(255), en: z.string().min(1).max(255) })
const id = z.string().regex(/^[a-z0-9-]{1,24}$/, 'use at most 24 small letters, digits and hyphens')

const model = z.strictObject({
  id,
  title,
  description,
  /** Whose model it is, as people know it. */
  provider: z.string().min(1).max(32).optional(),
  /** Absent: the server and key of OPENAI_BASE_URL and OPENAI_API_KEY. */
  baseUrl: z.url().optional(),
  apiKeyVariable: z
    .string()
    .regex(/^[A-Z][A-Z0-9_]*$/, 'name an environment variable')
    .optional(),
  /** What is asked for there; OPENAI_MODEL goes before the first one's. Absent: OPENAI_MODEL, else the id. */
  model: z.string().min(1).optional(),
  priceCredits: z.int().min(1).max(1000),
  /** Whether a trial message, and whether a subscription, may pay for it. */
  trial: z.boolean().default(true),
  subscription: z.boolean().default(true),
  contextTokens: z.int().min(1000).default(16_000),
  maxOutputTokens: z.int().min(100).default(4000),
  fallback: id.optional(),
})
/** For owners who may take cards: an amount in the smallest unit of the currency, such as kopecks. */
const cardPrice = z.strictObject({
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'use three capital letters')
    .refine((currency) => currency !== 'XTR', 'Stars have a price of their own'),
  amount: z.int().min(1).max(100_000_000),
})
const pack = z.strictObject({
  id,
  title,
  credits: z.int().min(1).max(1_000_000),
  priceStars: z.int().min(1).max(100_000),
  priceCard: cardPrice.optional(),
})
const plan = z.strictObject({
  id,
  title,
  days: z.int().min(1).max(3660),
  priceStars: z.int().min(1).max(100_000),
  /** A card pays the plan's days once; only Stars renew by themselves. */
  priceCard: cardPrice.optional(),
  /** Whether Telegram renews it by itself, which it does every 30 days and no other way. */
  renews: z.boolean(),
  questionsPerDay: z.int().min(1).max(100_000),
})

const roomForQuestion = 500

const catalog = z
  .strictObject({ models: z.array(model).min(1), packs: z.array(pack), plans: z.array(plan) })
  .superRefine((catalog, ctx) => {
    const complain = (path: (string | number)[], message: string) => ctx.addIssue({ code: 'custom', path, message })
    const products = [...catalog.packs, ...catalog.plans]
    for (const list of [catalog.models, products])
      for (const item of list)
        if (list.filter((other) => other.id === item.id).length > 1) complain([], `"${item.id}" stands there twice`)
    catalog.models.forEach(({ fallback, id, contextTokens, maxOutputTokens }, index) => {
      if (contextTokens - maxOutputTokens < roomForQuestion)
        complain(
          ['models', index, 'contextTokens'],
          `must exceed maxOutputTokens by at least ${roomForQuestion}, for the question`,
        )
      if (fallback !== undefined && (fallback === id || !catalog.models.some((other) => other.id === fallback)))
        complain(['models', index, 'fallback'], `"${fallback}" is not another model of this catalogue`)
    })
    catalog.plans.forEach((plan, index) => {
      if (plan.renews && plan.days !== 30)
        complain(['plans', index, 'days'], 'Telegram renews a subscription every 30 days only')
      if (plan.renews && plan.priceStars > 10_000)
        complain(['plans', index, 'priceStars'], 'a subscription that renews may cost at most 10000 Stars')
    })
  })

export type Catalog = z.infer<typeof catalog>
export type Model = z.infer<typeof model>
export type Pack = z.infer<typeof pack>
export type Plan = z.infer<typeof plan>

/**
 * Reads and checks the catalogue file.
 * @throws Error with one sentence for every fault, naming its place
 */
export function readCatalog(path: string): Catalog {
  const result = catalog.safeParse(parse(path))
  if (result.success) return result.data
  const faults = result.error.issues.map((issue) => `${issue.path.join('.') || 'the catalogue'}: ${issue.message}.`)
  throw new Error(`The catalogue ${path} cannot be used. ${faults.join(' ')}`)
}

/** The model a person chose, or the first one when they chose none or it is no longer offered. */
export function modelOf(catalog: Catalog, id: string | null | undefined): Model {
  return catalog.models.find((model) => model.id === id) ?? catalog.models[0]!
}

function parse(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    throw new Error(
      `The catalogue ${path} cannot be read: ${error instanceof Error ? error.message : String(error)}.`,
      { cause: error },
    )
  }
}
