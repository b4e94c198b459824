import { languageTexts } from '#texts/languages.ts'
import { languageCodes } from '#texts/codes.ts'
import type { QuietHours } from '#modules/broadcasts/contract.ts'
import { localTime } from '#platform/runtime/local-time.ts'

/** The languages whose people may be written to at this moment. */
export function awakeLanguages(quiet: QuietHours | null, now: Date): string[] {
  return languageCodes.filter((code) => quiet === null || !isQuiet(quiet, localTime(zoneOf(quiet, code), now).hour))
}

function zoneOf({ zone }: QuietHours, language: string): string {
  return zone === 'person' ? languageTexts(language).timeZone : zone
}

/** From 22 to 9 reaches over midnight; the same hour twice is no quiet at all. */
function isQuiet({ from, to }: QuietHours, hour: number): boolean {
  return from <= to ? from <= hour && hour < to : from <= hour || hour < to
}
