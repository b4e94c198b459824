import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readCatalog } from '#modules/catalog/catalog.ts'
import { usualQuestion } from '#modules/catalog/price-of.ts'
import { isDearer, type Means, quote } from '#modules/charging/access.ts'
import { defaultSettings } from '#modules/users/contract.ts'
import { withLookupsIfPaid } from './lookups.ts'

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
  tools: fc.array(fc.nat(3), { maxLength: 2 }),
  model: fc.constantFrom(...shipped.models),
  agreed: fc.option(fc.record({ purse: fc.constantFrom('credits' as const, 'trial' as const), price: fc.nat(12) })),
})

test('a search and tools are let in only where what pays for the question pays for them, within what was agreed to', () => {
  fc.assert(
    fc.property(given, ({ credits, trialLeft, subscription: allowance, search, tools, model, agreed }) => {
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
      const [server] = shipped.toolServers
      const toolServers = tools.map((priceCredits, index) => ({ ...server!, id: `tools-${index}`, priceCredits }))
      const paid = withLookupsIfPaid(
        { ...shipped, search: { ...search, prices: [] }, searchServer, toolServers, version: 0 },
        { model, payment, reserving: null },
        { wanted, allowed: means, settings: defaultSettings, reference, files: [], agreedTo },
      )
      const { searchPrice, toolsPrice } = paid
      expect(paid.payment).toEqual({
        purse: payment.purse,
        price: payment.price + (searchPrice ?? 0) + toolsPrice,
      })
      const isFree = payment.purse === 'trial' || payment.price === 0
      const ofTools = tools.reduce((sum, price) => sum + price, 0)
      expect([0, isFree ? 0 : ofTools]).toContain(toolsPrice)
      if (payment.purse === 'credits') expect(paid.payment.price).toBeLessThanOrEqual(credits)
      if (searchPrice === null && toolsPrice === 0) return
      if (searchPrice !== null) {
        expect(searchPrice).toBe(isFree ? 0 : search.priceCredits)
        if (payment.purse === 'trial') expect(search.trial).toBe(true)
        if (payment.purse === 'subscription') expect(search.subscription).toBe(true)
      }
      if (agreedTo && payment.purse !== 'subscription') expect(isDearer(paid.payment, agreedTo)).toBe(false)
    }),
    { numRuns: Number(process.env['COST_RUNS'] ?? 100) },
  )
})
