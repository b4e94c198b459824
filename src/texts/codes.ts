import { readdirSync } from 'node:fs'
import { join } from 'node:path'

/** Spoken to a person of whose app nothing is known. It is the first in lists, and the next one the second. */
export const first = 'ru'
/** Spoken to those whose app is in a language that we do not have. */
export const forOthers = 'en'

const folders = readdirSync(join(import.meta.dirname, 'languages')).filter((name) => /^[a-z]{2}$/.test(name))

/** A language is a folder in `languages`, named by the two letters of ISO 639-1. */
export const languageCodes: readonly string[] = [...new Set([first, forOthers, ...folders.toSorted()])]

/** The language itself, or another one for a person whose language we no longer have. */
export function spoken(code: string): string {
  return languageCodes.includes(code) ? code : forOthers
}

/** One text for all of them, such as an id in the place of a title. */
export function inEveryLanguage(text: string): Record<string, string> {
  return Object.fromEntries(languageCodes.map((code) => [code, text]))
}
