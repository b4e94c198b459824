/** An amount in micro-dollars as people read it, its sign apart; small ones with as many digits as they need. */
export function dollars(microDollars: number, locale: string): { sign: string; number: string } {
  const amount = microDollars / 1_000_000
  const small = amount !== 0 && Math.abs(amount) < 1
  const digits = small ? { maximumSignificantDigits: 2 } : { minimumFractionDigits: 2, maximumFractionDigits: 2 }
  return { sign: amount < 0 ? '−' : '', number: Math.abs(amount).toLocaleString(locale, digits) }
}
