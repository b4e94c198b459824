import { settingsBy } from '#modules/settings/live-settings.ts'

/** What counts while nothing was set. */
export const usualSettings = settingsBy({ trialMessages: 10, timeZone: undefined }, new Map())
