import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type DocumentName, documentName, type Language } from '#modules/users/contract.ts'
import { first, forOthers, languageCodes, spoken } from './codes.ts'
import type { LanguageTexts } from './languages/ru/index.ts'

export type Texts = LanguageTexts['person']
export type OwnerTexts = LanguageTexts['owner']

const languages = new Map<Language, LanguageTexts>()
const documents = new Map<string, string>()
for (const code of languageCodes) {
  languages.set(code, await read(code))
  for (const name of documentName.options) documents.set(`${name}.${code}`, readDocument(name, code))
}

/** Everything that is said in a language. */
export function languageTexts(language: Language): LanguageTexts {
  return languages.get(spoken(language))!
}

/** What the bot says to people. */
export const textsIn = (language: Language): Texts => languageTexts(language).person

/** What the bot says to its owner, and on the owner's behalf. */
export const ownerTextsIn = (language: Language): OwnerTexts => languageTexts(language).owner

/** For a person whose Telegram is in this language: an IETF tag, such as `ru` or `en-GB`. */
export function languageFor(tag: string | undefined): Language {
  if (tag === undefined) return first
  const app = tag.toLowerCase().split('-')[0]!
  return languageCodes.find((code) => languageTexts(code).appLanguages.includes(app)) ?? forOthers
}

/**
 * Of the files of terms and privacy. It goes up with a change of theirs that people have to agree to anew, and stays with a
 * correction.
 */
export const documentsEdition = 1

/** The terms and the privacy notice, as the files of a language were at the start. */
export function document(name: DocumentName, language: Language): string {
  return documents.get(`${name}.${spoken(language)}`)!
}

async function read(code: string): Promise<LanguageTexts> {
  const { default: texts } = (await import(`./languages/${code}/index.ts`)) as { default: LanguageTexts }
  return texts
}

function readDocument(name: DocumentName, code: string): string {
  return readFileSync(join(import.meta.dirname, 'languages', code, `${name}.md`), 'utf8')
}
