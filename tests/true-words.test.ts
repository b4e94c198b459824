import { Api } from 'grammy'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { textsIn } from '#texts/languages.ts'
import { eventually } from './world/eventually.ts'
import { type Front, startFront } from './world/front.ts'
import type { Person } from './world/person.ts'
import { settled as settledIn } from './world/settled.ts'
import { createWorld, type World } from './world/world.ts'

type Language = 'ru' | 'en'

let world: World
let telegram: Front
let backend: Front
beforeAll(async () => {
  world = await createWorld({ withoutBot: true, TRIAL_MESSAGES: '2' })
  const ports = {
    telegram: Number(new URL(world.sandbox.url).port),
    backend: Number(new URL(world.backend().url).port),
  }
  telegram = await startFront(() => [ports.telegram])
  backend = await startFront(() => [ports.backend])
  await world.startBot({ TELEGRAM_API_ROOT: telegram.url, BACKEND_URL: backend.url })
})
afterEach(async () => {
  telegram.faults = backend.faults = () => ({})
  await world.sandbox.control('DELETE', '/trouble')
  await world.sql`drop trigger if exists no_payment on transactions`
})
afterAll(async () => {
  await world.end()
  await telegram.stop()
  await backend.stop()
})

/** What the ledger has done for a person since a moment, and what there is now. */
async function ledgerOf(person: Person, since: Date) {
  const { credits, trial, subscription } = await world.api.getCredits({ telegramId: person.id })
  const [sums] = await world.sql<{
    taken: number
    ofAllowance: number
    bought: number
    refunded: number
    answered: number
    waiting: number
  }>`
    select
      (select -coalesce(sum(delta), 0)::integer from credit_entries where user_id = ${person.id} and kind in ('hold', 'release') and created_at >= ${since}) as taken,
      (select coalesce(sum(price), 0)::integer from messages_log where user_id = ${person.id} and purse = 'subscription' and status in ('pending', 'answered') and asked_at >= ${since}) as of_allowance,
      (select coalesce(sum(delta), 0)::integer from credit_entries where user_id = ${person.id} and kind = 'purchase' and created_at >= ${since}) as bought,
      (select -coalesce(sum(delta), 0)::integer from credit_entries where user_id = ${person.id} and kind = 'refund' and created_at >= ${since}) as refunded,
      (select count(*) from messages_log where user_id = ${person.id} and delivered_at >= ${since}) as answered,
      (select count(*) from inbox where payload #>> '{message,from,id}' = ${String(person.id)}) as waiting`
  const allowanceLeft = (subscription?.creditsPerDay ?? 0) - (subscription?.creditsToday ?? 0)
  return { ...sums!, credits, trialLeft: trial?.left ?? 0, allowanceLeft }
}
type Ledger = Awaited<ReturnType<typeof ledgerOf>>

/** Every sentence about money or order, and what must be true of the ledger when it is said. */
const claims: Record<string, (texts: ReturnType<typeof textsIn>, ledger: Ledger) => { said: string; isTrue: boolean }> =
  {
    nothingCharged: (t, { taken }) => ({ said: t.nothingCharged, isTrue: taken === 0 }),
    'refused.question_too_long': (t, { taken }) => ({ said: t.refused.question_too_long, isTrue: taken === 0 }),
    quietPrice: (t, { taken, credits }) => ({ said: t.quietPrice(taken, credits), isTrue: taken > 1 }),
    quietAllowance: (t, { taken, ofAllowance, allowanceLeft }) => ({
      said: t.quietAllowance(ofAllowance, allowanceLeft),
      isTrue: taken === 0 && ofAllowance > 1,
    }),
    quietCredits: (t, { taken, credits }) => ({ said: t.quietCredits(credits), isTrue: taken === 1 }),
    quietTrial: (t, { taken, trialLeft }) => ({ said: t.quietTrial(trialLeft), isTrue: taken === 0 }),
    refunded: (t, { refunded }) => ({ said: t.refunded('100 ⭐'), isTrue: refunded > 0 }),
    refunding: (t, { refunded }) => ({ said: t.refunding('100 ⭐'), isTrue: refunded > 0 }),
    delayed: (t, { answered }) => ({ said: t.delayed, isTrue: answered === 1 }),
    paymentDelayed: (t, { bought }) => ({ said: t.paymentDelayed, isTrue: bought === 50 }),
    paymentGivenUp: (t, { bought }) => ({ said: t.paymentGivenUp, isTrue: bought === 0 }),
    wordsOnly: (t, { taken, answered }) => ({ said: t.wordsOnly, isTrue: taken === 0 && answered === 0 }),
    tooFast: (t, { waiting }) => ({ said: t.tooFast(30), isTrue: waiting > 0 }),
  }

/** Recognises a sentence whatever its figures are, so that a wrong figure is not taken for another sentence. */
const kinds: Record<Language, Record<keyof typeof claims, RegExp>> = {
  ru: {
    nothingCharged: /Ничего не списано/,
    'refused.question_too_long': /слишком длинный для этой модели/,
    quietPrice: /Списано:/,
    quietAllowance: /^По подписке: /m,
    quietCredits: /^Осталось: /m,
    quietTrial: /Осталось в пробном|последнее пробное/,
    refunded: /Вам вернули/,
    refunding: /Возвращаем вам/,
    delayed: /не потерян/,
    paymentDelayed: /Зачислю её/,
    paymentGivenUp: /зачислить её сразу не получилось/,
    wordsOnly: /Здесь нужен текст/,
    tooFast: /очень быстро/,
  },
  en: {
    nothingCharged: /Nothing was charged/,
    'refused.question_too_long': /too long for this model/,
    quietPrice: /^Charged:/m,
    quietAllowance: /^By subscription: /m,
    quietCredits: /^Left: /m,
    quietTrial: /Left in your free trial|last message of your free trial/,
    refunded: /were returned|was returned|returned to you/,
    refunding: /We are returning/,
    delayed: /not lost/,
    paymentDelayed: /I will credit it/,
    paymentGivenUp: /could not be credited at once/,
    wordsOnly: /Words are needed here/,
    tooFast: /very fast/,
  },
}

const settled = () => settledIn(world)
const trouble = (kind: 'telegram' | 'model', what: object) => world.sandbox.control('POST', `/trouble/${kind}`, what)
const answer = (status: number, description: string) => ({
  answer: { status, body: { ok: false, error_code: status, description } },
})
const isCall = (path: string, method: string) => path.endsWith(`/${method}`)
const giveUp = () =>
  world.sql`update lanes set attempts = 5, fence = fence + 1, owner = null, ready_at = now() where waiting > 0`
const giveCredits = (person: Person, delta: number) =>
  world.api.updateCredits({ telegramId: person.id, delta, reason: 'test', idempotencyKey: `${Math.random()}` })
const statusesOf = async (person: Person) =>
  (await world.sql<{ status: string }>`select status from messages_log where user_id = ${person.id}`).map(
    ({ status }) => status,
  )
async function buy(person: Person) {
  await person.say('/buy')
  await person.press('100 ⭐')
  return person.pay()
}

/** What happens to a person, and which sentences must come of it at least. */
const scenes: [
  what: string,
  says: (keyof typeof claims)[],
  act: (person: Person, language: Language) => Promise<unknown>,
][] = [
  [
    'the model refuses',
    ['nothingCharged'],
    async (person) => {
      await trouble('model', { kind: 'error', status: 400, times: 1 })
      await person.say('1 + 1')
    },
  ],
  [
    'a picture comes where words are awaited',
    ['wordsOnly'],
    async (person, language) => {
      await person.say('/promo')
      await person.hears(language === 'ru' ? /промокод/i : /promo code/i)
      await person.post('/photo', {})
    },
  ],
  [
    'an answer is stopped before its first word',
    ['nothingCharged'],
    async (person) => {
      await trouble('model', { kind: 'silent', times: 1 })
      await person.say('1 + 2')
      await eventually(async () => expect(await statusesOf(person)).toEqual(['pending']))
      await person.say('/stop')
    },
  ],
  [
    'an answer cannot be shown to its end',
    ['nothingCharged'],
    async (person, language) => {
      const end = language === 'ru' ? 'Глава 24' : 'Chapter 24'
      telegram.faults = ({ path, body }) =>
        isCall(path, 'sendMessage') && body.includes(end) ? answer(400, 'Bad Request: strange') : {}
      await person.say(language === 'ru' ? 'длинный ответ' : 'a long answer')
      await eventually(async () => expect(await statusesOf(person)).toEqual(['undelivered']))
    },
  ],
  [
    'an update is given up',
    ['nothingCharged'],
    async (person) => {
      telegram.faults = ({ path }) => (isCall(path, 'sendMessage') ? answer(404, 'Not Found') : {})
      await person.say('1 + 3')
      await eventually(async () => expect(await statusesOf(person)).toEqual(['answered']))
      await world.stopBots()
      telegram.faults = () => ({})
      await giveUp()
      await world.startBot({ TELEGRAM_API_ROOT: telegram.url, BACKEND_URL: backend.url })
    },
  ],
  ['a question is too long', ['refused.question_too_long'], (person) => person.say('слово word '.repeat(3_500))],
  [
    'an answer has the price of a dear model',
    ['quietPrice'],
    async (person) => {
      await world.api.changeProfile({ telegramId: person.id, settings: { model: 'expert' } })
      await person.say('1 + 4')
    },
  ],
  [
    'a plan pays a dear model',
    ['quietAllowance'],
    async (person, language) => {
      await person.say('/buy')
      await person.press(language === 'ru' ? 'Год ·' : 'One year ·')
      await person.pay()
      await settled()
      await world.api.changeProfile({ telegramId: person.id, settings: { model: 'expert' } })
      await person.say('1 + 9')
    },
  ],
  [
    'credits run low',
    ['quietCredits'],
    async (person) => {
      await giveCredits(person, -48)
      await person.say('1 + 5')
    },
  ],
  [
    'a trial runs low',
    ['quietTrial'],
    async (person) => {
      await giveCredits(person, -50)
      await world.api.startTrial({ telegramId: person.id })
      await person.say('1 + 6')
    },
  ],
  [
    'the backend is away for a while',
    ['delayed'],
    async (person) => {
      let asked = 0
      backend.faults = ({ path }) => ({ refuse: path === '/process_message' && (asked += 1) <= 4 })
      await person.say('1 + 7')
    },
  ],
  [
    'a payment waits and is credited',
    ['paymentDelayed'],
    async (person) => {
      let asked = 0
      backend.faults = ({ path }) => ({ refuse: path === '/complete_payment' && (asked += 1) <= 3 })
      await buy(person)
    },
  ],
  [
    'a payment cannot be credited',
    ['paymentGivenUp'],
    async (person) => {
      await world.sql`create or replace function no_payment() returns trigger language plpgsql as $$ begin raise exception 'no'; end $$`
      await world.sql`create trigger no_payment before update on transactions for each row when (new.status = 'paid') execute function no_payment()`
      await buy(person)
      await eventually(async () =>
        expect(await world.sql`select 1 from lanes where waiting > 0 and owner is null and attempts > 0`).toHaveLength(
          1,
        ),
      )
      await giveUp()
    },
  ],
  [
    'a payment is returned',
    ['refunded'],
    async (person) => {
      const { charge_id: chargeId } = await buy(person)
      await eventually(async () =>
        expect(await world.sql`select status from transactions where user_id = ${person.id}`).toEqual([
          { status: 'paid' },
        ]),
      )
      const api = new Api(world.environment['BOT_TOKEN']!, { apiRoot: world.environment['TELEGRAM_API_ROOT']! })
      await api.refundStarPayment(person.id, chargeId!)
    },
  ],
  [
    'a payment is being returned, which the person has not heard of yet',
    ['refunding'],
    async (person) => {
      const { charge_id: chargeId } = await buy(person)
      await eventually(async () =>
        expect(await world.sql`select status from transactions where user_id = ${person.id}`).toEqual([
          { status: 'paid' },
        ]),
      )
      await world.api.refundPayment({ telegramPaymentChargeId: chargeId!, by: null, reason: 'test' })
      await person.say('/balance')
    },
  ],
]

describe.each(['ru', 'en'] as const)('what is said about money (%s) is what the ledger has done', (language) => {
  const t = textsIn(language)
  const saysWhat = (text: string) => Object.keys(claims).filter((key) => kinds[language][key]!.test(text))

  test.each(scenes)('when %s', async (_what, says, act) => {
    const person = await world.person({ language_code: language })
    await world.api.register({ telegramId: person.id, firstName: 'Аня', languageCode: language })
    await giveCredits(person, 50)
    const [{ now }] = (await world.sql<{ now: Date }>`select clock_timestamp() as now`) as [{ now: Date }]
    await act(person, language)
    for (const key of says) await person.hears(kinds[language][key]!)
    await settled()
    const ledger = await ledgerOf(person, now)
    const heard = await person.heard()
    for (const text of heard)
      for (const key of saysWhat(text)) {
        const { said, isTrue } = claims[key]!(t, ledger)
        expect(text, key).toContain(said)
        expect({ said, isTrue }, JSON.stringify(ledger)).toEqual({ said, isTrue: true })
      }
  })

  test('and no such sentence is missing here', () => {
    const about = {
      ru: /ничего не списано|списано:|вам верн|зачислю|зачислить|осталось[: ]|последнее пробное|не потерян/i,
      en: /nothing was charged|nothing was taken for|charged:|returned to you|credit it|credited at once|left: |left in your|last message of|not lost/i,
    }
    const words = (texts: object, path = ''): [string, string][] =>
      Object.entries(texts).flatMap(([key, value]: [string, unknown]) =>
        typeof value === 'object' && value !== null
          ? words(value, `${path}${key}.`)
          : [[path + key, String(value)] as [string, string]],
      )
    const found = words(t)
      .filter(([, text]) => about[language].test(text))
      .map(([key]) => key)
    // What a screen shows is read from the ledger when it is opened; what a payment was comes with its receipt, see
    // payments.test.ts; a budget is used up in budgets.test.ts.
    const elsewhere = new Set([
      'trialLine',
      'allowanceLeft',
      'receipt.states.charged',
      'receipt.states.given_back',
      'voice.states.charged',
      'voice.states.given_back',
      'image.states.charged',
      'image.states.given_back',
      'paidUnmatched',
      'refused.budget_used_up',
    ])
    expect(found.filter((key) => !(key in claims) && !elsewhere.has(key))).toEqual([])
  })
})

// At the end, because what is over waits for a minute.
describe.each(['ru', 'en'] as const)('what is said about order (%s) is true', (language) => {
  test('when too much comes at once: what is over waits and is not dropped', async () => {
    const person = await world.person({ language_code: language })
    for (let n = 0; n < 34; n += 1) await person.say('/status')
    await person.hears(kinds[language]['tooFast']!)
    expect((await ledgerOf(person, new Date(0))).waiting).toBeGreaterThan(0)
  })
})
