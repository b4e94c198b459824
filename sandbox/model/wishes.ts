/** What a person may ask for in words, as the input of a tool. */
interface Wish {
  /** How the name of the tool ends; before it stands the id of its server. */
  tool: RegExp
  inputs: (question: string) => object[]
}

/** What the demo model looks up before it answers. */
export const wishes: Wish[] = [
  { tool: /^web_search$/, inputs: (question) => queriesIn(question).map((query) => ({ query })) },
  { tool: /^read_page$/, inputs: addressesIn },
  { tool: /_exchange_rate$/, inputs: ratesIn },
  { tool: /_holidays$/, inputs: holidaysIn },
  { tool: /_convert_units$/, inputs: unitsIn },
]

/** What a person asks to be looked up, such as "найди погоду в Москве; найди курс евро". */
export function queriesIn(question: string): string[] {
  const asked = question.matchAll(/(?:найди|поищи|look up|search for)\s+([^;\n]+)/gi)
  return [...asked].map(([, words]) => words!.trim())
}

function addressesIn(question: string): object[] {
  return (question.match(/https?:\/\/[^\s)»"]+/g) ?? []).map((address) => ({
    address: address.replace(/[.,!?]+$/, ''),
  }))
}

const currencies: [code: string, words: RegExp][] = [
  ['USD', /доллар|dollar|\busd\b/i],
  ['EUR', /евро|euro|\beur\b/i],
  ['CNY', /юан|yuan|\bcny\b/i],
  ['KZT', /тенге|tenge|\bkzt\b/i],
  ['TRY', /\bлир|lira|\btry\b/i],
  ['GBP', /фунт|pound|\bgbp\b/i],
]

function ratesIn(question: string): object[] {
  if (!/курс|сколько рублей|exchange rate/i.test(question)) return []
  const amount = Number(/\d+/.exec(question)?.[0] ?? 1)
  return currencies.filter(([, words]) => words.test(question)).map(([from]) => ({ from, to: 'RUB', amount }))
}

function holidaysIn(question: string): object[] {
  if (!/праздник|holidays/i.test(question)) return []
  const country = /герман|german/i.test(question) ? 'DE' : /сша|америк|american|\busa?\b/i.test(question) ? 'US' : 'RU'
  return [{ country, year: Number(/\b20\d\d\b/.exec(question)?.[0] ?? new Date().getFullYear()) }]
}

const units: [unit: string, words: string][] = [
  ['mi', 'миль|миля|мили|miles?|mi'],
  ['km', 'км|километр(?:ов|а|ы)?|kilomet(?:er|re)s?|km'],
  ['ft', 'фут(?:ов|а|ы)?|feet|foot|ft'],
  ['m', 'м|метр(?:ов|а|ы)?|met(?:er|re)s?|m'],
  ['in', 'дюйм(?:ов|а|ы)?|inch(?:es)?'],
  ['cm', 'см|сантиметр(?:ов|а|ы)?|cm'],
  ['lb', 'фунт(?:ов|а|ы)?|pounds?|lb'],
  ['kg', 'кг|килограмм(?:ов|а|ы)?|kg'],
]
const anyUnit = units.map(([, words]) => words).join('|')
const conversion = new RegExp(`(\\d+(?:[.,]\\d+)?)\\s*(${anyUnit})\\s+(?:в|во|to|in)\\s+(${anyUnit})(?![\\p{L}])`, 'iu')

function unitsIn(question: string): object[] {
  const [, value, from, to] = conversion.exec(question) ?? []
  if (value === undefined) return []
  const unitOf = (word: string) => units.find(([, words]) => new RegExp(`^(?:${words})$`, 'i').test(word))![0]
  return [{ value: Number(value.replace(',', '.')), from: unitOf(from!), to: unitOf(to!) }]
}
