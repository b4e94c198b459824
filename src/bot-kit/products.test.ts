import { describe, expect, test } from 'vitest'
import type { ModelOffer } from '#modules/catalog/contract.ts'
import { packLines, worthOf } from './products.ts'
import { textsIn } from '#texts/languages.ts'

const model = (title: string, priceCredits: number): ModelOffer => ({
  id: title,
  title: { ru: title, en: title },
  description: { ru: '', en: '' },
  provider: null,
  priceCredits,
  trial: true,
  subscription: true,
})
const models = [model('Средняя', 3), model('Быстрая', 1), model('Эксперт', 5)]
const offers = {
  plans: [],
  pictures: false,
  planTitles: {},
  texts: { trial: {}, purchase: {} },
  discount: null,
  trialMessages: null,
  channelBonus: null,
  models,
}

describe('what credits buy', () => {
  test.for<[number, ModelOffer[], string]>([
    [50, models, '50 ответов модели «Быстрая» или 10 модели «Эксперт»'],
    [21, models, '21 ответ модели «Быстрая» или 4 модели «Эксперт»'],
    [4, models, '4 ответа модели «Быстрая»'],
    [50, [model('Одна', 2)], '25 ответов модели «Одна»'],
    [50, [model('Первая', 2), model('Вторая', 2)], '25 ответов модели «Первая»'],
  ])('is said from the catalogue: %i credits', ([credits, all, expected]) => {
    expect(worthOf(textsIn('ru'), 'ru', credits, all)).toBe(expected)
  })

  test.for([
    ['1000 кредитов', 1000, '• 1000 кредитов: 100 ⭐ (1\u00a0000 ответов модели «Быстрая» или 200 модели «Эксперт»)'],
    ['Малый', 50, '• Малый: 100 ⭐ (50 кредитов: 50 ответов модели «Быстрая» или 10 модели «Эксперт»)'],
  ] as const)('stands behind a pack in one unit, once: %s', ([title, credits, expected]) => {
    const pack = { id: 'pack', title: { ru: title, en: title }, credits, priceStars: 100, priceCard: null }
    expect(packLines(textsIn('ru'), 'ru', { ...offers, packs: [pack] })).toEqual([expected])
  })

  test.for([
    ['de', '1000 Credits', 1000, true],
    ['de', '1.000 Credits', 1000, true],
    ['en', '1,000 credits', 1000, true],
    ['en', '1.99 credits', 199, false],
    ['en', '1,99 credits', 199, false],
    ['de', '1,000 Credits extra', 1000, false],
  ] as const)('is said once where the title says it, by thousands and not by decimals: %s %s', (given) => {
    const [language, title, credits, isOnce] = given
    const pack = { id: 'pack', title: { [language]: title }, credits, priceStars: 100, priceCard: null }
    const [line] = packLines(textsIn(language), language, { ...offers, packs: [pack] })
    expect(line!.includes(`(${textsIn(language).creditCount(credits)}: `)).toBe(!isOnce)
  })
})
