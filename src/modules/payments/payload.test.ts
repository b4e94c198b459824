import { describe, expect, test } from 'vitest'
import { readPayload, writePayload } from './payload.ts'
import type { Product } from './product.ts'

const title = { ru: 'x', en: 'x' }
const longest = 'a'.repeat(24)
const products: { product: Product; currency: string; amount: number }[] = [
  { product: { kind: 'pack', id: 'pack-50', title, priceStars: 100, credits: 50 }, currency: 'XTR', amount: 100 },
  {
    product: { kind: 'plan', id: 'month', title, priceStars: 400, days: 30, renews: true },
    currency: 'XTR',
    amount: 400,
  },
  {
    product: { kind: 'plan', id: longest, title, priceStars: 1, days: 3660, renews: false },
    currency: 'RUB',
    amount: 100_000_000,
  },
  {
    product: { kind: 'pack', id: longest, title, priceStars: 100_000, credits: 1_000_000 },
    currency: 'XTR',
    amount: 100_000,
  },
]

describe('the payload of an invoice', () => {
  test.each(products)('says what $product.id gives, for how much and to whom, within 128 bytes', (order) => {
    const telegramId = 2 ** 52
    const payload = writePayload({ ...order, telegramId }, 'secret')
    expect(Buffer.byteLength(payload)).toBeLessThanOrEqual(128)
    const read = readPayload(payload, ['another', 'secret'])!
    expect(read).toMatchObject({ currency: order.currency, amount: order.amount, telegramId })
    expect({ ...read.product, title, priceStars: 0, priceCard: undefined }).toEqual({
      ...order.product,
      priceStars: 0,
      priceCard: undefined,
    })
    expect(Math.abs(read.orderedAt.getTime() - Date.now())).toBeLessThan(60_000)
  })

  test('is believed only as it was signed', () => {
    const payload = writePayload({ ...products[0]!, telegramId: 7 }, 'secret')
    expect(readPayload(payload, ['another'])).toBeUndefined()
    expect(readPayload(payload.replace('c50', 'c51'), ['secret'])).toBeUndefined()
    expect(readPayload(payload.replace('.7.', '.8.'), ['secret'])).toBeUndefined()
    for (const foreign of ['', 'x', '1.2.3', 'a'.repeat(24), `${payload}x`, payload.slice(1)])
      expect(readPayload(foreign, ['secret']), foreign).toBeUndefined()
  })

  test('names no two orders alike', () => {
    const payloads = Array.from({ length: 100 }, () => writePayload({ ...products[0]!, telegramId: 7 }, 'secret'))
    expect(new Set(payloads).size).toBe(100)
  })
})
