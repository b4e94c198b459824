import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { catalogFaults as en } from '#web/texts/en/catalog-faults.ts'
import { catalogFaults as ru } from '#web/texts/ru/catalog-faults.ts'
import { parseCatalog } from './catalog.ts'
import { rules } from './rules.ts'

// oxlint-disable-next-line typescript/no-explicit-any -- it is broken on purpose
type Content = any

function faultsWith(change: (content: Content) => unknown) {
  const content = JSON.parse(readFileSync('catalog.json', 'utf8'))
  change(content)
  const parsed = parseCatalog(JSON.stringify(content))
  return 'faults' in parsed ? parsed.faults : []
}

const renewing = { id: 'x', title: { en: 'x' }, renews: true, creditsPerDay: 1 }
const price = { from: '2026-01-01', input: 1, cachedInput: 1, output: 1 }

test.each<[string, kind: string, place: (string | null)[], (content: Content) => unknown]>([
  [
    'a model without a price',
    'missing',
    ['models', 'standard', 'priceCredits'],
    (c) => delete c.models[0].priceCredits,
  ],
  ['a price as a text', 'type', ['models', 'standard', 'priceCredits'], (c) => (c.models[0].priceCredits = '1')],
  ['half a credit', 'type', ['models', 'standard', 'priceCredits'], (c) => (c.models[0].priceCredits = 0.5)],
  ['a price of nothing', 'too_small', ['models', 'standard', 'priceCredits'], (c) => (c.models[0].priceCredits = 0)],
  ['a price too high', 'too_big', ['models', 'standard', 'priceCredits'], (c) => (c.models[0].priceCredits = 9999)],
  ['an empty title', 'too_short', ['models', 'standard', 'title.en'], (c) => (c.models[0].title.en = '')],
  ['a long title', 'too_long', ['models', 'standard', 'title.en'], (c) => (c.models[0].title.en = 'x'.repeat(99))],
  ['no title', 'no_words', ['models', 'standard', 'title'], (c) => (c.models[0].title = {})],
  ['a strange language', 'no_language', ['models', 'standard', 'title.xx'], (c) => (c.models[0].title = { xx: 'x' })],
  ['a strange field', 'unknown_keys', ['models', 'standard', null], (c) => (c.models[0].colour = 'red')],
  ['a strange wire', 'one_of', ['models', 'standard', 'wire'], (c) => (c.models[0].wire = 'telex')],
  ['a strange id', 'id', ['models', 'Big One', 'id'], (c) => (c.models[0].id = 'Big One')],
  ['a model without an id', 'missing', ['models', '1', 'id'], (c) => delete c.models[0].id],
  ['a strange address', 'url', ['models', 'standard', 'baseUrl'], (c) => (c.models[0].baseUrl = 'there')],
  [
    'a strange variable',
    'variable',
    ['models', 'standard', 'apiKeyVariable'],
    (c) => (c.models[0].apiKeyVariable = 'key'),
  ],
  ['a strange day', 'date', ['models', 'standard', 'shutsDownOn'], (c) => (c.models[0].shutsDownOn = 'soon')],
  ['no models', 'too_few', ['models', null, null], (c) => (c.models = [])],
  ['no list of packs', 'missing', ['packs', null, null], (c) => delete c.packs],
  ['a hidden first model', 'first_offered', ['models', 'standard', 'offered'], (c) => (c.models[0].offered = false)],
  ['an id twice', 'twice', [null, null, null], (c) => c.packs.push(c.packs[0])],
  [
    'no room',
    'room',
    ['models', 'standard', 'contextTokens'],
    (c) => Object.assign(c.models[0], { contextTokens: 1000, maxOutputTokens: 900 }),
  ],
  [
    'much when spoken',
    'spoken',
    ['models', 'standard', 'maxOutputTokensWhenSpoken'],
    (c) => (c.models[0].maxOutputTokensWhenSpoken = 99_999),
  ],
  [
    'a fallback to nothing',
    'another_model',
    ['models', 'standard', 'fallback'],
    (c) => (c.models[0].fallback = 'gone'),
  ],
  [
    'an assistant of a model that is gone',
    'offered_model',
    ['assistants', 'translator', 'model'],
    (c) => (c.assistants[0].model = 'gone'),
  ],
  [
    'prices out of order',
    'later_day',
    ['models', 'standard', 'prices.1.from'],
    (c) => (c.models[0].prices = [price, price]),
  ],
  [
    'a plan without an allowance',
    'allowance',
    ['plans', 'x', 'creditsPerDay'],
    (c) => (c.plans = [{ ...renewing, creditsPerDay: undefined, days: 30, priceStars: 1 }]),
  ],
  [
    'a plan that renews each week',
    'renews_days',
    ['plans', 'x', 'days'],
    (c) => (c.plans = [{ ...renewing, days: 7, priceStars: 1 }]),
  ],
  [
    'a dear plan that renews',
    'renews_price',
    ['plans', 'x', 'priceStars'],
    (c) => (c.plans = [{ ...renewing, days: 30, priceStars: 10_001 }]),
  ],
  [
    'a strange currency',
    'currency',
    ['packs', 'x', 'priceCard.currency'],
    (c) =>
      (c.packs = [
        { id: 'x', title: { en: 'x' }, credits: 1, priceStars: 1, priceCard: { currency: 'rub', amount: 1 } },
      ]),
  ],
  [
    'Stars by card',
    'stars',
    ['packs', 'x', 'priceCard.currency'],
    (c) =>
      (c.packs = [
        { id: 'x', title: { en: 'x' }, credits: 1, priceStars: 1, priceCard: { currency: 'XTR', amount: 1 } },
      ]),
  ],
  [
    'speech without a price',
    'minute_price',
    ['transcription', 'x', 'prices.0'],
    (c) => (c.transcription = [{ id: 'x', model: 'x', prices: [{ from: '2026-01-01' }] }]),
  ],
  [
    'a voice without a price',
    'voice_price',
    ['voices', 'x', 'prices.0'],
    (c) => (c.voices = [{ id: 'x', model: 'x', voice: 'x', prices: [{ from: '2026-01-01' }] }]),
  ],
  [
    'a strange header',
    'header',
    ['toolServers', 'everyday', 'headers.x y'],
    (c) => (c.toolServers[0].headers = { 'x y': 'KEY' }),
  ],
  [
    'a key in place of its variable',
    'variable',
    ['toolServers', 'everyday', 'headers.authorization'],
    (c) => (c.toolServers[0].headers = { authorization: 'Bearer 123' }),
  ],
  [
    'tools at two addresses',
    'address',
    ['toolServers', 'everyday', null],
    (c) => (c.toolServers[0].url = 'https://tools.example'),
  ],
  [
    'an assistant with one question',
    'too_few',
    ['assistants', 'translator', 'firstQuestions'],
    (c) => c.assistants[0].firstQuestions.splice(1),
  ],
  ['a strange part', 'unknown_keys', [null, null, null], (c) => (c.colours = [])],
  [
    'a budget without an amount',
    'missing',
    ['money', null, 'budgets.day.microDollars'],
    (c) => (c.money = { budgets: { day: { whenUsedUp: 'stop' } } }),
  ],
])('%s is a fault of the kind %s with its place', (_what, kind, [part, entry, field], change) => {
  expect(faultsWith(change)[0]).toMatchObject({ kind, part, entry, field })
})

test('every rule is said in both languages', () => {
  for (const { kinds } of [ru, en])
    expect(Object.keys(kinds)).toEqual(
      expect.arrayContaining([...Object.keys(rules), 'missing', 'type', 'held_plan', 'no_json']),
    )
})
