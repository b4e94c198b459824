import type { LanguageTexts } from '#texts/languages/ru/index.ts'
import { model } from './model.ts'
import { notices } from './notices.ts'
import { owner } from './owner.ts'
import { person } from './person.ts'

const uzbek: LanguageTexts = {
  name: 'Oʻzbekcha',
  locale: 'uz-UZ',
  timeZone: 'Asia/Tashkent',
  appLanguages: ['uz'],
  person,
  owner,
  notices,
  model,
}

export default uzbek
