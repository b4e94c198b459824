import { environmentSettings, settingVariables } from '#modules/settings/environment.ts'
import { settingsBy } from '#modules/settings/live-settings.ts'
import { readSettings } from '#platform/runtime/environment.ts'

/** Of an empty environment. */
export const usualEnvironment = environmentSettings(readSettings({}, settingVariables))

/** What counts while nothing was set. */
export const usualSettings = settingsBy(usualEnvironment, new Map())
