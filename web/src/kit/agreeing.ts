interface Sums {
  revenue: number
  cost: number
}

const cent = 10_000
/** The fifth digit behind the point: one answer costs less than a cent. */
const finest = 10

/**
 * Revenue, cost and margin in millionths of a dollar, rounded so that the margin shown is the difference of both that are shown.
 * All three have as many digits behind the point as the smallest needs.
 */
export function agreeing({ revenue, cost }: Sums): Sums & { margin: number; decimals: number } {
  const isFine = [revenue, cost, revenue - cost].some((sum) => sum !== 0 && Math.abs(sum) < cent)
  const step = isFine ? finest : cent
  const round = (sum: number) => Math.round(sum / step) * step
  const shown = { revenue: round(revenue), cost: round(cost) }
  return { ...shown, margin: shown.revenue - shown.cost, decimals: isFine ? 5 : 2 }
}
