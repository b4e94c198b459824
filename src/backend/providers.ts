import type { Provider } from '#assistant/answer.ts'
import type { Catalog, Model } from '#domain/catalog.ts'
import type { Room } from '#domain/conversation/fit-context.ts'
import type { BackendConfig } from './config.ts'

/**
 * The servers to ask for a model, in order: its own, then its fallback's. Each is named by the model's id. What is sent as
 * the model's name stands in the catalogue; OPENAI_MODEL takes the place of the first one's, and of one that is absent.
 */
export function providersOf(catalog: Catalog, model: Model, config: BackendConfig): (Provider & Room)[] {
  const chain: Model[] = []
  for (let next: Model | undefined = model; next && !chain.includes(next);) {
    chain.push(next)
    const { fallback }: Model = next
    next = catalog.models.find((other) => other.id === fallback)
  }
  return chain.map((link) => ({
    name: link.id,
    baseUrl: link.baseUrl ?? config.openai.baseUrl,
    apiKey: link.apiKeyVariable ? config.keyOf(link.apiKeyVariable) : config.openai.apiKey,
    model: nameOf(catalog, link, config),
    contextTokens: link.contextTokens,
    maxOutputTokens: link.maxOutputTokens,
  }))
}

function nameOf({ models }: Catalog, model: Model, { openai }: BackendConfig): string {
  const isFirst = model === models[0] && model.baseUrl === undefined
  const named = isFirst ? (openai.model ?? model.model) : (model.model ?? openai.model)
  return named ?? model.id
}
