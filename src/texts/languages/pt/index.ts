import type { LanguageTexts } from '#texts/languages/ru/index.ts'
import { model } from './model.ts'
import { notices } from './notices.ts'
import { owner } from './owner.ts'
import { person } from './person.ts'

/** As it is written in Brazil. */
const portuguese: LanguageTexts = {
  name: 'Português',
  locale: 'pt-BR',
  timeZone: 'America/Sao_Paulo',
  appLanguages: ['pt'],
  person,
  owner,
  notices,
  model,
}

export default portuguese
