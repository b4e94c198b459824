import { z } from 'zod'
import list from '#known-models.json' with { type: 'json' }
import { picturePrice, providerPrice, transcriptionPrice, voicePrice } from './schema/prices.ts'
import type { Model, PainterEntry, TranscriptionEntry, VoiceEntry } from './catalog.ts'

/** What is known of a provider's model, whichever entries use it: what it costs, and until when it exists. */
export interface Known {
  prices: Model['prices']
  /** Where it writes down speech. */
  speechPrices: TranscriptionEntry['prices']
  /** Where it reads out. */
  voicePrices: VoiceEntry['prices']
  /** Where it makes pictures. */
  picturePrices: PainterEntry['prices']
  shutsDownOn?: string | undefined
}

const knownModel = z.strictObject({
  server: z.string(),
  model: z.string(),
  shutsDownOn: z.iso.date().optional(),
  prices: z.array(providerPrice).default([]),
  speechPrices: z.array(transcriptionPrice).default([]),
  voicePrices: z.array(voicePrice).default([]),
  picturePrices: z.array(picturePrice).default([]),
})

const known = new Map<string, Known>(
  z
    .array(knownModel)
    .parse(list)
    .map(({ server, model, ...facts }) => [keyOf(server, model), facts]),
)
const servers = new Set([...known.keys()].map((key) => key.split(' ')[0]))

/** Undefined for a model of one's own server, and for one that came after this release. */
export function findKnown(baseUrl: string, model: string): Known | undefined {
  const { host } = new URL(baseUrl)
  // A dated snapshot costs and goes with its family.
  return known.get(keyOf(host, model)) ?? known.get(keyOf(host, model.replace(/-\d{4}-?\d{2}-?\d{2}$/, '')))
}

/** Whether a server is a provider's that takes money, and not one's own. */
export function takesMoney(baseUrl: string): boolean {
  return servers.has(new URL(baseUrl).host)
}

function keyOf(server: string, model: string): string {
  return `${server} ${model}`
}
