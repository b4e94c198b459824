import type { Catalog } from '#modules/catalog/catalog.ts'
import type { Product } from '#modules/payments/product.ts'

/** What a demo person has done, oldest first in each list. Whatever counts is made ready here; the database checks it. */
export interface DemoPerson {
  telegramId: number
  firstName: string
  language: 'ru' | 'en'
  createdAt: Date
  campaign: string | null
  trialAt: Date | null
  trialGranted: number
  trialUsed: number
  /** Who answers all of their questions: an id of the catalogue, or one of their own; null: the model as it is. */
  assistant: string | OwnDemoAssistant | null
  questions: DemoQuestion[]
  pictures: DemoPicture[]
  payments: DemoPayment[]
  /** The ledger, in the order in which it was written. */
  entries: DemoEntry[]
  request: { text: string; answer: string | null; at: Date } | null
}

export interface DemoQuestion {
  /** Its number among the person's questions, from 1. */
  number: number
  at: Date
  model: string
  purse: 'trial' | 'credits' | 'subscription'
  price: number
  /** How much of it is for what was looked up on the web; null: nothing could be. */
  searchPrice: number | null
  searches: number
  status: 'answered' | 'failed' | 'stopped' | 'undelivered'
  inputTokens: number
  outputTokens: number
  latencyMs: number
}

export interface DemoPicture {
  /** Its number among the person's pictures, from 1. */
  number: number
  at: Date
  product: string
  price: number
  status: 'sent' | 'released'
}

export interface OwnDemoAssistant {
  title: string
  prompt: string
}

export interface DemoPayment {
  number: number
  at: Date
  product: Product
  refundedAt: Date | null
  lossCredits: number
}

export interface DemoEntry {
  delta: number
  balance: number
  kind: 'hold' | 'release' | 'purchase' | 'refund' | 'promo'
  question: number | null
  picture: number | null
  payment: number | null
  promo: string | null
  at: Date
}

/** What a business is made by. */
export interface Surroundings {
  catalog: Catalog
  trialMessages: number
  now: Date
}
