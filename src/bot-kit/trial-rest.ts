import type { Means } from '#modules/charging/contract.ts'
import type { Texts } from '#texts/languages.ts'

/** What is still to come of a trial and when; nothing when it has all been granted. */
export function restLines(t: Texts, trial: Means['trial']): string[] {
  return trial?.restAt ? [t.trialRest(trial.rest, trial.restAt)] : []
}
