/** The value below which so many per cent of the values lie. */
export function percentile(values: number[], percent: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))] ?? 0
}

/** Median, 99th percentile and maximum, in milliseconds. */
export function describe(values: number[]): string {
  const [p50, p99, max] = [50, 99, 100].map((percent) => shown(percentile(values, percent)))
  return `median ${p50} ms, p99 ${p99} ms, max ${max} ms`
}

/** Tenths matter only below ten. */
function shown(ms: number): string {
  return ms.toFixed(ms < 10 ? 1 : 0)
}

export function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
