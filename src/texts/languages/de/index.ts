import type { LanguageTexts } from '#texts/languages/ru/index.ts'
import { model } from './model.ts'
import { notices } from './notices.ts'
import { owner } from './owner.ts'
import { person } from './person.ts'

const german: LanguageTexts = {
  name: 'Deutsch',
  locale: 'de-DE',
  timeZone: 'Europe/Berlin',
  /** Also Swiss German and Luxembourgish. */
  appLanguages: ['de', 'gsw', 'lb'],
  person,
  owner,
  notices,
  model,
}

export default german
