import type { LanguageTexts } from '#texts/languages/ru/index.ts'
import { model } from './model.ts'
import { notices } from './notices.ts'
import { owner } from './owner.ts'
import { person } from './person.ts'

const ukrainian: LanguageTexts = {
  name: 'Українська',
  locale: 'uk-UA',
  timeZone: 'Europe/Kyiv',
  appLanguages: ['uk'],
  person,
  owner,
  notices,
  model,
}

export default ukrainian
