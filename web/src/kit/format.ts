import { useLanguage } from '#web/language.ts'
import { agreeing } from './agreeing.ts'

/** How times, numbers and money are written in the chosen language. */
export function useFormat() {
  const { language } = useLanguage()
  const locale = language === 'ru' ? 'ru-RU' : 'en-GB'
  const write = (options: Intl.DateTimeFormatOptions) => (moment: string) =>
    new Date(moment).toLocaleString(locale, options)
  const percent = (share: number) =>
    share.toLocaleString(locale, { style: 'percent', maximumFractionDigits: share > 0 && share < 0.1 ? 1 : 0 })
  const number = (value: number) => withMinus(value.toLocaleString(locale))
  const stars = (value: number) => `${number(value)}\u00a0⭐`
  const dollars = (micro: number, maximumFractionDigits: number) =>
    withMinus(
      (micro / 1e6).toLocaleString(locale, {
        style: 'currency',
        currency: 'USD',
        currencyDisplay: 'narrowSymbol',
        signDisplay: 'negative',
        maximumFractionDigits,
      }),
    )
  return {
    moment: (moment: string) => write({ ...dayOf(moment), hour: '2-digit', minute: '2-digit' })(moment),
    date: write({ dateStyle: 'medium' }),
    day: write({ day: 'numeric', month: 'short', timeZone: 'UTC' }),
    month: write({ month: 'short', year: 'numeric', timeZone: 'UTC' }),
    utcTime: write({ timeStyle: 'short', timeZone: 'UTC' }),
    number,
    stars,
    /** What is added or taken, with its sign. */
    signed: (value: number) => withMinus(value.toLocaleString(locale, { signDisplay: 'exceptZero' })),
    percent,
    /** Of what took so many milliseconds. */
    seconds: (ms: number) =>
      (ms / 1_000).toLocaleString(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 }),
    // One answer costs less than a cent.
    dollars: (micro: number) => dollars(micro, Math.abs(micro) < 10_000 ? 5 : 2),
    /** What stands beside each other and must add up. */
    earned: (sums: { revenue: number; cost: number }) => {
      const { revenue, cost, margin, decimals } = agreeing(sums)
      return {
        revenue: dollars(revenue, decimals),
        cost: dollars(cost, decimals),
        margin: dollars(margin, decimals),
      }
    },
    /** For what is compared with each other. */
    exactDollars: (micro: number) => dollars(micro, 4),
    bytes: (bytes: number) =>
      Math.round(bytes / 1e6).toLocaleString(locale, { style: 'unit', unit: 'megabyte', unitDisplay: 'short' }),
    duration: (seconds: number) => {
      const [value, unit] = inLargestUnit(seconds)
      return value.toLocaleString(locale, { style: 'unit', unit, unitDisplay: 'long' })
    },
    ago: (seconds: number) => {
      const [value, unit] = inLargestUnit(seconds)
      return new Intl.RelativeTimeFormat(locale).format(-value, unit)
    },
    money: ({ amount, currency }: { amount: number; currency: string }) => {
      if (currency === 'XTR') return stars(amount)
      const format = new Intl.NumberFormat(locale, { style: 'currency', currency })
      return format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2))
    },
  }
}

/** A day of this year needs no year. */
function dayOf(moment: string): Intl.DateTimeFormatOptions {
  const isThisYear = new Date(moment).getFullYear() === new Date().getFullYear()
  return { day: 'numeric', month: 'short', ...(isThisYear ? {} : { year: 'numeric' }) }
}

/** Rounded, in a unit of which there are at least two. */
function inLargestUnit(seconds: number): [value: number, unit: 'second' | 'minute' | 'hour' | 'day'] {
  if (seconds < 120) return [Math.round(seconds), 'second']
  if (seconds < 7_200) return [Math.round(seconds / 60), 'minute']
  if (seconds < 172_800) return [Math.round(seconds / 3_600), 'hour']
  return [Math.round(seconds / 86_400), 'day']
}

/** The languages' own rules write a hyphen where a minus stands. */
function withMinus(written: string): string {
  return written.replace('-', '−')
}
