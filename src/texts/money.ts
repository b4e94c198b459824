import type { Language } from '#modules/users/contract.ts'

/** Digits behind the point, where Telegram counts a currency otherwise than in hundredths. */
const otherDigits: Record<string, number> = {
  ...Object.fromEntries(['CLP', 'ISK', 'JPY', 'KRW', 'PYG', 'UGX', 'VND'].map((currency) => [currency, 0])),
  ...Object.fromEntries(['BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND'].map((currency) => [currency, 3])),
}

/** "1 500 ⭐", "499 ₽": an amount as Telegram gives it, in whole Stars or in the smallest unit of the currency. */
export function money(language: Language, { currency, amount }: { currency: string; amount: number }): string {
  if (currency === 'XTR') return `${amount.toLocaleString(language)} ⭐`
  const digits = otherDigits[currency] ?? 2
  return new Intl.NumberFormat(language, {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    trailingZeroDisplay: 'stripIfInteger',
  }).format(amount / 10 ** digits)
}
