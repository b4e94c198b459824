import type { Means } from '#modules/charging/contract.ts'
import type { Texts } from '#texts/languages.ts'

/** What is still to come of a trial and when; nothing when it has all been granted. */
export function restLines(t: Texts, trial: Means['trial']): string[] {
  return trial?.restAt ? [t.trialRest(trial.rest, trial.restAt)] : []
}

/** When there are free messages again, where today's limits have none left. */
export function freeAgain(t: Texts, resumesAt: string | null | undefined): string {
  return resumesAt ? t.resumesForGuests(resumesAt) : t.resumesUnknown
}
