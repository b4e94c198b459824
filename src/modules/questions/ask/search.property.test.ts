import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readCatalog } from '#modules/catalog/catalog.ts'
import { usualQuestion } from '#modules/catalog/price-of.ts'
import { isDearer, type Means, quote } from '#modules/charging/access.ts'
import { defaultSettings } from '#modules/users/contract.ts'
import { withSearchIfPaid } from './search.ts'

const shipped = readCatalog('catalog.json')
const searchServer = { service: 'searxng' as const, url: 'http://localhost', apiKey: '' }
const about = { about: null, aboutId: null, quoted: null, transcriptOnly: false }
const reference = { text: 'what is new today?', ...about }

const subscription = fc.record({
  counts: fc.constantFrom('credits' as const, 'questions' as const),
  creditsToday: fc.nat(30),
  questionsToday: fc.nat(3),
  creditsPerDay: fc.option(fc.constant(30)),
  questionsPerDay: fc.option(fc.constant(3)),
})
const given = fc.record({
  credits: fc.nat(13),
  trialLeft: fc.option(fc.nat(2)),
  subscription: fc.option(subscription),
  search: fc.record({
    priceCredits: fc.nat(3),
    trial: fc.boolean(),
    subscription: fc.boolean(),
    mostSearches: fc.constant(3),
    mostTokens: fc.constant(6_000),
  }),
  model: fc.constantFrom(...shipped.models),
  agreed: fc.option(fc.record({ purse: fc.constantFrom('credits' as const, 'trial' as const), price: fc.nat(12) })),
})

test('a search is let in only where what pays for the question pays for it, within what was agreed to', () => {
  fc.assert(
    fc.property(given, ({ credits, trialLeft, subscription: allowance, search, model, agreed }) => {
      const base = { plan: 'month', endsAt: new Date(), periods: [], renewal: null }
      const trial =
        trialLeft === null ? null : { granted: 3, used: 3 - trialLeft, left: trialLeft, rest: 0, restAt: null }
      const means: Means = {
        modelId: null,
        credits,
        trial,
        subscription: allowance && { ...base, ...allowance },
        hadSubscription: allowance !== null,
      }
      const wanted = usualQuestion(model)
      const payment = quote(means, wanted)
      if ('refused' in payment) return
      const agreedTo = agreed ?? undefined
      const paid = withSearchIfPaid(
        { ...shipped, search: { ...search, prices: [] }, searchServer, version: 0 },
        { model, payment, reserving: null },
        { wanted, allowed: means, settings: defaultSettings, reference, files: [], agreedTo },
      )
      if (paid.searchPrice === null) {
        expect(paid.payment).toEqual(payment)
        return
      }
      expect(paid.payment).toEqual({ purse: payment.purse, price: payment.price + paid.searchPrice })
      expect(paid.searchPrice).toBe(payment.purse === 'trial' || payment.price === 0 ? 0 : search.priceCredits)
      if (payment.purse === 'credits') expect(paid.payment.price).toBeLessThanOrEqual(credits)
      if (payment.purse === 'trial') expect(search.trial).toBe(true)
      if (payment.purse === 'subscription') expect(search.subscription).toBe(true)
      if (agreedTo && payment.purse !== 'subscription') expect(isDearer(paid.payment, agreedTo)).toBe(false)
    }),
    { numRuns: Number(process.env['COST_RUNS'] ?? 100) },
  )
})
