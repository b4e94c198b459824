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

/** The middle half of what several rounds gave may be so wide, as a share of its median. */
const widest = 0.4
const fewestRounds = 3

/** The median of several rounds with its middle half, or a dash when that is too wide to say anything. One round is a closer look. */
export function overRounds(values: number[], unit = ''): string {
  if (values.length === 1) return shown(values[0]!) + unit
  const [low, median, high] = [25, 50, 75].map((percent) => percentile(values, percent)) as [number, number, number]
  if (values.length < fewestRounds || high - low > widest * median) return '–'
  return `${shown(median)}${unit} (${shown(low)}–${shown(high)})`
}

/** Tenths matter only below ten, hundredths only below one. */
function shown(value: number): string {
  return value.toFixed(value < 1 ? 2 : value < 10 ? 1 : 0)
}

export function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
