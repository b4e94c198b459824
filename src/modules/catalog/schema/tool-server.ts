import { z } from 'zod'
import { rules } from '#modules/catalog/rules.ts'
import { id, title, variable } from './names.ts'
import { microDollars } from './prices.ts'

/** A server of tools that models may ask while they answer (MCP, by Streamable HTTP). */
export const toolServerEntry = z
  .strictObject({
    id,
    title,
    /** Where it is, or the setting that says so. */
    url: z.url({ protocol: /^https?$/ }).optional(),
    urlVariable: variable.optional(),
    /** Such as `authorization`, each by the name of the setting that holds all of it. */
    headers: z.record(z.string().regex(/^[A-Za-z][A-Za-z0-9-]{0,63}$/, rules.header), variable).default({}),
    /** The tools that may be asked, which only read: what changes something is never offered. */
    allowedTools: z
      .array(z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, rules.tool))
      .min(1)
      .max(16),
    /** Beyond the price of the question; given back when none of its tools has answered. */
    priceCredits: z.int().min(0).max(1000).default(0),
    timeoutMs: z.int().min(500).max(20_000).default(8_000),
    maxBytes: z.int().min(1_000).max(1_000_000).default(100_000),
    /** What one call costs the owner, in millionths of a dollar. */
    costMicros: microDollars.default(0),
    offered: z.boolean().default(true),
  })
  .refine(({ url, urlVariable }) => (url === undefined) !== (urlVariable === undefined), rules.address)
