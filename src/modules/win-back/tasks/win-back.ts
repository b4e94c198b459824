import { type Catalog, offeredModels } from '#modules/catalog/catalog.ts'
import type { TaskTools } from '#modules/task-tools.ts'
import { localTime } from '#platform/runtime/local-time.ts'
import { languageCodes } from '#texts/codes.ts'
import { languageTexts } from '#texts/languages.ts'
import { remind } from '#modules/win-back/remind.ts'

const batch = 200
/** Hours of the day, by the time of most people who speak the language. */
const firstHour = 10
const lastHour = 19

/** Reminds people of what they may have next, by day only. */
export async function winBack({
  sql,
  config,
  settings,
  log,
}: TaskTools & { config: { catalog: Catalog } }): Promise<void> {
  const languages = languageCodes.filter((code) => isDay(languageTexts(code).timeZone, new Date()))
  const { reminders } = settings
  if (languages.length === 0 || reminders.rules.length === 0) return
  const cheapest = Math.min(...offeredModels(config.catalog).map(({ priceCredits }) => priceCredits))
  const written = await remind(sql, { languages, cheapest, limit: batch, reminders })
  if (written > 0) log.info({ written }, 'People were reminded, or chosen to be left alone')
}

export function isDay(timeZone: string, now: Date): boolean {
  const { hour } = localTime(timeZone, now)
  return hour >= firstHour && hour <= lastHour
}
