import { describe, expect, test } from 'vitest'
import { languageCodes } from './codes.ts'
import { document, languageTexts, textsIn } from './languages.ts'

const translations = languageCodes.filter((code) => code !== 'en')
type Say = (...given: unknown[]) => unknown

/** Every text of a language with its path: a sentence, or what makes one. */
function textsOf(texts: object, path = ''): [string, string | Say][] {
  return Object.entries(texts).flatMap(([key, value]: [string, unknown]): [string, string | Say][] => {
    const here = path ? `${path}.${key}` : key
    return typeof value === 'object' ? textsOf(value!, here) : [[here, value as string | Say]]
  })
}

function partsOf(code: string): Map<string, string | Say> {
  const { person, owner, notices, model } = languageTexts(code)
  return new Map(textsOf({ person, owner, notices, model }))
}

const english = partsOf('en')

/** No other digits look like these; a moment is known by its day, which no hour looks like. */
const numbers = [201, 307, 409, 503, 607]
const moments = ['25', '26', '27', '28', '29'].map((day, year) => `203${year}-01-${day}T12:00:00Z`)
const marks = [...numbers.map(String), '25', '26', '27', '28', '29']

/** Ways to call a function of the texts: each of its parameters is also absent, off and on. */
const waysOf = (say: Say): unknown[][] =>
  [numbers, moments].flatMap((given: unknown[]) => [
    given,
    ...given
      .slice(0, say.length)
      .flatMap((_, index) => [null, false, true, 0, 1].map((other) => given.with(index, other))),
  ])

const figures = {
  users: 11,
  active: 12,
  questions: 13,
  failed: 14,
  revenueStars: 15,
  refundsStars: 16,
  errors: 17,
  revenueMicroDollars: 18e6,
  costMicroDollars: 5e6,
}
const reported = {
  day: '2031-03-07',
  revenue: 21e6,
  cost: 4e6,
  revenueStars: 23,
  payers: 24,
  answers: 25,
  users: 26,
  errors: 27,
}
const line = { revenue: 31e6, cost: 8e6, answers: 33 }
const model = { model: 'sea', name: 'tide-7', successor: 'shore', endsOn: '2031-05-06', days: 71 }
const promo = {
  name: 'WINTER',
  uses: 41,
  mostUses: 42,
  batch: true,
  firstPurchase: true,
  endsAt: '2031-04-05',
  endedAt: 'x',
}
const campaign = {
  name: 'river',
  starts: 51,
  trials: 52,
  asked: 53,
  payers: 54,
  stars: 55,
  revenueMicroDollars: 56e6,
  providerMicroDollars: 7e6,
  costMicroDollars: 58e6,
  marginMicroDollars: 59e6,
  paidBackOn: '2031-06-08',
  bonus: { of: 'credits', amount: 61 },
  bonuses: 62,
  mostBonuses: 63,
  archived: true,
}
/** Those that take more than numbers and words. */
const samples: Record<string, unknown[][]> = {
  'notices.planEnds': [
    ['1 May 2031', 1],
    ['25 May 2031', 3],
  ],
  'owner.promo': [[promo, '5 gifts']],
  'owner.campaign': [[campaign], [{ ...campaign, bonus: { of: 'trial_messages', amount: 61 } }]],
  'owner.figures': [['Week', figures]],
  'owner.margin': [
    [
      {
        models: [
          { ...line, model: 'sea' },
          { ...line, model: null },
        ],
        plans: [{ ...line, plan: 'moon' }],
        people: [{ ...line, telegramId: 34 }],
        days: [{ ...line, day: '2031-07-09' }],
        unpricedTries: 35,
      },
    ],
  ],
  'owner.dailyReport': [[reported, { ...reported, answers: 28 }]],
  'owner.modelEnds': [[model], [{ ...model, successor: null }]],
  'owner.modelEnded': [[model], [{ ...model, successor: null }]],
  'owner.modelGone': [[model]],
}

/** What is said when it is called so; undefined: it cannot be. */
function said(say: Say, given: unknown[]): string | undefined {
  try {
    return [say(...given)].flat().join('\n')
  } catch {
    return undefined
  }
}

/** The figures and names in a text, in the order of the alphabet. */
function facts(text: string, among: string[] | undefined): string[] {
  if (among) return among.filter((mark) => text.includes(mark))
  return [...text.matchAll(/[a-zA-Z]*\d[\d-]*|\b(?:sea|tide-7|shore|moon|river|WINTER)\b/g)]
    .map(([found]) => found)
    .toSorted()
}

describe.each(translations)('in %s', (code) => {
  const own = partsOf(code)

  test('a text says every number, name and moment that the English one says', () => {
    expect([...own.keys()].toSorted()).toEqual([...english.keys()].toSorted())
    for (const [path, say] of english) {
      if (typeof say === 'string') continue
      const calls = samples[path] ?? waysOf(say)
      const heard = calls.map((given) => said(say, given))
      expect(
        heard.some((text) => text !== undefined),
        path,
      ).toBe(true)
      for (const [index, text] of heard.entries()) {
        if (text === undefined) continue
        const translated = said(own.get(path) as Say, calls[index]!)
        // Some languages take a number apart that others only repeat.
        if (translated === undefined && calls[index]!.includes(null)) continue
        expect(translated, `${path}, ${JSON.stringify(calls[index])}`).toBeTypeOf('string')
        const among = samples[path] ? undefined : marks
        expect(facts(translated!, among), `${path}: ${translated!}`).toEqual(
          samples[path] ? expect.arrayContaining(facts(text, among)) : facts(text, among),
        )
      }
    }
  })

  test('a text keeps the commands, the bold words and the line breaks of the English one', () => {
    const signs = (text: string) => ({
      commands: [...new Set(text.match(/(?<![\w/])\/[a-z]+/g))].toSorted(),
      bold: text.split('**').length,
      lines: text.split('\n').length,
    })
    for (const [path, text] of english)
      if (typeof text === 'string') expect(signs(own.get(path) as string), path).toEqual(signs(text))
    for (const name of ['terms', 'privacy'] as const)
      expect(signs(document(name, code)), name).toEqual(signs(document(name, 'en')))
  })

  test('a text begins with the sign that the English one begins with', () => {
    const signOf = (text: string) => /^[^\p{L}\p{N}\s@«“‘*/„"(【¡¿]\S*(?= )/u.exec(text)?.[0] ?? ''
    for (const [path, text] of english)
      if (typeof text === 'string') expect(signOf(own.get(path) as string), path).toBe(signOf(text))
  })

  test('a button is named by the words that stand on it', () => {
    const { buttons, ...t } = textsIn(code)
    const words = (label: string) => label.replace(/^[^\p{L}]+/u, '')
    expect(document('privacy', code)).toContain(buttons.exportData)
    expect(document('privacy', code)).toContain(buttons.forget)
    expect(t.trialLater).toContain(words(buttons.tryFree))
    expect(t.outOfTime).toContain(words(buttons.continue))
    expect(t.cutShort).toContain(words(buttons.continue))
    expect(t.promo.percentOff(5, moments[0]!)).toContain(words(buttons.buy))
    expect(t.channel.notYet).toContain(words(buttons.checkChannel))
    expect(t.agreement.withdrawn).toContain(words(buttons.accept))
  })
})

/** The same word in both languages. */
const shared: Record<string, string[]> = {
  de: [
    'person.creditsLine',
    'person.historyEntries',
    'person.styles.normal',
    'person.titlePlaceholder',
    'person.files.length',
    'owner.promoLink',
  ],
  es: ['person.prices.credits', 'person.attached.sticker', 'person.files.length', 'owner.team.blockReasons.spam'],
  fr: [
    'person.menu',
    'person.entryKinds.hold',
    'person.search.sources',
    'person.prices.credits',
    'person.attached.sticker',
    'person.files.somePages',
    'person.buttons.menu',
    'person.buttons.stop',
    'owner.team.requests',
    'owner.team.blockReasons.spam',
  ],
  id: [
    'person.menu',
    'person.paymentLine',
    'person.receipt.label',
    'person.receipt.model',
    'person.models',
    'person.attached.video',
    'person.buttons.model',
    'person.buttons.menu',
    'owner.team.margin',
    'owner.team.blockReasons.spam',
  ],
  pt: [
    'person.menu',
    'person.prices.credits',
    'person.files.length',
    'person.buttons.menu',
    'owner.team.blockReasons.spam',
    'owner.promoLink',
  ],
  uz: ['person.receipt.model', 'person.models', 'person.buttons.model'],
}
const alphabets: Record<string, RegExp> = {
  ru: /\p{Script=Cyrillic}/u,
  uk: /\p{Script=Cyrillic}/u,
  kk: /\p{Script=Cyrillic}/u,
  zh: /\p{Script=Han}/u,
}
/** A button that is nothing but a title and a price; a style without a word to the model. */
const wordless = ['person.buttons.product', 'person.receipt.given', 'model.styles.normal']

describe('nothing is left untranslated', () => {
  test.each(translations)('in %s', (code) => {
    const own = partsOf(code)
    const same = [...english].filter(([path, text]) => {
      const translated = own.get(path)!
      if (typeof text === 'string') return text === translated
      const calls = samples[path] ?? waysOf(text)
      return calls.every((given) => said(text, given) === said(translated as Say, given))
    })
    expect(same.map(([path]) => path).filter((path) => !wordless.includes(path))).toEqual(shared[code] ?? [])
    const alphabet = alphabets[code]
    if (!alphabet) return
    const foreign = [...own].filter(([path, text]) => {
      const words =
        typeof text === 'string' ? [text] : (samples[path] ?? waysOf(text)).map((given) => said(text, given) ?? '')
      return !words.some((each) => alphabet.test(each)) && !wordless.includes(path)
    })
    expect(foreign.map(([path]) => path)).toEqual([])
  })

  test('in English', () => {
    const foreign = [...english].filter(([, text]) =>
      /[^\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]/u.test(String(text)),
    )
    expect(foreign).toEqual([])
  })
})
