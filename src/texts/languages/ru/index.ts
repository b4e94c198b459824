import { model } from './model.ts'
import { notices } from './notices.ts'
import { owner } from './owner.ts'
import { person } from './person.ts'

/** Russian, which is written first: its shape is what every language must have. */
const russian = {
  /** As it calls itself, on its button in the settings. */
  name: 'Русский',
  /** How its dates are written, as a tag for Intl. */
  locale: 'ru-RU',
  /** Where most of its people live, when the owner has not said where theirs do. */
  timeZone: 'Europe/Moscow',
  /** Whose Telegram is in one of these is spoken to in it: here also neighbours among whom Russian is commonly read, and whose own language we lack. */
  appLanguages: ['ru', 'be', 'ky', 'tg', 'hy', 'az'],
  person,
  owner,
  notices,
  model,
}

export type LanguageTexts = typeof russian
export default russian
