import { describe, expect, test } from 'vitest'
import { catalogOf, catalogToServe } from '#modules/catalog/environment.ts'
import { transcribersOf } from '#modules/catalog/providers.ts'
import type { Environment } from '#platform/runtime/environment.ts'
import { check, type Entry, entry, fileOf, plan, wrongOnes } from './world/price-lists.ts'

describe('the check of the catalogue', () => {
  test('names every entry of a price list from before allowances, because each of them loses money', () => {
    const old = { CATALOG_FILE: 'tests/catalog/before-allowances.json', OPENAI_MODEL: 'gpt-5-mini' }
    const findings = check(old)
    expect(wrongOnes(findings)).toEqual(['standard', 'expert', 'long'])
    for (const { sentence } of findings)
      expect(sentence).toMatch(/shuts down gpt-5(-mini)? on 2026-12-11[\s\S]*it loses money/)
    expect(findings.map(({ sentence }) => /loses money (\w+)/.exec(sentence)?.[1])).toEqual([
      'usually',
      'usually',
      'at',
    ])
  })

  test('finds nothing wrong with the price list of the repository, with or without the keys of other providers', () => {
    expect(wrongOnes(check({}))).toEqual([])
    expect(wrongOnes(check({ ANTHROPIC_API_KEY: 'a', DEEPSEEK_API_KEY: 'd' }))).toEqual([])
    expect(check({}).map(({ sentence }) => sentence)).toContainEqual(
      expect.stringMatching(/^spare-strong: left out, because DEEPSEEK_API_KEY is not set; /),
    )
  })

  test.each<[string, Entry[], Entry, string]>([
    [
      'at its limits',
      [entry({ priceCredits: 3 })],
      {},
      'an answer at its limits of somebody-1 costs $0.0480 and earns $0.0390 (3 credits, by the pack "pack"): it loses money at its limits, which a price of 4 credits would not',
    ],
    [
      'usually, by a plan whose allowance is used',
      [entry({})],
      { plans: [{ ...plan, creditsPerDay: 400 }] },
      'a usual answer of somebody-1 costs $0.0055 and earns $0.0032 (10 credits, by the plan "plan" with its whole allowance used): it loses money usually, which a price of 148 credits would not',
    ],
    [
      'by the searches of its model',
      [
        entry({
          priceCredits: 4,
          prices: [{ from: '2026-01-01', input: 1_000_000, cachedInput: 0, output: 5_000_000, perSearch: 5_000 }],
        }),
      ],
      {},
      'an answer at its limits of somebody-1 costs $0.0730 and earns $0.0520 (4 credits, by the pack "pack"): it loses money at its limits, which a price of 6 credits would not',
    ],
    [
      'when an announced price comes',
      [
        entry({
          prices: [
            { from: '2026-01-01', input: 1_000_000, cachedInput: 0, output: 5_000_000 },
            { from: '2027-01-01', input: 3_000_000, cachedInput: 0, output: 15_000_000 },
          ],
        }),
      ],
      {},
      'from 2027-01-01 on an answer at its limits of somebody-1 costs $0.1440 and earns $0.1300 (10 credits, by the pack "pack")',
    ],
    [
      'as a stand-in for a cheaper one',
      [
        entry({ id: 'cheap', prices: [], baseUrl: 'http://127.0.0.1:9/v1', priceCredits: 1, fallback: 'only' }),
        entry({ offered: false }),
      ],
      {},
      'only: an answer at its limits of somebody-1 costs $0.0480 and earns $0.0130 (1 credit, by the pack "pack")',
    ],
  ])('says what loses money %s', (_when, models, more, sentence) => {
    const findings = check({ CATALOG_FILE: fileOf(models, more) })
    expect(wrongOnes(findings)).toEqual(['only'])
    expect(findings.at(-1)!.sentence).toContain(sentence)
  })

  test('does not count a plan for an entry that plans do not pay', () => {
    const file = fileOf([entry({ subscription: false })], { plans: [{ ...plan, creditsPerDay: 400 }] })
    expect(wrongOnes(check({ CATALOG_FILE: file }))).toEqual([])
  })

  test('tells a server of one’s own, whose cost it does not know, from a provider whose price is missing', () => {
    const own = check({ CATALOG_FILE: fileOf([entry({ prices: [], baseUrl: 'http://localhost:11434/v1' })]) })
    expect(own[0]).toMatchObject({ wrong: false, sentence: expect.stringContaining('a server of your own') as string })
    const paid = check({ CATALOG_FILE: fileOf([entry({ prices: [] })]) })
    expect(paid[0]).toMatchObject({
      wrong: true,
      sentence: 'only: what somebody-1 costs at api.openai.com is not known: add its prices.',
    })
  })

  test('is content with an end when a successor is declared', () => {
    const models = [entry({ shutsDownOn: '2026-12-01', successor: 'next' }), entry({ id: 'next' })]
    const [finding] = check({ CATALOG_FILE: fileOf(models) })
    expect(finding).toMatchObject({ wrong: false })
    expect(finding!.sentence).toContain('shuts down somebody-1 on 2026-12-01, and "next" takes over')
  })
})

describe('what writes down speech', () => {
  const speech = (more: Entry): Entry => ({ id: 'speech', model: 'hears-1', ...more })
  const checkSpeech = (...transcription: Entry[]) =>
    check({ CATALOG_FILE: fileOf([entry({ baseUrl: 'http://localhost:1/v1', prices: [] })], { transcription }) }).slice(
      1,
    )

  test.each<[string, Entry, boolean, string]>([
    ['a minute', { prices: [{ from: '2026-01-01', perMinute: 4500 }] }, false, 'hears-1 costs $0.0045 a minute.'],
    [
      'tokens',
      { prices: [{ from: '2026-01-01', input: 2_500_000, output: 10_000_000 }] },
      false,
      'hears-1 costs $2.5000 for a million tokens of speech and $10.0000 for those of its words.',
    ],
    ['nobody knows what', {}, true, 'what hears-1 costs at api.openai.com is not known: add its prices.'],
    ['what is known of it', { model: 'gpt-transcribe' }, false, 'gpt-transcribe costs $0.0045 a minute.'],
    ['something of one’s own', { baseUrl: 'http://localhost:9000/v1' }, false, 'a server of your own'],
    ['until it ends', { model: 'whisper-1' }, true, 'the provider shuts down whisper-1 on 2027-02-26, so name'],
    ['with a key that is not set', { apiKeyVariable: 'NO_KEY', model: 'whisper-1' }, true, 'left out, because NO_KEY'],
  ])('is checked too: it costs %s', (_what, more, wrong, sentence) => {
    const [finding] = checkSpeech(speech(more))
    expect(finding).toMatchObject({ model: 'speech', wrong })
    expect(finding!.sentence).toContain(sentence)
  })

  test('is followed by the next of the list, and from its last day on that one alone is asked', () => {
    const [first] = checkSpeech(speech({ model: 'whisper-1' }), speech({ id: 'next', model: 'gpt-transcribe' }))
    expect(first).toMatchObject({ wrong: false })
    expect(first!.sentence).toContain('on 2027-02-26, and "next" takes over')
    const transcription = [
      speech({ model: 'whisper-1' }),
      speech({ id: 'next' }),
      speech({ id: 'no', apiKeyVariable: 'NO_KEY' }),
    ]
    const catalog = catalogOf({ CATALOG_FILE: fileOf([entry({})], { transcription }), OPENAI_API_KEY: 'k' })
    const askedOn = (day: string) => transcribersOf(catalog, new Date(`${day}T00:00:00Z`)).map(({ name }) => name)
    expect(askedOn('2027-02-25')).toEqual(['speech', 'next'])
    expect(askedOn('2027-02-26')).toEqual(['next'])
  })
})

describe('what reads answers out', () => {
  const reader = (more: Entry): Entry => ({ id: 'reader', model: 'says-1', voice: 'v', ...more })
  const own = entry({ baseUrl: 'http://localhost:1/v1', prices: [] })
  const checkVoice = (more: Entry, listening: Entry = {}) =>
    check({ CATALOG_FILE: fileOf([own], { voices: [reader(more)], listening }) })[1]!

  test.each<[string, Entry, boolean, string]>([
    [
      'by characters',
      { prices: [{ from: '2026-01-01', perMillionCharacters: 1_500_000 }] },
      false,
      'says-1 costs $1.5000 for a million characters.',
    ],
    ['by the minute', { prices: [{ from: '2026-01-01', perMinute: 1_000 }] }, false, 'says-1 costs $0.0010 a minute.'],
    ['nobody knows how', {}, true, 'what says-1 costs at api.openai.com is not known: add its prices.'],
    ['until it ends', { model: 'tts-1' }, true, 'the provider shuts down tts-1 on 2027-01-06, so name'],
    ['on a server of one’s own', { baseUrl: 'http://localhost:9000/v1' }, false, 'a server of your own'],
    ['with a key that is not set', { apiKeyVariable: 'NO_KEY' }, true, 'left out, because NO_KEY'],
  ])('is paid %s, and checked', (_what, more, wrong, sentence) => {
    const finding = checkVoice(more)
    expect(finding).toMatchObject({ model: 'reader', wrong })
    expect(finding.sentence).toContain(sentence)
  })

  test('loses money where a credit pays for more than it earns, and how many characters would not is said', () => {
    const prices = [{ from: '2026-01-01', perMillionCharacters: 30_000_000 }]
    const { wrong, sentence } = checkVoice({ prices }, { charactersPerCredit: 1_000 })
    expect(wrong).toBe(true)
    const [, enough] = /it loses money, which (\d+) characters a credit would not/.exec(sentence)!
    expect(checkVoice({ prices }, { charactersPerCredit: Number(enough) }).wrong).toBe(false)
    expect(checkVoice({ prices }, { charactersPerCredit: Number(enough) + 1 }).wrong).toBe(true)
  })

  test('must say what it costs by something', () => {
    expect(() => checkVoice({ prices: [{ from: '2026-01-01' }] })).toThrow('say what it costs')
  })
})

describe('a server of tools', () => {
  const server = {
    id: 'shop',
    title: { en: 'Shop' },
    url: 'https://tools.example.com/mcp',
    headers: { authorization: 'SHOP_KEY' },
    allowedTools: ['find', 'stock'],
    priceCredits: 1,
    costMicros: 2_000,
  }
  const said = (more: Entry, environment: Environment = { SHOP_KEY: 'Bearer x' }) => {
    const file = fileOf([entry({})], { toolServers: [{ ...server, ...more }] })
    return check({ CATALOG_FILE: file, ...environment }).find(({ model }) => model === 'shop')!.sentence
  }

  test('is checked at its limits: each of its tools asked as often as it may be', () => {
    expect(said({})).toBe('shop: a call costs $0.0020, and its tools earn $0.0130 for a question that uses them.')
    expect(said({ costMicros: 4_000 })).toBe(
      'shop: its tools cost $0.0240 at their limits for one question and earn $0.0130 (1 credit, by the pack "pack"): they lose money, which a price of 2 credits would not.',
    )
  })

  test('is left out without the settings that it names', () => {
    expect(said({}, {})).toContain('shop: left out, because SHOP_KEY is not set; ')
    const { url: _, ...elsewhere } = server
    const file = fileOf([entry({})], { toolServers: [{ ...elsewhere, urlVariable: 'SHOP_URL' }] })
    const { toolServers, leftOut } = catalogOf({ CATALOG_FILE: file, SHOP_KEY: 'Bearer x' })
    expect([toolServers, leftOut.toolServers.map(({ withoutValue }) => withoutValue)]).toEqual([[], [['SHOP_URL']]])
    const complete = catalogOf({ CATALOG_FILE: file, SHOP_KEY: 'Bearer x', SHOP_URL: 'http://tools/mcp' })
    expect(complete.toolServers).toMatchObject([{ url: 'http://tools/mcp', headers: { authorization: 'Bearer x' } }])
  })

  test.each<[Entry, string]>([
    [{ url: undefined }, 'say either its url or its urlVariable'],
    [{ urlVariable: 'SHOP_URL' }, 'say either its url or its urlVariable'],
    [{ url: 'file:///etc/passwd' }, 'Invalid URL'],
    [{ allowedTools: [] }, 'expected array to have >=1 items'],
    [{ allowedTools: ['find one'] }, 'use at most 64 letters'],
    [{ headers: { 'x y': 'SHOP_KEY' } }, 'toolServers.0.headers'],
    [{ headers: { authorization: 'secret' } }, 'name an environment variable'],
    [{ id: 'only' }, '"only" stands there twice'],
  ])('is refused with %j', (more, sentence) => {
    const file = fileOf([entry({})], { toolServers: [{ ...server, ...more }] })
    expect(() => catalogOf({ CATALOG_FILE: file })).toThrow(sentence)
  })
})

describe('a picture that is made', () => {
  const own = entry({ baseUrl: 'http://localhost:1/v1', prices: [] })
  const image: Entry = { id: 'fine', title: { en: 'Fine' }, width: 1024, height: 1024, quality: 'high' }
  const checkPicture = (prices: Entry[], priceCredits: number) =>
    check({
      CATALOG_FILE: fileOf([own], {
        painters: [{ id: 'painter', model: 'paints-1', prices }],
        images: [{ ...image, inputTokens: 3_000, outputTokens: 4_200, priceCredits, subscription: false }],
      }),
    })[1]!

  test.each<[string, Entry, string]>([
    ['by tokens', { input: 8_000_000, output: 30_000_000 }, 'paints-1 costs at most $0.1500 for a picture.'],
    ['by the picture', { perPicture: 40_000 }, 'paints-1 costs at most $0.0400 for a picture.'],
  ])('is paid %s, and checked at its limits', (_what, price, sentence) => {
    const finding = checkPicture([{ from: '2026-01-01', ...price }], 1_000)
    expect(finding).toMatchObject({ model: 'painter', wrong: false })
    expect(finding.sentence).toContain(sentence)
  })

  test('loses money where it costs more than it earns, and which price would not is said', () => {
    const prices = [{ from: '2026-01-01', perPicture: 500_000 }]
    const { wrong, sentence } = checkPicture(prices, 1)
    expect(wrong).toBe(true)
    const [, enough] = /it loses money, which a price of (\d+) credits would not/.exec(sentence)!
    expect(checkPicture(prices, Number(enough)).wrong).toBe(false)
    expect(checkPicture(prices, Number(enough) - 1).wrong).toBe(true)
  })
})

describe('web search', () => {
  const own = entry({ baseUrl: 'http://localhost:1/v1', prices: [] })
  const brave = { SEARCH_SERVICE: 'brave', SEARCH_API_KEY: 'key' }
  const checkSearch = (search: Entry, environment: Environment = brave) =>
    check({ CATALOG_FILE: fileOf([own], { search }), ...environment }).find(({ model }) => model === 'search')
  const prices = [{ from: '2026-01-01', perSearch: 5_000 }]

  test('loses money where all searches of a question cost more than they earn, and which price would not is said', () => {
    const { wrong, sentence } = checkSearch({ prices })!
    expect(wrong).toBe(true)
    expect(sentence).toMatch(
      /^search: 3 searches cost \$0\.0150 with brave and earn \$0\.0130 \(1 credit, by the pack "pack"\)/,
    )
    const [, enough] = /which a price of (\d+) credits would not/.exec(sentence)!
    expect(checkSearch({ prices, priceCredits: Number(enough) })!.wrong).toBe(false)
    expect(checkSearch({ prices, mostSearches: 2 })!.wrong).toBe(false)
  })

  test('costs nothing on a server of your own; what a provider takes has to be known', () => {
    expect(checkSearch({}, { SEARCH_SERVICE: 'searxng', SEARCH_URL: 'http://localhost:8888/' })!.wrong).toBe(false)
    expect(checkSearch({})).toMatchObject({ wrong: true, sentence: expect.stringContaining('add search.prices') })
    expect(checkSearch({}, {})).toBeUndefined()
  })

  test.each([
    [{ SEARCH_SERVICE: 'searxng' }, 'SEARCH_URL: Set the address of your SearXNG.'],
    [{ SEARCH_SERVICE: 'tavily' }, 'SEARCH_API_KEY: Set the key of tavily.'],
    [{ SEARCH_SERVICE: 'altavista' }, 'SEARCH_SERVICE'],
  ])('is refused at the start with %j', (environment, sentence) =>
    expect(() => catalogOf(environment)).toThrow(sentence),
  )
})

describe('an assistant', () => {
  const words = (text: string) => ({ en: text })
  const dear = entry({ id: 'dear', priceCredits: 20, apiKeyVariable: 'DEAR_KEY' })
  const role = { id: 'cook', title: words('Cook'), description: words('Cooks'), prompt: words('You cook') }
  const checkAssistant = (more: Entry, environment: Environment = {}, models = [entry({}), dear]) => {
    const assistants = [{ ...role, firstQuestions: [words('What?'), words('How?')], ...more }]
    return check({ CATALOG_FILE: fileOf(models, { assistants }), ...environment }).at(-1)!
  }

  test.each<[string, Entry, Environment, string]>([
    ['the model of the person', { priceCredits: 2 }, {}, "what the person's model does and 2 credits more"],
    ['a model of its own', { model: 'dear', priceCredits: 2 }, { DEAR_KEY: 'key' }, 'costs 22 credits (dear)'],
    ['a model that is left out', { model: 'dear' }, {}, '"dear" is left out, so each person is answered by the model'],
  ])('answers by %s, and what that costs a person is said', (_what, more, environment, sentence) => {
    const finding = checkAssistant(more, environment)
    expect(finding).toMatchObject({ model: 'assistants cook', wrong: false })
    expect(finding.sentence).toMatch(/^assistant cook: /)
    expect(finding.sentence).toContain(sentence)
  })

  test('whose role takes most of the room for a conversation is wrong', () => {
    const small = [entry({ contextTokens: 5_000, maxOutputTokens: 3_000 })]
    const checkLong = (length: number) => checkAssistant({ prompt: words('x'.repeat(length)) }, {}, small)
    expect(checkLong(2_000).wrong).toBe(false)
    expect(checkLong(2_001)).toMatchObject({ wrong: true, sentence: expect.stringContaining('at most 2000 are well') })
  })
})

test('an entry without its key is passed by, and without any entry the start says which key is missing', () => {
  const spare = entry({ id: 'spare', offered: false, apiKeyVariable: 'SPARE_KEY', fallback: 'last' })
  const models = [entry({ fallback: 'spare' }), spare, entry({ id: 'last' })]
  const catalog = catalogOf({ CATALOG_FILE: fileOf(models) })
  expect(catalog.models.map(({ id, fallback }) => [id, fallback])).toEqual([
    ['only', 'last'],
    ['last', undefined],
  ])
  expect(() => catalogToServe({ CATALOG_FILE: fileOf([entry({ apiKeyVariable: 'ONE_KEY' })]) })).toThrow(
    'No model of the catalogue can answer: set ONE_KEY.',
  )
})
