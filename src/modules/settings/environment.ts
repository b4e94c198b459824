import { timeZone, wholeNumber } from '#platform/runtime/environment.ts'

/** What counts until it is set in the cabinet; read by every program that follows the settings. */
export const settingVariables = {
  TRIAL_MESSAGES: wholeNumber(0, 10_000).default(10),
  TRIAL_FIRST_MESSAGES: wholeNumber(1, 10_000).default(3),
  TRIAL_REST_HOURS: wholeNumber(1, 720).default(24),
  FREE_MESSAGES_PER_DAY: wholeNumber(0, 10_000_000).default(20_000),
  FREE_MESSAGES_PER_LINK: wholeNumber(0, 10_000_000).default(5_000),
  GUEST_ANSWERS_PER_DAY: wholeNumber(0, 10_000_000).default(0),
  TIME_ZONE: timeZone.optional(),
}

export interface EnvironmentSettings {
  /** Of a free trial that begins now. */
  trialMessages: number
  /** How many of them come first when it comes in two steps, and after how many hours the rest. */
  trialFirstMessages: number
  trialRestHours: number
  /** How many free messages a day has at most, and free answers to guests. */
  freeLimits: { perDay: number; perLink: number; guests: number }
  /** Where the people live; absent: by their language. */
  timeZone: string | undefined
}

export function environmentSettings(given: {
  TRIAL_MESSAGES: number
  TRIAL_FIRST_MESSAGES: number
  TRIAL_REST_HOURS: number
  FREE_MESSAGES_PER_DAY: number
  FREE_MESSAGES_PER_LINK: number
  GUEST_ANSWERS_PER_DAY: number
  TIME_ZONE?: string | undefined
}): EnvironmentSettings {
  return {
    trialMessages: given.TRIAL_MESSAGES,
    trialFirstMessages: given.TRIAL_FIRST_MESSAGES,
    trialRestHours: given.TRIAL_REST_HOURS,
    freeLimits: {
      perDay: given.FREE_MESSAGES_PER_DAY,
      perLink: given.FREE_MESSAGES_PER_LINK,
      guests: given.GUEST_ANSWERS_PER_DAY,
    },
    timeZone: given.TIME_ZONE,
  }
}
