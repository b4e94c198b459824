import type { Language } from '#modules/users/contract.ts'
import { languageTexts } from './languages.ts'

/** One for each time that the clocks of many people show, from east to west. */
const usualZones = [
  'Asia/Kamchatka',
  'Asia/Vladivostok',
  'Australia/Sydney',
  'Asia/Tokyo',
  'Asia/Shanghai',
  'Asia/Irkutsk',
  'Asia/Novosibirsk',
  'Asia/Jakarta',
  'Asia/Omsk',
  'Asia/Kolkata',
  'Asia/Tashkent',
  'Asia/Almaty',
  'Asia/Yekaterinburg',
  'Europe/Samara',
  'Asia/Tbilisi',
  'Europe/Moscow',
  'Europe/Istanbul',
  'Europe/Kyiv',
  'Europe/Berlin',
  'Europe/London',
  'America/Sao_Paulo',
  'America/New_York',
  'America/Mexico_City',
  'America/Chicago',
  'America/Denver',
  'America/Los_Angeles',
]

/** Where a person may live: most of those who speak the language do in the first one. */
export function zonesFor(language: Language): string[] {
  const own = languageTexts(language).timeZone
  return [own, ...usualZones.filter((zone) => zone !== own)]
}

/** By its country or city, as it is called in the language. */
export function zoneName(language: Language, timeZone: string): string {
  const format = new Intl.DateTimeFormat(languageTexts(language).locale, { timeZone, timeZoneName: 'shortGeneric' })
  return format.formatToParts().find(({ type }) => type === 'timeZoneName')?.value ?? timeZone
}

/** A moment as the clocks there show it, such as 09:05. */
export function clockIn(timeZone: string, moment: Date): string {
  return moment.toLocaleTimeString('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' })
}

/** A day with its hour, as it is written in the language. */
export function momentIn(language: Language, timeZone: string, moment: string): string {
  const options = { weekday: 'long', day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit' } as const
  return new Date(moment).toLocaleString(languageTexts(language).locale, { ...options, timeZone, hourCycle: 'h23' })
}

/** What a button for a day of the week says, Monday being 1. */
export function weekdayIn(language: Language, day: number): string {
  // A Monday is the fifth of January 2026.
  const date = new Date(Date.UTC(2026, 0, 4 + day))
  return date.toLocaleDateString(languageTexts(language).locale, { weekday: 'long', timeZone: 'UTC' })
}
