import { languageCodes } from '#texts/codes.ts'
import { document } from '#texts/languages.ts'
import { documentName } from '#modules/users/contract.ts'
import { documentSetting, type SettingValue } from './contract.ts'
import type { EnvironmentSettings } from './environment.ts'
import { reminderDefaults } from './reminders.ts'

export interface DefaultSettings extends EnvironmentSettings {
  /** As it stands in the environment. */
  supportContact: string | undefined
}

/** What counts until it is set: of the environment, of the files of a language, or of the code. */
export function defaultOf(defaults: DefaultSettings, setting: string): SettingValue | null {
  for (const name of documentName.options)
    for (const language of languageCodes)
      if (documentSetting(name, language) === setting) return document(name, language)
  const { trialMessages, trialFirstMessages, trialRestHours, freeLimits, supportContact, timeZone } = defaults
  const environment = {
    trial_messages: trialMessages,
    trial_first_messages: trialFirstMessages,
    trial_rest_hours: trialRestHours,
    free_messages_per_day: freeLimits.perDay,
    free_messages_per_link: freeLimits.perLink,
    guest_answers_per_day: freeLimits.guests,
    support_contact: supportContact,
    time_zone: timeZone,
  }
  return { ...reminderDefaults, ...environment }[setting] ?? null
}
