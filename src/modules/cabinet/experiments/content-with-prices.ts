import type { ArmValue } from '#modules/experiments/contract.ts'

type Prices = Extract<ArmValue, { subject: 'pack_prices' }>['packs']

/** The content of a catalogue with these prices of its packs; the rest stays as it was written. */
export function contentWithPrices(content: string, prices: Prices): string {
  const catalog = JSON.parse(content) as { packs: { id: string; priceCard?: object }[] }
  const packs = catalog.packs.map((pack) => {
    const price = prices.find(({ id }) => id === pack.id)
    if (!price) return pack
    const { priceStars, cardAmount } = price
    const byCard = cardAmount === null ? {} : { priceCard: { ...pack.priceCard, amount: cardAmount } }
    return { ...pack, priceStars, ...byCard }
  })
  return JSON.stringify({ ...catalog, packs }, null, 2)
}
