import type { Language } from '#modules/users/contract.ts'

/** An amount in micro-dollars as people read it; small ones with as many digits as they need. */
export function dollars(microDollars: number, language: Language): string {
  const amount = microDollars / 1_000_000
  const small = amount !== 0 && Math.abs(amount) < 1
  const digits = small ? { maximumSignificantDigits: 2 } : { minimumFractionDigits: 2, maximumFractionDigits: 2 }
  const number = Math.abs(amount).toLocaleString(language, digits)
  const sign = amount < 0 ? '−' : ''
  return language === 'ru' ? `${sign}${number} $` : `${sign}$${number}`
}
