import { readFileSync } from 'node:fs'
import type { z } from 'zod'
import { isTaken } from '#platform/models/taken.ts'
import { messageOf } from '#platform/runtime/log.ts'
import { type Fault, faultsOf } from './faults.ts'
import { catalogFile } from './schema/catalog-file.ts'
import type { modelEntry, painterEntry, transcriptionEntry, voiceEntry } from './schema/models.ts'
import type { assistantEntry, imageEntry, packEntry, planEntry } from './schema/offers.ts'
import type { toolServerEntry } from './schema/tool-server.ts'

export type Catalog = z.infer<typeof catalogFile>
/** With the version that was published in the cabinet; 0 for the file. */
export type VersionedCatalog = Catalog & { version: number }
export type Model = z.infer<typeof modelEntry>
export type TranscriptionEntry = z.infer<typeof transcriptionEntry>
export type VoiceEntry = z.infer<typeof voiceEntry>
export type PainterEntry = z.infer<typeof painterEntry>
/** A picture as it is sold. */
export type ImageEntry = z.infer<typeof imageEntry>
/** A role in which questions are answered. */
export type AssistantEntry = z.infer<typeof assistantEntry>
/** A server of tools that models may ask. */
export type ToolServerEntry = z.infer<typeof toolServerEntry>
export type Pack = z.infer<typeof packEntry>
export type Plan = z.infer<typeof planEntry>

/**
 * Reads and checks the catalogue file.
 * @throws Error with one sentence for every fault, naming its place
 */
export function readCatalog(path: string): Catalog {
  return catalogIn(textOf(path), `The catalogue ${path}`)
}

/** The file as it is written. @throws Error when there is none */
export function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    throw new Error(`The catalogue ${path} cannot be read: ${messageOf(error)}.`, { cause: error })
  }
}

/** @throws Error with one sentence for every fault, naming its place */
export function catalogIn(text: string, name: string): Catalog {
  const parsed = parseCatalog(text)
  if ('catalog' in parsed) return parsed.catalog
  if ('unreadable' in parsed) throw new Error(`${name} cannot be read: ${parsed.unreadable}.`)
  throw new Error(`${name} cannot be used. ${parsed.faults.map(({ sentence }) => sentence).join(' ')}`)
}

/** The catalogue of a text, or every fault of it with its place. */
export function parseCatalog(text: string): { catalog: Catalog } | { faults: Fault[] } | { unreadable: string } {
  let content: unknown
  try {
    content = JSON.parse(text)
  } catch (error) {
    return { unreadable: messageOf(error) }
  }
  const { data, error } = catalogFile.safeParse(content)
  if (data) return { catalog: data }
  return { faults: faultsOf(content, error.issues) }
}

/** The entry of this name, or the first that is offered when there is none or it is no longer there. */
export function modelOf<Entry extends Model>(catalog: { models: Entry[] }, id: string | null | undefined): Entry {
  return catalog.models.find((model) => model.id === id) ?? offeredModels(catalog)[0]!
}

/** The model a person chose; one that only stands in for others cannot be chosen. */
export function chosenModel<Entry extends Model>(catalog: { models: Entry[] }, id: string | null | undefined): Entry {
  const offered = offeredModels(catalog)
  return offered.find((model) => model.id === id) ?? offered[0]!
}

export function offeredModels<Entry extends Model>({ models }: { models: Entry[] }): Entry[] {
  return models.filter(({ offered }) => offered)
}

/** The servers of tools that models may ask. */
export function offeredServers<Entry extends ToolServerEntry>({ toolServers }: { toolServers: Entry[] }): Entry[] {
  return toolServers.filter(({ offered }) => offered)
}

/** Whether a model is shown pictures. Where the entry names no wire it is one of OpenAI's, which carry them. */
export function takesPictures({ wire = 'chat', takes }: Model): boolean {
  return isTaken(takes ? { wire, takes } : { wire }, 'image')
}

/** Whether pictures are made at all. */
export function drawsPictures({ painters, images }: Pick<Catalog, 'painters' | 'images'>): boolean {
  return painters.length > 0 && images.some(({ offered }) => offered)
}
