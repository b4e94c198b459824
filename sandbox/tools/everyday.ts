import { z } from 'zod'

/** A tool that only looks something up. */
export interface EverydayTool {
  description: string
  input: z.ZodType
  /** In words, or why there is no answer. */
  answer(input: unknown): { text: string; isError?: boolean }
}

const tool = <Shape extends z.ZodType>(
  description: string,
  input: Shape,
  answer: (input: z.infer<Shape>) => { text: string; isError?: boolean },
): EverydayTool => ({ description, input, answer: (given) => answer(input.parse(given)) })

/** Roubles for one; invented, and always the same. */
const rubles: Record<string, number> = { RUB: 1, USD: 81.5, EUR: 94.2, CNY: 11.4, KZT: 0.157, TRY: 1.92, GBP: 107.3 }
const ratesOf = '2026-11-26'

const holidays: Record<string, Record<string, string>> = {
  RU: {
    '01-01': 'Новый год',
    '01-07': 'Рождество',
    '02-23': 'День защитника Отечества',
    '03-08': 'Международный женский день',
    '05-01': 'Праздник весны и труда',
    '05-09': 'День Победы',
    '06-12': 'День России',
    '11-04': 'День народного единства',
  },
  DE: {
    '01-01': 'Neujahr',
    '05-01': 'Tag der Arbeit',
    '10-03': 'Tag der Deutschen Einheit',
    '12-25': 'Erster Weihnachtstag',
    '12-26': 'Zweiter Weihnachtstag',
  },
  US: { '01-01': "New Year's Day", '06-19': 'Juneteenth', '07-04': 'Independence Day', '12-25': 'Christmas Day' },
}

/** So many of the first unit of each kind. */
const units: Record<string, Record<string, number>> = {
  length: { m: 1, km: 1000, cm: 0.01, mi: 1609.344, ft: 0.3048, in: 0.0254 },
  mass: { kg: 1, g: 0.001, t: 1000, lb: 0.45359237, oz: 0.028349523125 },
  volume: { l: 1, ml: 0.001, gal: 3.785411784, cup: 0.2365882365 },
}

const currency = z
  .string()
  .regex(/^[A-Za-z]{3}$/)
  .transform((code) => code.toUpperCase())

export const everydayTools: Record<string, EverydayTool> = {
  exchange_rate: tool(
    'The exchange rate between two currencies (RUB, USD, EUR, CNY, KZT, TRY, GBP).',
    z.object({ from: currency, to: currency, amount: z.number().positive().default(1) }),
    ({ from, to, amount }) => {
      const [one, other] = [rubles[from], rubles[to]]
      if (one === undefined || other === undefined)
        return { text: `There is no rate of ${from} to ${to}.`, isError: true }
      return { text: `${amount} ${from} = ${((amount * one) / other).toFixed(2)} ${to} (demo rates of ${ratesOf})` }
    },
  ),
  holidays: tool(
    'The public holidays of a country (RU, DE, US) in a year.',
    z.object({
      country: z
        .string()
        .regex(/^[A-Za-z]{2}$/)
        .transform((code) => code.toUpperCase()),
      year: z.int().min(1900).max(2100),
    }),
    ({ country, year }) => {
      const days = holidays[country]
      if (!days) return { text: `The holidays of ${country} are not known.`, isError: true }
      return {
        text: Object.entries(days)
          .map(([day, name]) => `${year}-${day} ${name}`)
          .join('\n'),
      }
    },
  ),
  convert_units: tool(
    'Converts lengths (m, km, cm, mi, ft, in), masses (kg, g, t, lb, oz) and volumes (l, ml, gal, cup).',
    z.object({ value: z.number(), from: z.string(), to: z.string() }),
    ({ value, from, to }) => {
      const kind = Object.values(units).find((all) => from in all && to in all)
      if (!kind) return { text: `${from} cannot be converted to ${to}.`, isError: true }
      return { text: `${value} ${from} = ${Number(((value * kind[from]!) / kind[to]!).toPrecision(8))} ${to}` }
    },
  ),
}
