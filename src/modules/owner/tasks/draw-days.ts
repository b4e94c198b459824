import type { DayLine } from '#modules/owner/daily-figures.ts'

const width = 800
const height = 320
const edge = 24

/** A bar of revenue for each day with its cost before it. Without words, because a server may have no fonts. */
export async function drawDays(days: Pick<DayLine, 'revenue' | 'cost'>[]): Promise<Buffer> {
  const most = Math.max(1, ...days.map(({ revenue, cost }) => Math.max(revenue, cost)))
  const step = (width - 2 * edge) / days.length
  const bar = (index: number, value: number, share: number, colour: string) => {
    const tall = (Math.max(value, 0) / most) * (height - 2 * edge)
    const left = edge + index * step + (step * (1 - share)) / 2
    return `<rect x="${left}" y="${height - edge - tall}" width="${step * share}" height="${tall}" rx="4" fill="${colour}"/>`
  }
  const bars = days.map(
    ({ revenue, cost }, index) =>
      bar(index, revenue, 0.7, index === days.length - 1 ? '#1c7ed6' : '#74c0fc') + bar(index, cost, 0.3, '#fa5252'),
  )
  const line = `<rect x="${edge}" y="${height - edge}" width="${width - 2 * edge}" height="2" fill="#adb5bd"/>`
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="#fff"/>${bars.join('')}${line}</svg>`
  const { default: sharp } = await import('sharp')
  return sharp(Buffer.from(svg)).png().toBuffer()
}
