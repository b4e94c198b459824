import english from '#texts/languages/en/index.ts'
import type { LanguageTexts } from '#texts/languages/ru/index.ts'

/** One more language, for copies of the sources: English in which every text stands between marks. */
const italian: LanguageTexts = {
  name: 'Italiano',
  locale: 'it-IT',
  timeZone: 'Europe/Rome',
  appLanguages: ['it'],
  person: marked(english.person),
  owner: marked(english.owner),
  notices: marked(english.notices),
  model: marked(english.model),
}

export default italian

function marked<Texts>(texts: Texts): Texts {
  return mark(texts) as Texts
}

function mark(said: unknown): unknown {
  if (typeof said === 'string') return said && `‹${said}›`
  if (typeof said === 'function') return (...given: unknown[]): unknown => mark(said(...given))
  if (Array.isArray(said)) return said.map(mark)
  return Object.fromEntries(Object.entries(said as object).map(([key, value]) => [key, mark(value)]))
}
