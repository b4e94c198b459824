import { createContext, useContext } from 'react'
import { en } from './texts/en.ts'
import { type CabinetTexts, ru } from './texts/ru.ts'

export type Language = 'ru' | 'en'

export const languages: Record<Language, { name: string; texts: CabinetTexts }> = {
  ru: { name: 'Русский', texts: ru },
  en: { name: 'English', texts: en },
}

export const LanguageContext = createContext<{ language: Language; choose: (language: Language) => void }>({
  language: 'en',
  choose: () => undefined,
})

export function useLanguage() {
  const { language, choose } = useContext(LanguageContext)
  return { language, choose, t: languages[language].texts }
}

export function useTexts(): CabinetTexts {
  return useLanguage().t
}

const key = 'cabinet-language'

/** As it was chosen here, else the person's own in the bot, else that of the browser. */
export function firstLanguage(own: string | undefined): Language {
  const wanted = keptLanguage() ?? own ?? navigator.language.slice(0, 2)
  return wanted === 'ru' ? 'ru' : 'en'
}

// In a frame the browser may refuse storage; then the language is chosen anew at each opening.
function keptLanguage(): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

export function keepLanguage(language: Language): void {
  try {
    localStorage.setItem(key, language)
  } catch {
    // Nothing is lost but the choice.
  }
}
