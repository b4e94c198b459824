import type { WireName } from '#platform/models/provider.ts'
import { addressOf, usualWire } from '#platform/models/wires.ts'
import type { SearchServer } from '#platform/search/search-server.ts'
import type {
  Model,
  PainterEntry,
  ToolServerEntry,
  TranscriptionEntry,
  VersionedCatalog,
  VoiceEntry,
} from './catalog.ts'
import { findKnown } from './known-models.ts'

/** What the environment says of models. */
interface ModelSettings {
  openai: { baseUrl: string; apiKey: string; model: string | undefined }
  keyOf: (variable: string) => string
  /** Absent: none is set. */
  searchServer?: SearchSettings | undefined
}

/** What looks something up for models that do not do it themselves; what a search costs stands in the catalogue. */
export type SearchSettings = Omit<SearchServer, 'microDollars'>

/** An entry with everything that is needed to ask for it. */
export type CompleteModel = Model & { model: string; wire: WireName; baseUrl: string; apiKey: string }

/** The same for what writes down speech; its successor is the next of the list. */
export type CompleteTranscription = TranscriptionEntry & {
  baseUrl: string
  apiKey: string
  successor: string | undefined
}

/** And for what reads out. */
export type CompleteVoice = VoiceEntry & {
  baseUrl: string
  apiKey: string
  wire: 'openai'
  successor: string | undefined
}

/** And for what makes pictures. */
export type CompletePainter = PainterEntry & {
  baseUrl: string
  apiKey: string
  successor: string | undefined
}

/** And for a server of tools: its address and headers have their values, but for those of these variables. */
export type CompleteToolServer = ToolServerEntry & { url: string; withoutValue: string[] }

/** A catalogue that knows its servers, names and keys. What has no key can neither be chosen nor stand in. */
export interface CompleteCatalog extends VersionedCatalog {
  models: CompleteModel[]
  withoutKey: CompleteModel[]
  transcription: CompleteTranscription[]
  transcriptionWithoutKey: CompleteTranscription[]
  voices: CompleteVoice[]
  voicesWithoutKey: CompleteVoice[]
  painters: CompletePainter[]
  paintersWithoutKey: CompletePainter[]
  toolServers: CompleteToolServer[]
  toolServersWithoutKey: CompleteToolServer[]
  searchServer: SearchSettings | undefined
}

/** Whatever asks a provider for a model of its. */
export type CompleteEntry = CompleteModel | CompleteTranscription | CompleteVoice | CompletePainter

export function entriesOf({ models, transcription, voices, painters }: CompleteCatalog): CompleteEntry[] {
  return [...models, ...transcription, ...voices, ...painters]
}

/**
 * Puts the catalogue and the environment together. OPENAI_MODEL takes the place of the first entry's name, and of one that
 * is absent. An entry whose key variable is empty is left out, and an entry that would fall back to it goes on to its fallback.
 */
export function completeCatalog(catalog: VersionedCatalog, settings: ModelSettings): CompleteCatalog {
  const all = catalog.models.map((model, index) => completeModel(model, index === 0, settings))
  const withoutKey = all.filter((model) => !hasKey(model))
  const speech = catalog.transcription.map((entry) => completeTranscription(entry, settings))
  const models = all.filter(hasKey).map((model) => ({
    ...model,
    fallback: nextWithKey(model, 'fallback', all, withoutKey),
    successor: nextWithKey(model, 'successor', all, withoutKey),
  }))
  const spoken = catalog.voices.map((entry) => completeVoice(entry, settings))
  const painters = catalog.painters.map((entry) => completePainter(entry, settings))
  const toolServers = catalog.toolServers.map((entry) => completeToolServer(entry, settings))
  return {
    ...catalog,
    models,
    withoutKey,
    transcription: inTurn(speech),
    transcriptionWithoutKey: speech.filter((entry) => !hasKey(entry)),
    voices: inTurn(spoken),
    voicesWithoutKey: spoken.filter((entry) => !hasKey(entry)),
    painters: inTurn(painters),
    paintersWithoutKey: painters.filter((entry) => !hasKey(entry)),
    toolServers: toolServers.filter(({ withoutValue }) => withoutValue.length === 0),
    toolServersWithoutKey: toolServers.filter(({ withoutValue }) => withoutValue.length > 0),
    searchServer: settings.searchServer,
  }
}

/** Each follows the one before it. */
function inTurn<Entry extends CompleteTranscription | CompleteVoice | CompletePainter>(entries: Entry[]): Entry[] {
  return entries.filter(hasKey).map((entry, index, list) => ({ ...entry, successor: list[index + 1]?.id }))
}

function hasKey({ apiKeyVariable, apiKey }: CompleteEntry): boolean {
  return apiKeyVariable === undefined || apiKey !== ''
}

function completeTranscription(entry: TranscriptionEntry, settings: ModelSettings): CompleteTranscription {
  const { known, ...server } = serverOf(entry, settings)
  const prices = entry.prices.length > 0 ? entry.prices : (known?.speechPrices ?? [])
  return { ...entry, ...server, prices, successor: undefined }
}

function completeVoice(entry: VoiceEntry, settings: ModelSettings): CompleteVoice {
  const { known, ...server } = serverOf(entry, settings)
  const prices = entry.prices.length > 0 ? entry.prices : (known?.voicePrices ?? [])
  return { ...entry, ...server, wire: 'openai', prices, successor: undefined }
}

function completePainter(entry: PainterEntry, settings: ModelSettings): CompletePainter {
  const { known, ...server } = serverOf(entry, settings)
  const prices = entry.prices.length > 0 ? entry.prices : (known?.picturePrices ?? [])
  return { ...entry, ...server, prices, successor: undefined }
}

function completeToolServer(entry: ToolServerEntry, { keyOf }: ModelSettings): CompleteToolServer {
  const { url, urlVariable, headers } = entry
  const variables = [...Object.values(headers), ...(urlVariable === undefined ? [] : [urlVariable])]
  return {
    ...entry,
    url: url ?? keyOf(urlVariable!),
    headers: Object.fromEntries(Object.entries(headers).map(([name, variable]) => [name, keyOf(variable)])),
    withoutValue: variables.filter((variable) => keyOf(variable) === ''),
  }
}

/** Where an entry for sound or pictures is asked, and what is known of its model. */
function serverOf(entry: TranscriptionEntry | VoiceEntry | PainterEntry, { openai, keyOf }: ModelSettings) {
  const wire = 'wire' in entry && entry.wire !== 'openai' ? entry.wire : undefined
  const baseUrl = entry.baseUrl ?? (wire && addressOf(wire)) ?? openai.baseUrl
  const apiKey = entry.apiKeyVariable ? keyOf(entry.apiKeyVariable) : openai.apiKey
  const known = findKnown(baseUrl, entry.model)
  return { baseUrl, apiKey, shutsDownOn: entry.shutsDownOn ?? known?.shutsDownOn, known }
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
function withoutFacts({ shutsDownOn: _day, reasoning: _effort, takes: _takes, ...entry }: Model): Model {
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
