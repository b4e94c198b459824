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
import { findKnown, type Known } from './known-models.ts'

/** What the environment says of models. */
interface ModelSettings {
  openai: { baseUrl: string; apiKey: string; model: string | undefined }
  keyOf: (variable: string) => string
  /** Absent: none is set. */
  searchServer?: SearchSettings | undefined
}

/** What looks something up for models that do not do it themselves; what a search costs stands in the catalogue. */
export type SearchSettings = Omit<SearchServer, 'microDollars'>

/** Where an entry is asked, and with which key. */
interface Server {
  baseUrl: string
  apiKey: string
}

/** An entry with everything that is needed to ask for it. */
export type CompleteModel = Model & Server & { model: string; wire: WireName }

type SpokenVoice = VoiceEntry & { wire: 'openai' }
type AskedInTurn = TranscriptionEntry | SpokenVoice | PainterEntry

/** The same for what is asked in turn; the successor is the next of the list. */
type CompleteInTurn<Entry> = Entry & Server & { successor: string | undefined }
export type CompleteTranscription = CompleteInTurn<TranscriptionEntry>
export type CompleteVoice = CompleteInTurn<SpokenVoice>
export type CompletePainter = CompleteInTurn<PainterEntry>

/** A server of tools: its address and headers have their values, but for those of these variables. */
export type CompleteToolServer = ToolServerEntry & { url: string; withoutValue: string[] }

/** Whatever asks a provider for a model of its. */
export type CompleteEntry = CompleteModel | CompleteTranscription | CompleteVoice | CompletePainter

/** What is asked of servers, by kind. */
interface CompleteEntries {
  models: CompleteModel[]
  transcription: CompleteTranscription[]
  voices: CompleteVoice[]
  painters: CompletePainter[]
  toolServers: CompleteToolServer[]
}

/** A catalogue that knows its servers, names and keys. */
export interface CompleteCatalog extends Omit<VersionedCatalog, keyof CompleteEntries>, CompleteEntries {
  /** What has no key: it can neither be chosen nor stand in. */
  leftOut: CompleteEntries
  searchServer: SearchSettings | undefined
}

/** All that ask a provider: those that can be asked, or those that are left out. */
export function entriesOf({ models, transcription, voices, painters }: CompleteEntries): CompleteEntry[] {
  return [...models, ...transcription, ...voices, ...painters]
}

/**
 * Puts the catalogue and the environment together. OPENAI_MODEL takes the place of the first entry's name, and of one that
 * is absent. An entry whose key variable is empty is left out, and an entry that would fall back to it goes on to its fallback.
 */
export function completeCatalog(catalog: VersionedCatalog, settings: ModelSettings): CompleteCatalog {
  const models = completeModels(catalog.models, settings)
  const transcription = completeInTurn(catalog.transcription, (known) => known.speechPrices, settings)
  const spoken = catalog.voices.map((entry) => ({ ...entry, wire: 'openai' as const }))
  const voices = completeInTurn(spoken, (known) => known.voicePrices, settings)
  const painters = completeInTurn(catalog.painters, (known) => known.picturePrices, settings)
  const toolServers = partedBy(
    ({ withoutValue }) => withoutValue.length === 0,
    catalog.toolServers.map((entry) => completeToolServer(entry, settings)),
  )
  return {
    ...catalog,
    models: models.kept,
    transcription: transcription.kept,
    voices: voices.kept,
    painters: painters.kept,
    toolServers: toolServers.kept,
    leftOut: {
      models: models.leftOut,
      transcription: transcription.leftOut,
      voices: voices.leftOut,
      painters: painters.leftOut,
      toolServers: toolServers.leftOut,
    },
    searchServer: settings.searchServer,
  }
}

interface Parted<Entry> {
  kept: Entry[]
  leftOut: Entry[]
}

function partedBy<Entry>(isKept: (entry: Entry) => boolean, entries: Entry[]): Parted<Entry> {
  return { kept: entries.filter(isKept), leftOut: entries.filter((entry) => !isKept(entry)) }
}

function hasKey({ apiKeyVariable, apiKey }: { apiKeyVariable?: string | undefined; apiKey: string }): boolean {
  return apiKeyVariable === undefined || apiKey !== ''
}

function completeModels(entries: Model[], settings: ModelSettings): Parted<CompleteModel> {
  const all = entries.map((model, index) => completeModel(model, index === 0, settings))
  const { kept, leftOut } = partedBy(hasKey, all)
  const following = kept.map((model) => ({
    ...model,
    fallback: nextWithKey(model, 'fallback', all, leftOut),
    successor: nextWithKey(model, 'successor', all, leftOut),
  }))
  return { kept: following, leftOut }
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

/** Each follows the one before it. */
function completeInTurn<Entry extends AskedInTurn>(
  entries: Entry[],
  pricesOf: (known: Known) => Entry['prices'],
  settings: ModelSettings,
): Parted<CompleteInTurn<Entry>> {
  const all = entries.map((entry) => {
    const { known, ...server } = serverOf(entry, settings)
    const prices = entry.prices.length > 0 || !known ? entry.prices : pricesOf(known)
    return { ...entry, ...server, prices, successor: undefined }
  })
  const { kept, leftOut } = partedBy(hasKey, all)
  return { kept: kept.map((entry, index) => ({ ...entry, successor: kept[index + 1]?.id })), leftOut }
}

/** Where an entry for sound or pictures is asked, and what is known of its model. */
function serverOf(entry: AskedInTurn, { openai, keyOf }: ModelSettings) {
  const ofItsWire = entry.wire === 'openai' ? undefined : addressOf(entry.wire)
  const baseUrl = entry.baseUrl ?? ofItsWire ?? openai.baseUrl
  const apiKey = entry.apiKeyVariable ? keyOf(entry.apiKeyVariable) : openai.apiKey
  const known = findKnown(baseUrl, entry.model)
  return { baseUrl, apiKey, shutsDownOn: entry.shutsDownOn ?? known?.shutsDownOn, known }
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
