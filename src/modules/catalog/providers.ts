import type { Provider } from '#platform/models/answer.ts'
import type { Painter } from '#platform/models/painter.ts'
import type { Speaker } from '#platform/models/speak.ts'
import type { Transcriber } from '#platform/models/transcribe.ts'
import { modelOf } from './catalog.ts'
import type { CompleteCatalog, CompleteModel } from './complete.ts'
import { isShutDown, presentModel } from './successor.ts'

/**
 * The servers to ask for a model, in order: its own, or its successor's from the day on which it is shut down; then its
 * fallback's. Each is named by the id of its entry.
 */
export function providersOf(catalog: CompleteCatalog, model: CompleteModel, now: Date): Provider[] {
  const chain: CompleteModel[] = []
  for (let next: CompleteModel | undefined = model; next && !chain.includes(next);) {
    const present: CompleteModel = presentModel(catalog, next, now)
    if (!chain.includes(present)) chain.push(present)
    const { fallback }: CompleteModel = present
    next = fallback === undefined ? undefined : modelOf(catalog, fallback)
  }
  return chain.map((link) => ({
    name: link.id,
    wire: link.wire,
    ...(link.reasoning ? { reasoning: link.reasoning } : {}),
    ...(link.takes ? { takes: link.takes } : {}),
    ...(link.searches === 'itself' ? { searches: link.searches } : {}),
    baseUrl: link.baseUrl,
    apiKey: link.apiKey,
    model: link.model,
    contextTokens: link.contextTokens,
    maxOutputTokens: link.maxOutputTokens,
  }))
}

/** The servers to ask to write down speech, in order, without what is shut down; none where the catalogue names none. */
export function transcribersOf({ transcription }: CompleteCatalog, now: Date): Transcriber[] {
  return transcription
    .filter((entry) => !isShutDown(entry, now))
    .map(({ id, wire, baseUrl, apiKey, model }) => ({ name: id, wire, baseUrl, apiKey, model }))
}

/** The servers to ask to read an answer out, the same way. */
export function speakersOf({ voices }: CompleteCatalog, now: Date): Speaker[] {
  return voices
    .filter((entry) => !isShutDown(entry, now))
    .map(({ id, baseUrl, apiKey, model, voice }) => ({ name: id, baseUrl, apiKey, model, voice }))
}

/** The servers to ask to make a picture, the same way. */
export function paintersOf({ painters }: CompleteCatalog, now: Date): Painter[] {
  return painters
    .filter((entry) => !isShutDown(entry, now))
    .map(({ id, wire, baseUrl, apiKey, model }) => ({ name: id, wire, baseUrl, apiKey, model }))
}
