import type { Days } from '#modules/schedules/contract.ts'

/** A question with the days and the time at which it is to be asked. */
export interface InWords {
  days: Days
  atMinute: number
  question: string
}

/**
 * Reads "каждый день в 9 расскажи новости" or "every day at 9am tell me the news". A message is taken for that only if it
 * begins with days and a time and goes on with a request or behind a colon: all others tell of a habit, or ask about one.
 */
export function scheduleIn(words: string): InWords | undefined {
  for (const language of [russian, english]) {
    const found = readIn(language, words.trim())
    if (found) return found
  }
  return undefined
}

export interface Patterns {
  /** Each with what its groups mean. */
  days: [RegExp, (groups: string[]) => Days | undefined][]
  /** Days whose time is that of an evening. */
  evening: RegExp
  time: RegExp
  timeOf: (groups: string[], isEvening: boolean) => number | undefined
  request: RegExp
}

/** Behind it the question may be any words. */
const colon = /^\s*:\s*/
const comma = /^\s*[,.]?\s+/

function readIn(patterns: Patterns, words: string): InWords | undefined {
  for (const [pattern, daysOf] of patterns.days) {
    const found = pattern.exec(words)
    const days = found && daysOf(found.slice(1))
    if (!days) continue
    const behind = words.slice(found[0].length)
    const time = patterns.time.exec(behind)
    const atMinute = time ? patterns.timeOf(time.slice(1), patterns.evening.test(found[0])) : undefined
    const question = time && questionIn(patterns, behind.slice(time[0].length))
    if (atMinute !== undefined && question) return { days, atMinute, question }
  }
  return undefined
}

/** The request behind days and a time; undefined for other words. */
export function questionIn({ request }: Patterns, rest: string): string | undefined {
  const afterColon = colon.exec(rest)
  if (afterColon) return /\p{L}{2}/u.test(rest) ? rest.slice(afterColon[0].length).trim() : undefined
  const afterComma = comma.exec(rest)
  const question = afterComma ? rest.slice(afterComma[0].length).trim() : ''
  return request.test(question) ? question : undefined
}

const daily: Days = { every: 'day', onDay: null }
const onWeekdays: Days = { every: 'weekdays', onDay: null }
const weekly = (day: number): Days => ({ every: 'week', onDay: day })
const monthly = (day: string | undefined): Days | undefined => {
  const onDay = Number(day)
  return onDay >= 1 && onDay <= 31 ? { every: 'month', onDay } : undefined
}

function minuteOf(hour: number, minute: string | undefined): number | undefined {
  const minutes = Number(minute ?? 0)
  return hour <= 23 && minutes <= 59 ? hour * 60 + minutes : undefined
}

/** By the beginnings of their names, in whatever case: понедельник, по средам, в пятницу. */
const russianDays = ['понедельник', 'вторник', 'сред', 'четверг', 'пятниц', 'суббот', 'воскресень']
const russianDay = '(понедельник|вторник|среду|четверг|пятницу|субботу|воскресенье)'
const russianDaysOf = '(понедельникам|вторникам|средам|четвергам|пятницам|субботам|воскресеньям)'
const weekdayOf = (name: string) => weekly(russianDays.findIndex((begin) => name.toLowerCase().startsWith(begin)) + 1)

/** Imperatives, most of them by the stem before their ending: no other form of these words looks so. */
function russianRequests(): string {
  const inY =
    'рассказыва|присыла|показыва|называ|дава|сдела|напомина|предлага|совету|собира|подбира|посчита|проанализиру|спрашива|зада|задава|пожела|жела|сгенериру|отправля|составля'
  const inI =
    'расскаж|напиш|пиш|пришл|покаж|скаж|говор|назов|найд|ищ|напомн|предлож|объясн|подскаж|собер|подбер|перечисл|опиш|подвед|подвод|спрос|уч|науч|сочин|перевед|перевод'
  const inSoft = 'состав|подготов|провер|ответ|отправ|поздрав'
  return `(?:${inY})й|(?:${inI})и|(?:${inSoft})(?:ь|й)|дай|придумай|придумывай|посоветуй`
}

export const russian: Patterns = {
  days: [
    [/^(?:каждый\s+день|ежедневно|каждое\s+утро|каждый\s+вечер)(?!\p{L})/iu, () => daily],
    [
      /^(?:по\s+будням|в\s+будни|по\s+будним\s+дням|по\s+рабочим\s+дням|каждый\s+(?:будний|рабочий)\s+день)(?!\p{L})/iu,
      () => onWeekdays,
    ],
    [
      new RegExp(`^(?:кажд(?:ый|ую|ое)|(?:раз\\s+в\\s+неделю|еженедельно)\\s+во?)\\s+${russianDay}(?!\\p{L})`, 'iu'),
      ([name]) => weekdayOf(name!),
    ],
    [new RegExp(`^(?:раз\\s+в\\s+неделю\\s+)?по\\s+${russianDaysOf}(?!\\p{L})`, 'iu'), ([name]) => weekdayOf(name!)],
    [
      /^(?:раз\s+в\s+месяц|каждый\s+месяц|ежемесячно),?\s+(\d{1,2})(?:-?го)?(?:\s+числа)?(?![\p{L}\d])/iu,
      ([day]) => monthly(day),
    ],
    [/^(\d{1,2})(?:-?го)?(?:\s+числа)?\s+каждого\s+месяца(?!\p{L})/iu, ([day]) => monthly(day)],
    [/^каждое\s+(\d{1,2})(?:-?е)?\s+число(?!\p{L})/iu, ([day]) => monthly(day)],
  ],
  evening: /вечер$/iu,
  time: /^(?:\s*,)?\s+(?:в|во)\s+(?:(полдень|полночь)|(\d{1,2})(?:[:.](\d{2}))?(?:\s*(?:часов|часа|час|ч\.?))?(?:\s+(утра|дня|вечера|ночи))?)(?![\p{L}\d]|[:.]\d)/iu,
  timeOf([word, hour, minute, part], isEvening) {
    if (word) return word.toLowerCase() === 'полдень' ? 12 * 60 : 0
    const given = Number(hour)
    const of = part?.toLowerCase() ?? (isEvening ? 'вечера' : undefined)
    if (of === 'утра' && given > 12) return undefined
    if (of === 'ночи' && given === 12) return minuteOf(0, minute)
    const isAfternoon = (of === 'дня' && given <= 6) || (of === 'вечера' && given >= 4 && given < 12)
    const isLateNight = of === 'ночи' && (given === 10 || given === 11)
    return minuteOf(isAfternoon || isLateNight ? given + 12 : given, minute)
  },
  request: new RegExp(
    `^(?:пожалуйста,?\\s+)?(?:мне\\s+|нам\\s+)?(?:(?:кратко|коротко|подробно)\\s+)?(?:${russianRequests()})(?:те)?(?!\\p{L})`,
    'iu',
  ),
}

const englishDays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']
const englishDay = `(${englishDays.join('|')})`
const weekdayNamed = (name: string) => weekly(englishDays.indexOf(name.toLowerCase()) + 1)

export const english: Patterns = {
  days: [
    [/^(?:every\s+(?:single\s+)?day|each\s+day|daily|every\s+morning|every\s+evening|every\s+night)\b/i, () => daily],
    [/^(?:every\s+(?:weekday|workday)|each\s+weekday|(?:on\s+)?weekdays)\b/i, () => onWeekdays],
    [
      new RegExp(`^(?:every|each|(?:once\\s+a\\s+week|weekly)\\s+on)\\s+${englishDay}\\b`, 'i'),
      ([name]) => weekdayNamed(name!),
    ],
    [new RegExp(`^(?:on\\s+)?${englishDay}s\\b`, 'i'), ([name]) => weekdayNamed(name!)],
    [
      /^(?:every\s+month|each\s+month|monthly|once\s+a\s+month)\s+on\s+the\s+(\d{1,2})(?:st|nd|rd|th)\b/i,
      ([day]) => monthly(day),
    ],
    [/^on\s+the\s+(\d{1,2})(?:st|nd|rd|th)\s+of\s+(?:every|each)\s+month\b/i, ([day]) => monthly(day)],
  ],
  evening: /(?:evening|night)$/i,
  time: /^(?:\s*,)?\s+at\s+(?:(noon|midnight)|(\d{1,2})(?:[:.](\d{2}))?(?:\s*(am|pm|a\.m\.|p\.m\.))?(?:\s+o['’]clock)?(?:\s+(in\s+the\s+(?:morning|afternoon|evening)|at\s+night))?)(?![\p{L}\d]|[:.]\d)/iu,
  timeOf([word, hour, minute, half, part], isEvening) {
    if (word) return word.toLowerCase() === 'noon' ? 12 * 60 : 0
    const given = Number(hour)
    const named = half?.toLowerCase()[0] ?? (part ? (/morning/i.test(part) ? 'a' : 'p') : undefined)
    if (named === undefined) return minuteOf(isEvening && given >= 4 && given < 12 ? given + 12 : given, minute)
    if (given < 1 || given > 12) return undefined
    return minuteOf((given % 12) + (named === 'p' ? 12 : 0), minute)
  },
  request:
    /^(?:please,?\s+)?(?:(?:tell|send|give|write|make|remind|suggest|explain|translate|summari[sz]e|prepare|describe|recommend|compose|create|teach|invent)|(?:show|list|find|ask|quiz|wish|check|share|plan|pick|draft|name|help)\s+(?:me|us|the|a|an|my|our|some|one|all|top|five|three|\d+))(?!\p{L})/iu,
}
