import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { inEveryLanguage } from '#texts/codes.ts'
import type { Ordered } from './product.ts'

/** What an invoice says by its payload, readable without its row: after a restore it is all that is left of an order. */
export interface PayloadContent {
  product: Ordered
  currency: string
  amount: number
  /** Whom it is made out to. */
  telegramId: number
  orderedAt: Date
}

const version = '1'
const signatureLetters = 22

/**
 * `1.PRODUCT.GIVES.PRICE.PERSON.TIME.RANDOM.SIGNATURE`, at most 115 of the 128 bytes that Telegram grants a payload:
 * `c50` gives fifty credits, `d365` days, `r30` days that Telegram renews; `g` before it
 * makes it a gift.
 */
export function writePayload(content: Omit<PayloadContent, 'orderedAt'>, secret: string): string {
  const { product, currency, amount, telegramId } = content
  const signed = [
    version,
    product.id,
    `${product.gift ? 'g' : ''}${product.kind === 'pack' ? `c${product.credits}` : `${product.renews ? 'r' : 'd'}${product.days}`}`,
    `${currency}${amount}`,
    telegramId.toString(36),
    Math.floor(Date.now() / 1000).toString(36),
    randomBytes(9).toString('base64url'),
  ].join('.')
  return `${signed}.${sign(signed, secret)}`
}

/** What the payload says, or undefined when none of these secrets has signed it. */
export function readPayload(payload: string, secrets: readonly string[]): PayloadContent | undefined {
  const [, signed, signature] = /^(1(?:\.[\w-]+){6})\.([\w-]{22})$/.exec(payload) ?? []
  if (!signed || !signature || !secrets.some((secret) => isEqual(sign(signed, secret), signature))) return undefined
  const [, id, gives, price, person, time] = signed.split('.') as [string, string, string, string, string, string]
  const isGift = gives.startsWith('g')
  const product = { id, title: inEveryLanguage(id), ...(isGift ? { gift: true as const } : {}) }
  const what = isGift ? gives.slice(1) : gives
  const [kind, count] = [what[0], Number(what.slice(1))]
  const [currency, amount] = [price.slice(0, 3), Number(price.slice(3))]
  const prices = currency === 'XTR' ? { priceStars: amount } : { priceStars: 0, priceCard: { currency, amount } }
  return {
    product:
      kind === 'c'
        ? { ...product, ...prices, kind: 'pack', credits: count }
        : { ...product, ...prices, kind: 'plan', days: count, renews: kind === 'r' },
    currency,
    amount,
    telegramId: Number.parseInt(person, 36),
    orderedAt: new Date(Number.parseInt(time, 36) * 1000),
  }
}

function sign(text: string, secret: string): string {
  return createHmac('sha256', secret).update(`invoice ${text}`).digest('base64url').slice(0, signatureLetters)
}

function isEqual(one: string, other: string): boolean {
  return timingSafeEqual(Buffer.from(one), Buffer.from(other))
}
