import { z } from 'zod'
import { pictureWireNames } from '#platform/models/painter.ts'
import { fileKinds, wireNames } from '#platform/models/provider.ts'
import { transcriptionWireNames } from '#platform/models/transcriber.ts'
import { description, id, title, variable } from './names.ts'
import { picturePrice, providerPrice, transcriptionPrice, voicePrice } from './prices.ts'

/** Where a model is asked. */
const server = {
  /** Whose model it is, as people know it. */
  provider: z.string().min(1).max(32).optional(),
  /** Absent: the server and key of OPENAI_BASE_URL and OPENAI_API_KEY. */
  baseUrl: z.url().optional(),
  apiKeyVariable: variable.optional(),
}

/** What answers questions. */
export const modelEntry = z.strictObject({
  id,
  title,
  description,
  ...server,
  /** What is asked for there; OPENAI_MODEL goes before the first one's. Absent: OPENAI_MODEL, else the id. */
  model: z.string().min(1).optional(),
  /** How its server is spoken to. Absent: `responses` for OpenAI itself, `chat` for any other address. */
  wire: z.enum(wireNames).optional(),
  /** How long it may think before it answers; what it thinks counts as output. Absent: as the provider has it. */
  reasoning: z.enum(['none', 'minimal', 'low', 'medium', 'high']).optional(),
  /** What it takes beside words. Absent: whatever its wire carries. */
  takes: z.array(z.enum(fileKinds)).optional(),
  /** What looks something up on the web for it: its own provider, or nothing. Absent: the search server, where one is set. */
  searches: z.enum(['itself', 'never']).optional(),
  /** The day on which the provider shuts it down, and the entry that answers in its place from then on. */
  shutsDownOn: z.iso.date().optional(),
  successor: id.optional(),
  /** What the provider takes, oldest first. Absent: a server of one's own, whose cost is unknown. */
  prices: z.array(providerPrice).default([]),
  priceCredits: z.int().min(1).max(1000),
  /** Whether a trial message, and whether a subscription, may pay for it. */
  trial: z.boolean().default(true),
  subscription: z.boolean().default(true),
  contextTokens: z.int().min(1000).default(16_000),
  maxOutputTokens: z.int().min(100).default(4000),
  /** The same when the question is spoken, because writing it down costs too. Absent: `maxOutputTokens`. */
  maxOutputTokensWhenSpoken: z.int().min(100).optional(),
  /**
   * What files may take beyond the context that every question has: so many tokens for each further credit, at most so many
   * in all. Absent: files have no more room than words.
   */
  files: z
    .strictObject({
      tokensPerCredit: z.int().min(100).max(1_000_000),
      mostTokens: z.int().min(100).max(1_000_000),
    })
    .optional(),
  /** Who answers when its provider does not. */
  fallback: id.optional(),
  /** Whether people may choose it; otherwise it only stands in for others. */
  offered: z.boolean().default(true),
})

/** What else a provider does. The first of a list is asked, and the next when it fails or is shut down. */
const askedInTurn = { id, ...server, model: z.string().min(1), shutsDownOn: z.iso.date().optional() }

/** What writes down speech. */
export const transcriptionEntry = z.strictObject({
  ...askedInTurn,
  /** How its server is spoken to. Absent: as OpenAI's. */
  wire: z.enum(transcriptionWireNames).default('openai'),
  prices: z.array(transcriptionPrice).default([]),
})

/** What reads answers out. */
export const voiceEntry = z.strictObject({
  ...askedInTurn,
  /** Whose voice it is, as its server calls it. */
  voice: z.string().min(1),
  prices: z.array(voicePrice).default([]),
})

/** What makes pictures. */
export const painterEntry = z.strictObject({
  ...askedInTurn,
  /** How its server is spoken to. Absent: as OpenAI's. */
  wire: z.enum(pictureWireNames).default('openai'),
  prices: z.array(picturePrice).default([]),
})
