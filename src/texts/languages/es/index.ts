import type { LanguageTexts } from '#texts/languages/ru/index.ts'
import { model } from './model.ts'
import { notices } from './notices.ts'
import { owner } from './owner.ts'
import { person } from './person.ts'

const spanish: LanguageTexts = {
  name: 'Español',
  locale: 'es-ES',
  timeZone: 'Europe/Madrid',
  /** Also those of Spain's other languages. */
  appLanguages: ['es', 'ca', 'eu', 'gl'],
  person,
  owner,
  notices,
  model,
}

export default spanish
