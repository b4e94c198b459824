import { type WinBackRule, winBackRules } from '#modules/notifications/contract.ts'
import type { SettingValue } from './contract.ts'

/** By which reminders people are written to. */
export interface Reminders {
  /** Those that are on. */
  rules: WinBackRule[]
  /** At most so many for one person within seven days, whatever they are about. */
  perWeek: number
  /** Of the people; they hear nothing and show what people do without reminders. */
  heldOutPercent: number
}

const usual = { perWeek: 1, heldOutPercent: 10 }

/** What counts until it is set, by the name of the setting. */
export const reminderDefaults: Readonly<Record<string, SettingValue>> = {
  ...Object.fromEntries(winBackRules.map((rule) => [ruleSetting(rule), true])),
  reminders_per_week: usual.perWeek,
  reminders_held_out_percent: usual.heldOutPercent,
}

export function ruleSetting(rule: WinBackRule): string {
  return `reminder_${rule}`
}

/** By what was set; the values have been checked. */
export function remindersOf(values: ReadonlyMap<string, SettingValue>): Reminders {
  return {
    rules: winBackRules.filter((rule) => values.get(ruleSetting(rule)) ?? true),
    perWeek: (values.get('reminders_per_week') as number | undefined) ?? usual.perWeek,
    heldOutPercent: (values.get('reminders_held_out_percent') as number | undefined) ?? usual.heldOutPercent,
  }
}
