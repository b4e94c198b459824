import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Language } from '#modules/users/contract.ts'
import { en } from './en.ts'
import { ru, type Texts } from './ru.ts'

export type { Texts } from './ru.ts'

const dictionaries: Record<Language, Texts> = { ru, en }
export const languages: readonly Language[] = ['ru', 'en']

export function textsIn(language: Language): Texts {
  return dictionaries[language]
}

/** The terms and the privacy notice, from files that the owner may edit. */
export function document(name: 'terms' | 'privacy', language: Language): string {
  return readFileSync(join(import.meta.dirname, `${name}.${language}.md`), 'utf8')
}
