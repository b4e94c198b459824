import { z } from 'zod'
import { rules } from '#modules/catalog/rules.ts'

/** In millionths of a dollar. */
export const microDollars = z.int().min(0).max(1_000_000_000)

/** What a provider takes for a million tokens from a day on (UTC). */
export const providerPrice = z.strictObject({
  from: z.iso.date(),
  input: microDollars,
  cachedInput: microDollars,
  output: microDollars,
  /** For one search that the model makes while it answers. */
  perSearch: microDollars.optional(),
})

/** The same for speech: for a minute of sound, or for tokens. */
export const transcriptionPrice = z
  .strictObject({
    from: z.iso.date(),
    perMinute: microDollars.optional(),
    input: microDollars.optional(),
    output: microDollars.optional(),
  })
  .refine(({ perMinute, input }) => perMinute !== undefined || input !== undefined, rules.minute_price)

/** The same for what is spoken: for a million characters of it, or for a minute of sound. */
export const voicePrice = z
  .strictObject({
    from: z.iso.date(),
    perMillionCharacters: microDollars.optional(),
    perMinute: microDollars.optional(),
  })
  .refine((price) => (price.perMillionCharacters ?? price.perMinute) !== undefined, rules.voice_price)

/** The same for pictures that are made: for one, or for a million tokens; what goes in is paid at the price of pictures. */
export const picturePrice = z
  .strictObject({
    from: z.iso.date(),
    perPicture: microDollars.optional(),
    input: microDollars.optional(),
    output: microDollars.optional(),
  })
  .refine((price) => (price.perPicture ?? price.output) !== undefined, rules.voice_price)

/** The same for what a search server takes for one search. */
export const searchPrice = z.strictObject({ from: z.iso.date(), perSearch: microDollars })
