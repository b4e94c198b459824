import type { Provider } from '#platform/models/answer.ts'
import { shutDownOf } from '#platform/models/shut-down.ts'
import type { Catalog, Model } from '#modules/catalog/catalog.ts'
import type { Room } from '#modules/questions/context/fit-context.ts'
import type { Log } from '#platform/runtime/log.ts'

/** What the environment says of models. */
export interface ModelSettings {
  openai: { baseUrl: string; apiKey: string; model: string | undefined }
  keyOf(variable: string): string
}

/**
 * The servers to ask for a model, in order: its own, then its fallback's. Each is named by the model's id. What is sent as
 * the model's name stands in the catalogue; OPENAI_MODEL takes the place of the first one's, and of one that is absent.
 */
export function providersOf(catalog: Catalog, model: Model, config: ModelSettings): (Provider & Room)[] {
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

/** Says in time which models will not be there any more; those of an owner's own settings are older than a release. */
export function warnOfEndingModels(catalog: Catalog, config: ModelSettings, log: Log): void {
  for (const one of catalog.models) {
    const provider = providersOf(catalog, one, config)[0]!
    const endsOn = shutDownOf(provider)
    if (endsOn)
      log.warn(
        { model: one.id, name: provider.model, endsOn },
        `The provider shuts down ${provider.model} on ${endsOn}: name another in OPENAI_MODEL or the catalogue`,
      )
  }
}

function nameOf({ models }: Catalog, model: Model, { openai }: ModelSettings): string {
  const isFirst = model === models[0] && model.baseUrl === undefined
  const named = isFirst ? (openai.model ?? model.model) : (model.model ?? openai.model)
  return named ?? model.id
}
