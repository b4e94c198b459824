import { z } from 'zod'
import type { Camel } from '#platform/http/camel-case.ts'
import { text } from '#platform/http/values.ts'
import { offerPlace, offerTextRules } from '#modules/settings/contract.ts'
import { language } from '#modules/users/contract.ts'

/** How a pack is priced for those in arm B. What it gives stays. */
const packPrice = z.object({
  id: z.string().min(1).max(24),
  price_stars: z.int().min(1).max(100_000),
  card_amount: z
    .int()
    .min(1)
    .max(100_000_000)
    .nullable()
    .default(null)
    .describe('In the currency of the catalogue; null: as everybody pays by card'),
})

const offerText = z
  .object({
    subject: z.literal('offer_text'),
    place: offerPlace,
    texts: z
      .array(z.object({ language, text: text().trim().min(1).max(1_000).describe('Markdown') }))
      .min(1)
      .max(50)
      .refine((all) => new Set(all.map((each) => each.language)).size === all.length, 'One text for each language'),
  })
  .refine(
    ({ place, texts }) => texts.every((each) => each.text.length <= offerTextRules[place].most),
    'A text is too long',
  )

/** What arm B has instead of what everybody has. */
export const armValue = z.discriminatedUnion('subject', [
  z.object({ subject: z.literal('trial_size'), messages: z.int().min(0).max(10_000) }),
  z.object({
    subject: z.literal('pack_prices'),
    packs: z
      .array(packPrice)
      .min(1)
      .max(50)
      .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, 'One price for each pack'),
  }),
  offerText,
])

export type ArmValue = Camel<z.infer<typeof armValue>>

export const subject = z.enum(['trial_size', 'pack_prices', 'offer_text'])

export type Subject = z.infer<typeof subject>

export const arm = z.enum(['A', 'B'])

export type Arm = z.infer<typeof arm>

export const experimentState = z.enum(['draft', 'running', 'stopped', 'ended'])

export type ExperimentState = z.infer<typeof experimentState>

/** What it tries and when it is over; fixed when it starts. */
export const plan = {
  title: text().trim().min(1).max(80),
  value: armValue,
  percent_b: z.int().min(1).max(99).default(50).describe('How many of a hundred new people are in arm B'),
  people_per_arm: z.int().min(30).max(1_000_000).describe('The stop rule is met when each arm has so many'),
  most_days: z.int().min(1).max(365).describe('Or after so many days'),
}
