import { languageCodes } from '#texts/codes.ts'
import { document } from '#texts/languages.ts'
import { documentName, documentSetting } from './contract.ts'
import type { UsualSettings } from './live-settings.ts'
import type { SettingValue } from './shapes.ts'

export interface DefaultSettings extends UsualSettings {
  /** As it stands in the environment. */
  supportContact: string | undefined
}

/** What counts until it is set: of the environment, or of the files of a language. */
export function defaultOf(defaults: DefaultSettings, setting: string): SettingValue | null {
  for (const name of documentName.options)
    for (const language of languageCodes)
      if (documentSetting(name, language) === setting) return document(name, language)
  const { trialMessages, supportContact, timeZone } = defaults
  return { trial_messages: trialMessages, support_contact: supportContact, time_zone: timeZone }[setting] ?? null
}
