/** "+5" and "−3", with a real minus. */
export function signed(count: number): string {
  return count > 0 ? `+${count}` : String(count).replace('-', '−')
}

/** The sign alone, before an amount in words. */
export function signOf(count: number): string {
  return count < 0 ? '−' : '+'
}
