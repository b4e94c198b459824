import type { BrowserReply } from '#modules/cabinet/browser.ts'
import { useFormat } from '#web/kit/format.ts'
import { useTexts } from '#web/language.ts'

export type SettingsData = BrowserReply<'settings'>

export type Setting = SettingsData['settings'][number]

type Value = Setting['value'] | { letters: number }

const mostShown = 200

/** What people agree to, in one language, such as `terms.en`. */
export function isDocument(setting: string): boolean {
  return /^(terms|privacy)\./.test(setting)
}

/** Of a text that there is in each language. */
export function languageOf(setting: string): string {
  return setting.split('.')[1] ?? ''
}

/** Settings and their values in words. */
export function useSettingWords() {
  const { settings: t } = useTexts()
  const { number } = useFormat()

  function name(setting: string): string {
    const [document = '', language] = setting.split('.')
    return language ? `${t.documentNames[document] ?? document} (${language})` : (t.names[setting] ?? setting)
  }

  function shown(value: Value): string {
    if (value === null) return t.notSet
    if (typeof value === 'object') return t.letters(value.letters)
    if (typeof value === 'number') return number(value)
    if (typeof value === 'boolean') return value ? t.on : t.off
    return value.length > mostShown || value.includes('\n') ? t.letters(value.length) : value
  }

  /** What the second question shows. */
  function describe(setting: Setting) {
    return (question: Record<string, unknown>): string[] => {
      const [before, after] = [question['before'], question['after']].map((value) =>
        value === null ? shown(setting.default) : shown(value as Value),
      )
      const anew = question['asksAnew']
      return [
        t.becomes(name(setting.setting), before!, after!),
        ...(anew === undefined ? [] : [anew ? t.willAskAnew : t.willNotAskAnew]),
      ]
    }
  }

  return {
    name,
    shown,
    describe,
    rule: (setting: string) => t.rules[setting] ?? t.rules[setting.split('.')[0]!] ?? t.documentRule,
  }
}
