import { timeZone, wholeNumber } from '#platform/runtime/environment.ts'

/** What counts until it is set in the cabinet; read by every program that follows the settings. */
export const settingVariables = {
  TRIAL_MESSAGES: wholeNumber(0, 10_000).default(10),
  TIME_ZONE: timeZone.optional(),
}

export interface EnvironmentSettings {
  /** Of a free trial that begins now. */
  trialMessages: number
  /** Where the people live; absent: by their language. */
  timeZone: string | undefined
}

export function environmentSettings(given: {
  TRIAL_MESSAGES: number
  TIME_ZONE?: string | undefined
}): EnvironmentSettings {
  return { trialMessages: given.TRIAL_MESSAGES, timeZone: given.TIME_ZONE }
}
