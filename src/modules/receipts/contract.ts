import { z } from 'zod'
import type { Camel } from '#platform/http/camel-case.ts'
import { defineEndpoints } from '#platform/http/endpoint.ts'
import { inQuery, moment, personInQuery, rowId } from '#platform/http/values.ts'
import { title } from '#modules/catalog/contract.ts'
import { entryKind, purse } from '#modules/entitlements/contract.ts'

const entry = { id: z.int(), at: moment }
const payment = {
  ...entry,
  product: z.string().nullable(),
  title: title.nullable().describe('As it was called when it was ordered'),
  amount: z.int(),
  currency: z.string(),
  status: z.enum(['paid', 'refunding', 'refunded']),
  credits: z.int().describe('What it gave, or what was taken back for it'),
  days: z.int(),
}

const givenKind = entryKind
  .exclude(['hold', 'release', 'purchase', 'refund'])
  .describe('Why; an adjustment is the owner’s word')

const receipt = z.discriminatedUnion('of', [
  z.object({
    of: z.literal('question'),
    ...entry,
    words: z.string().nullable().describe('Its first words; null when they were deleted'),
    model_title: title.describe('The model that answered, or was asked'),
    assistant_title: title.nullable().describe('Of the assistant that was asked; null: none, or it is gone'),
    purse: purse.describe('Who paid'),
    price: z
      .int()
      .min(0)
      .describe("What was taken, in credits, in messages of the trial or in credits of the day's allowance"),
    search: z.int().min(0).describe('How much of that was for what was looked up on the web'),
    tools: z.int().min(0).describe("And for the owner's tools"),
    state: z.enum(['reserved', 'charged', 'given_back']),
  }),
  z.object({
    of: z.literal('voice'),
    ...entry,
    purse: purse.describe('Who paid'),
    price: z.int().min(0).describe('What was taken for having an answer read out'),
    state: z.enum(['reserved', 'charged', 'given_back']),
    seconds: z.int().nullable().describe('How long it is; null: it was not made'),
  }),
  z.object({
    of: z.literal('image'),
    ...entry,
    words: z.string().nullable().describe('What was wished for; null when it was deleted'),
    purse: purse.describe('Who paid'),
    price: z.int().min(0).describe('What was taken for having a picture made'),
    state: z.enum(['reserved', 'charged', 'given_back']),
  }),
  z.object({ of: z.literal('payment'), ...payment }),
  z.object({ of: z.literal('refund'), ...payment }),
  z.object({
    of: z.literal('grant'),
    ...entry,
    kind: givenKind,
    delta: z.int().describe('Given, or taken when negative'),
    balance: z.int().describe('After it'),
    reason: z.string(),
  }),
  z.object({
    of: z.literal('days'),
    ...entry,
    kind: givenKind,
    plan_title: title,
    seconds: z.int().describe('Given, or taken back when negative'),
  }),
  z.object({ of: z.literal('trial'), ...entry, kind: givenKind, messages: z.int().describe('Beyond the usual ones') }),
  z.object({ of: z.literal('discount'), ...entry, kind: givenKind, percent: z.int() }),
])

export type Receipt = Camel<z.infer<typeof receipt>>

/** Receipts of one moment stand in this order. */
export const receiptOf = z.enum([
  'question',
  'voice',
  'image',
  'payment',
  'refund',
  'grant',
  'days',
  'trial',
  'discount',
])

const cursor = new RegExp(`^(\\d{1,13}|\\d{1,16}:(${receiptOf.options.join('|')}):\\d{1,15})$`)

export const receiptsEndpoints = defineEndpoints({
  receipts: {
    method: 'GET',
    path: '/receipts',
    allow: ['program', 'self', 'owner'],
    summary:
      'What came and went, newest first: each charge of a question, voice answer or picture, payment, refund, grant and other gift explained',
    query: z.object({
      ...personInQuery.shape,
      after: z
        .string()
        .regex(cursor)
        .optional()
        .describe('Only what follows: `next` of the page before, or a moment in milliseconds since 1970'),
    }),
    reply: z.object({
      receipts: z.array(receipt),
      next: z.string().nullable().describe('Where the following page begins; null when this is the last'),
    }),
    errors: ['user_not_found'],
  },
  receipt: {
    method: 'GET',
    path: '/receipt',
    allow: ['program', 'self', 'owner'],
    summary: 'One of them',
    query: z.object({ ...personInQuery.shape, of: receiptOf, id: inQuery(rowId) }),
    reply: receipt,
    errors: ['receipt_not_found'],
  },
})
