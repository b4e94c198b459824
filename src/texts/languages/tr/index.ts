import type { LanguageTexts } from '#texts/languages/ru/index.ts'
import { model } from './model.ts'
import { notices } from './notices.ts'
import { owner } from './owner.ts'
import { person } from './person.ts'

const turkish: LanguageTexts = {
  name: 'Türkçe',
  locale: 'tr-TR',
  timeZone: 'Europe/Istanbul',
  appLanguages: ['tr'],
  person,
  owner,
  notices,
  model,
}

export default turkish
