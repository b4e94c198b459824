import type { LanguageTexts } from '#texts/languages/ru/index.ts'
import { model } from './model.ts'
import { notices } from './notices.ts'
import { owner } from './owner.ts'
import { person } from './person.ts'

const french: LanguageTexts = {
  name: 'Français',
  locale: 'fr-FR',
  timeZone: 'Europe/Paris',
  /** Also those of France's other languages. */
  appLanguages: ['fr', 'br', 'co', 'oc'],
  person,
  owner,
  notices,
  model,
}

export default french
