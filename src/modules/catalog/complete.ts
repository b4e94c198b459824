import type { WireName } from '#platform/models/provider.ts'
import { addressOf, usualWire } from '#platform/models/wires.ts'
import type { Catalog, Model } from './catalog.ts'
import { findKnown } from './known-models.ts'

/** What the environment says of models. */
interface ModelSettings {
  openai: { baseUrl: string; apiKey: string; model: string | undefined }
  keyOf: (variable: string) => string
}

/** An entry with everything that is needed to ask for it. */
export type CompleteModel = Model & { model: string; wire: WireName; baseUrl: string; apiKey: string }

/** A catalogue that knows its servers, names and keys; `withoutKey` can neither be chosen nor stand in. */
export interface CompleteCatalog extends Catalog {
  models: CompleteModel[]
  withoutKey: CompleteModel[]
}

/**
 * Puts the catalogue and the environment together. OPENAI_MODEL takes the place of the first entry's name, and of one that
 * is absent. An entry whose key variable is empty is left out, and whoever would fall back to it goes on to its fallback.
 */
export function completeCatalog(catalog: Catalog, settings: ModelSettings): CompleteCatalog {
  const all = catalog.models.map((model, index) => completeModel(model, index === 0, settings))
  const withoutKey = all.filter(({ apiKeyVariable, apiKey }) => apiKeyVariable !== undefined && apiKey === '')
  const models = all
    .filter((model) => !withoutKey.includes(model))
    .map((model) => ({
      ...model,
      fallback: nextWithKey(model, 'fallback', all, withoutKey),
      successor: nextWithKey(model, 'successor', all, withoutKey),
    }))
  return { ...catalog, models, withoutKey }
}

function completeModel(entry: Model, isFirst: boolean, { openai, keyOf }: ModelSettings): CompleteModel {
  // A wire of one provider leads there, any other to OpenAI or to what takes its place.
  const baseUrl = entry.baseUrl ?? (entry.wire && addressOf(entry.wire)) ?? openai.baseUrl
  const apiKey = entry.apiKeyVariable ? keyOf(entry.apiKeyVariable) : openai.apiKey
  const isReplaced = isFirst && entry.baseUrl === undefined && openai.model !== undefined
  const model = isReplaced ? openai.model! : (entry.model ?? openai.model ?? entry.id)
  const known = findKnown(baseUrl, model)
  const own = isReplaced && model !== entry.model ? withoutFacts(entry) : entry
  return {
    ...own,
    model,
    wire: entry.wire ?? usualWire(baseUrl),
    baseUrl,
    apiKey,
    prices: own.prices.length > 0 ? own.prices : (known?.prices ?? []),
    shutsDownOn: own.shutsDownOn ?? known?.shutsDownOn,
  }
}

/** What the entry says of its model is not true of another one. */
function withoutFacts({ shutsDownOn: _day, reasoning: _effort, ...entry }: Model): Model {
  return { ...entry, prices: [] }
}

function nextWithKey(
  model: Model,
  field: 'fallback' | 'successor',
  all: Model[],
  withoutKey: Model[],
): string | undefined {
  const passed = new Set<string>([model.id])
  for (let next = model[field]; next !== undefined && !passed.has(next);) {
    const found = all.find(({ id }) => id === next)!
    if (!withoutKey.includes(found)) return next
    passed.add(next)
    next = found[field]
  }
  return undefined
}
