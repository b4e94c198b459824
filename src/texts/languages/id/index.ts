import type { LanguageTexts } from '#texts/languages/ru/index.ts'
import { model } from './model.ts'
import { notices } from './notices.ts'
import { owner } from './owner.ts'
import { person } from './person.ts'

const indonesian: LanguageTexts = {
  name: 'Indonesia',
  locale: 'id-ID',
  timeZone: 'Asia/Jakarta',
  /** `in` is how older Android names Indonesian; Javanese and Sundanese are its neighbours on the islands. */
  appLanguages: ['id', 'in', 'jv', 'su'],
  person,
  owner,
  notices,
  model,
}

export default indonesian
