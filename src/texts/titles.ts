import type { Title } from '#modules/catalog/contract.ts'
import type { Language } from '#modules/users/contract.ts'
import { first, forOthers } from './codes.ts'

/** What something of the catalogue is called; where it has no title in the language, in the first that it has. */
export function titleIn(title: Title, language: Language): string {
  return title[language] ?? title[forOthers] ?? title[first] ?? Object.values(title)[0]!
}
