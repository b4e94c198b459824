import type { LanguageTexts } from '#texts/languages/ru/index.ts'
import { model } from './model.ts'
import { notices } from './notices.ts'
import { owner } from './owner.ts'
import { person } from './person.ts'

const kazakh: LanguageTexts = {
  name: 'Қазақша',
  locale: 'kk-KZ',
  timeZone: 'Asia/Almaty',
  appLanguages: ['kk'],
  person,
  owner,
  notices,
  model,
}

export default kazakh
