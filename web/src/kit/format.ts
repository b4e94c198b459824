import { useLanguage } from '#web/language.ts'

/** How times, numbers and money are written in the chosen language. */
export function useFormat() {
  const { language } = useLanguage()
  const locale = language === 'ru' ? 'ru-RU' : 'en-GB'
  const write = (options: Intl.DateTimeFormatOptions) => (moment: string) =>
    new Date(moment).toLocaleString(locale, options)
  const percent = (share: number) =>
    share.toLocaleString(locale, { style: 'percent', maximumFractionDigits: share > 0 && share < 0.1 ? 1 : 0 })
  const number = (value: number) => value.toLocaleString(locale)
  const dollars = (micro: number, maximumFractionDigits: number) =>
    (micro / 1e6).toLocaleString(locale, {
      style: 'currency',
      currency: 'USD',
      currencyDisplay: 'narrowSymbol',
      signDisplay: 'negative',
      maximumFractionDigits,
    })
  return {
    moment: write({ dateStyle: 'medium', timeStyle: 'short' }),
    date: write({ dateStyle: 'medium' }),
    day: write({ day: 'numeric', month: 'short', timeZone: 'UTC' }),
    month: write({ month: 'short', year: 'numeric', timeZone: 'UTC' }),
    utcTime: write({ timeStyle: 'short', timeZone: 'UTC' }),
    number,
    percent,
    // One answer costs less than a cent.
    dollars: (micro: number) => dollars(micro, Math.abs(micro) < 10_000 ? 5 : 2),
    /** For what is compared with each other. */
    exactDollars: (micro: number) => dollars(micro, 4),
    bytes: (bytes: number) => `${number(Math.round(bytes / 1e6))} MB`,
    duration: (seconds: number) => {
      const [value, unit] =
        seconds < 120
          ? [seconds, 'second']
          : seconds < 7_200
            ? [seconds / 60, 'minute']
            : seconds < 172_800
              ? [seconds / 3_600, 'hour']
              : [seconds / 86_400, 'day']
      return Math.round(value).toLocaleString(locale, { style: 'unit', unit, unitDisplay: 'long' })
    },
    money: ({ amount, currency }: { amount: number; currency: string }) => {
      if (currency === 'XTR') return `${number(amount)} ⭐`
      const format = new Intl.NumberFormat(locale, { style: 'currency', currency })
      return format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2))
    },
  }
}
