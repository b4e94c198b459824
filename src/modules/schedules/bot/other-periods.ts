import { english, type Patterns, questionIn, russian } from './in-words.ts'

/**
 * The request in words that ask for it by a period that no schedule has: "каждые 5 минут присылай курс", "every two hours
 * send me the score". The most often is once a day, and days are not counted.
 */
export function otherPeriodIn(words: string): string | undefined {
  const said = words.trim()
  return before(russian, russianPeriod, said) ?? before(english, englishPeriod, said) ?? behind(said)
}

const russianCount =
  '(?:\\d{1,4}|пару|несколько|полтора|полторы|дв[ае]|три|четыре|пять|шесть|семь|восемь|девять|десять|двенадцать|пятнадцать|двадцать|тридцать|сорок)'
const russianUnit =
  '(?:секунд[ыу]?|минут[ыу]?|мин|час(?:а|ов)?|день|дня|дней|сут(?:ки|ок)|недел[июь]|месяц(?:а|ев)?|лет|год(?:а)?)'
const russianPeriod = [
  `кажды[ей]\\s+${russianCount}\\s+${russianUnit}`,
  'каждые\\s+полчаса|каждый\\s+(?:час|год)|каждую\\s+(?:минуту|секунду)|каждые\\s+сутки',
  `раз\\s+в\\s+(?:${russianCount}\\s+${russianUnit}|полчаса|час|минуту|секунду|год)`,
  'ежечасно|ежеминутно|ежесекундно|ежегодно|через\\s+день',
  `(?:дважды|трижды|${russianCount}\\s+раза?)\\s+в\\s+(?:минуту|час|день|сутки|неделю|месяц)`,
].join('|')

const englishCount =
  '(?:\\d{1,4}|a\\s+few|few|(?:a\\s+)?couple\\s+(?:of\\s+)?|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty)'
const englishPeriod = [
  `every\\s+${englishCount}\\s+(?:seconds?|minutes?|mins?|hours?|days|weeks|months|years)`,
  'every\\s+(?:single\\s+)?(?:second|minute|hour|year)|every\\s+half\\s+(?:an\\s+)?hour|every\\s+other\\s+(?:day|week|month)',
  'once\\s+an?\\s+(?:second|minute|hour|year)|hourly|yearly',
  `(?:twice|${englishCount}\\s+times)\\s+an?\\s+(?:minute|hour|day|week|month)`,
].join('|')

/** The period stands before the request, perhaps with a time. */
function before(patterns: Patterns, period: string, words: string): string | undefined {
  const [found] = new RegExp(`^(?:${period})(?!\\p{L})`, 'iu').exec(words) ?? []
  if (found === undefined) return undefined
  const rest = words.slice(found.length)
  const [time] = patterns.time.exec(rest) ?? ['']
  return questionIn(patterns, rest.slice(time.length))
}

/** Requests that ask for it again and again, or to be written to. */
const repeated =
  '(?:присылай|отправляй|напоминай|сообщай|пиши|показывай)(?:те)?|(?:please\\s+)?(?:send|remind|message|notify|ping)\\s+(?:me|us)'
const atTheEnd = new RegExp(
  `^((?:${repeated})(?!\\p{L}).*?)[\\s,]+(?:${russianPeriod}|${englishPeriod})(?!\\p{L})[\\s.!]*$`,
  'isu',
)

/** The period stands at the end of a request. */
function behind(words: string): string | undefined {
  return atTheEnd.exec(words)?.[1]?.trim()
}
