import type { LanguageModelV4ReasoningPart, LanguageModelV4StreamPart } from '@ai-sdk/provider'

/** The reasoning of one try, as its provider wants it back with the calls that followed from it. */
export class KeptReasoning {
  private readonly byId = new Map<string, LanguageModelV4ReasoningPart>()

  take(part: LanguageModelV4StreamPart): void {
    if (part.type !== 'reasoning-start' && part.type !== 'reasoning-delta' && part.type !== 'reasoning-end') return
    const known = this.byId.get(part.id) ?? { type: 'reasoning', text: '' }
    const text = part.type === 'reasoning-delta' ? known.text + part.delta : known.text
    const options = part.providerMetadata ?? known.providerOptions
    this.byId.set(part.id, { ...known, text, ...(options ? { providerOptions: options } : {}) })
  }

  get parts(): LanguageModelV4ReasoningPart[] {
    return [...this.byId.values()]
  }
}
