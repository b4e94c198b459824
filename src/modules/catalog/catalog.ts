import { readFileSync } from 'node:fs'
import type { z } from 'zod'
import { isTaken } from '#platform/models/taken.ts'
import {
  catalogFile,
  type modelEntry,
  type packEntry,
  type planEntry,
  type transcriptionEntry,
  type voiceEntry,
} from './schema.ts'

export type Catalog = z.infer<typeof catalogFile>
export type Model = z.infer<typeof modelEntry>
export type TranscriptionEntry = z.infer<typeof transcriptionEntry>
export type VoiceEntry = z.infer<typeof voiceEntry>
export type Pack = z.infer<typeof packEntry>
export type Plan = z.infer<typeof planEntry>

/**
 * Reads and checks the catalogue file.
 * @throws Error with one sentence for every fault, naming its place
 */
export function readCatalog(path: string): Catalog {
  const result = catalogFile.safeParse(parse(path))
  if (result.success) return result.data
  const faults = result.error.issues.map((issue) => `${issue.path.join('.') || 'the catalogue'}: ${issue.message}.`)
  throw new Error(`The catalogue ${path} cannot be used. ${faults.join(' ')}`)
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

/** Whether a model is shown pictures. Where the entry names no wire it is one of OpenAI's, which carry them. */
export function takesPictures({ wire = 'chat', takes }: Model): boolean {
  return isTaken(takes ? { wire, takes } : { wire }, 'image')
}

function parse(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    throw new Error(
      `The catalogue ${path} cannot be read: ${error instanceof Error ? error.message : String(error)}.`,
      { cause: error },
    )
  }
}
