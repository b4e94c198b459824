import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { languageCodes } from '#texts/codes.ts'
import { readCatalog } from './catalog.ts'

const folder = mkdtempSync(join(tmpdir(), 'pomogator-catalog-'))
afterAll(() => rmSync(folder, { recursive: true }))
const good = readCatalog('catalog.json')

function read(change: (catalog: typeof good) => unknown) {
  const file = join(folder, 'catalog.json')
  const catalog = structuredClone(good)
  writeFileSync(file, JSON.stringify(change(catalog) ?? catalog))
  return readCatalog(file)
}

describe('the catalogue', () => {
  test('of the repository is good', () => {
    expect(read(() => undefined)).toEqual(good)
  })

  test.each<[string, (catalog: typeof good) => unknown, string]>([
    ['a title too long for an invoice', (c) => void (c.packs[0]!.title['ru'] = 'x'.repeat(33)), 'packs.0.title.ru'],
    ['a title in no language', (c) => void (c.packs[0]!.title = {}), 'packs.0.title: name it in at least one language'],
    [
      'a title in a language that is not there',
      (c) => void (c.packs[0]!.title['xx'] = 'x'),
      'packs.0.title.xx: there is no such language',
    ],
    ['a price of nothing', (c) => void (c.packs[0]!.priceStars = 0), 'packs.0.priceStars'],
    [
      'a plan that renews and is too dear',
      (c) => void (c.plans[0]!.priceStars = 10_001),
      'plans.0.priceStars: a subscription that renews may cost at most 10000 Stars',
    ],
    [
      'a plan that renews yearly',
      (c) => void (c.plans[0]!.days = 365),
      'Telegram renews a subscription every 30 days only',
    ],
    ['the same id twice', (c) => void (c.packs[1]!.id = c.plans[0]!.id), '"month" stands there twice'],
    [
      'an id that no button can carry',
      (c) => void (c.packs[0]!.id = 'Пакет'),
      'packs.0.id: use at most 24 small letters',
    ],
    ['a fallback that is not there', (c) => void (c.models[1]!.fallback = 'nobody'), '"nobody" is not another model'],
    [
      'a successor that is not there',
      (c) => void (c.models[1]!.successor = 'nobody'),
      'models.1.successor: "nobody" is not another model',
    ],
    [
      'a day that is not in the calendar',
      (c) => void (c.models[0]!.shutsDownOn = '2026-02-30'),
      'models.0.shutsDownOn',
    ],
    [
      'prices that do not follow each other',
      (c) => void c.models[0]!.prices.push({ ...c.models[0]!.prices[0]! }),
      'models.0.prices.1.from: must be a later day than the price before it',
    ],
    [
      'speech that costs nothing at all',
      (c) => void (c.transcription[0]!.prices = [{ from: '2026-01-01' }]),
      'say what a minute costs',
    ],
    [
      'speech under the id of a model',
      (c) => void (c.transcription[0]!.id = 'standard'),
      '"standard" stands there twice',
    ],
    [
      'prices of speech that do not follow each other',
      (c) => void c.transcription[0]!.prices.push({ ...c.transcription[0]!.prices[0]! }),
      'transcription.0.prices.1.from: must be a later day than the price before it',
    ],
    ['a wire that is not known', (c) => ({ ...c, models: [{ ...c.models[0], wire: 'smoke' }] }), 'models.0.wire'],
    ['a Star that pays nothing', (c) => void (c.money.microDollarsPerStar = 0), 'money.microDollarsPerStar'],
    ['no model', (c) => void (c.models = []), 'models'],
    [
      'a card price in Stars',
      (c) => void (c.packs[0]!.priceCard = { currency: 'XTR', amount: 1 }),
      'Stars have a price of their own',
    ],
    [
      'an assistant whose model is not there',
      (c) => void (c.assistants[0]!.model = 'nobody'),
      'assistants.0.model: "nobody" is no model of this catalogue that is offered',
    ],
    [
      'an assistant with a single first question',
      (c) => void c.assistants[0]!.firstQuestions.splice(1),
      'assistants.0.firstQuestions',
    ],
    [
      'a role that is told at too great length',
      (c) => void (c.assistants[0]!.prompt['ru'] = 'x'.repeat(4001)),
      'assistants.0.prompt.ru',
    ],
    ['a word that means nothing', (c) => ({ ...c, discount: 1 }), 'discount'],
  ])('with %s is refused with a sentence that names the place', (_name, change, sentence) => {
    expect(() => read(change)).toThrow(sentence)
  })

  test('of the repository has the names and first questions of assistants in every language', () => {
    for (const { title, description, firstQuestions } of good.assistants)
      for (const words of [title, description, ...firstQuestions])
        expect(Object.keys(words).toSorted()).toEqual([...languageCodes].toSorted())
  })

  test('may name things in some of the languages only', () => {
    const title = { en: '50 credits' }
    expect(read((c) => void (c.packs[0]!.title = title)).packs[0]!.title).toEqual(title)
  })

  test('of a release before prices and wires were known is read as it is', () => {
    const old = read(({ money: _money, transcription: _speech, ...catalog }) => ({
      ...catalog,
      models: catalog.models.map(({ prices: _prices, wire: _wire, reasoning: _reasoning, ...model }) => model),
    }))
    expect(old.money).toEqual({ microDollarsPerStar: 13_000 })
    expect(old.transcription).toEqual([])
    expect(old.models.map(({ prices }) => prices)).toEqual(old.models.map(() => []))
  })

  test('that is no JSON or not there says so', () => {
    writeFileSync(join(folder, 'broken.json'), '{')
    expect(() => readCatalog(join(folder, 'broken.json'))).toThrow('cannot be read')
    expect(() => readCatalog(join(folder, 'nowhere.json'))).toThrow('cannot be read')
  })
})
