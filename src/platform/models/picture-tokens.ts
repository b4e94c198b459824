import type { WireName } from './provider.ts'

interface Size {
  width: number
  height: number
}

/**
 * The most tokens that a provider counts for a picture of so many pixels: for a quote, so it may be a few more and is never
 * fewer. A server of an unknown maker is taken for the dearest of them.
 * @param model the name that the provider knows
 */
export function pictureTokens({ wire, model }: { wire: WireName; model: string }, size: Size): number {
  if (wire === 'responses') return openAi(model, size)
  if (wire in formulas) return formulas[wire as keyof typeof formulas](size)
  return Math.max(openAi(model, size), ...Object.values(formulas).map((formula) => formula(size)))
}

const formulas = {
  /** A patch of 28 pixels is a token; some frame it. */
  anthropic: (size: Size) => patches(size, 28) + 100,
  /** At most a fixed number in version 3; before it, tiles whose side follows from the shorter one. */
  google({ width, height }: Size) {
    const side = Math.min(Math.max(Math.floor(Math.min(width, height) / 1.5), 256), 768)
    return Math.max(1120, patches({ width, height }, side) * 258)
  },
  /** A patch of 28 pixels, and a token for the end of each row. */
  mistral: ({ width, height }: Size) => Math.ceil(height / 28) * (Math.ceil(width / 28) + 1),
  /** At most six tiles of 448 pixels and one for the whole. */
  xai: (size: Size) => (Math.min(patches(size, 448), 6) + 1) * 256,
  /** Pixels by 750. */
  perplexity: ({ width, height }: Size) => Math.ceil((width * height) / 750),
}

/** What a tile and a patch count for, with models that count otherwise than the present ones. */
const olderModels: [model: RegExp, tokens: (size: Size) => number][] = [
  [/\bgpt-4o-mini/, (size) => 2833 + 5667 * tiles(size)],
  [/\bgpt-(?:4o|4\.1(?!-)|5(?!-mini|-nano|\.))/, (size) => 85 + 170 * tiles(size)],
  [/-mini/, (size) => Math.min(patches(size, 32), 1536) * 1.62],
  [/-nano/, (size) => Math.min(patches(size, 32), 1536) * 2.46],
]

function openAi(model: string, size: Size): number {
  const older = olderModels.find(([name]) => name.test(model))?.[1]
  return Math.ceil(older ? older(size) : patches(size, 32) * 1.2)
}

function patches({ width, height }: Size, side: number): number {
  return Math.ceil(width / side) * Math.ceil(height / side)
}

/** Of 512 pixels, of a picture that is scaled to fit 2,048 by 2,048 and then to 768 on its shorter side. */
function tiles({ width, height }: Size): number {
  const fit = Math.min(1, 2048 / Math.max(width, height))
  const scale = fit * Math.min(1, 768 / (Math.min(width, height) * fit))
  return patches({ width: Math.ceil(width * scale), height: Math.ceil(height * scale) }, 512)
}
