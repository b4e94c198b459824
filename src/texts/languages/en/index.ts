import type { LanguageTexts } from '#texts/languages/ru/index.ts'
import { model } from './model.ts'
import { notices } from './notices.ts'
import { owner } from './owner.ts'
import { person } from './person.ts'

const english: LanguageTexts = {
  name: 'English',
  locale: 'en-GB',
  timeZone: 'UTC',
  appLanguages: ['en'],
  person,
  owner,
  notices,
  model,
}

export default english
