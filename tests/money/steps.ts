import fc from 'fast-check'

/** What a person sends beside words. `known`: a file that they have sent before. */
export type Sent = 'picture' | 'voice' | 'speech' | 'report' | 'letter' | 'broken' | 'known'

/** What befalls a question while its files are looked at. */
export type Trouble = 'none' | 'away' | 'dies unread' | 'dies read'

/** One thing that can happen. Numbers choose among what exists, so that every history makes sense however it is shrunk. */
export type Step =
  | { do: 'trial' }
  | { do: 'buy'; product: 'pack-50' | 'month' | 'year'; gift?: boolean }
  | { do: 'pay' | 'payAgain' | 'payByOther' | 'renew' | 'refund' | 'refundTold'; which: number }
  | {
      do: 'ask'
      model: 'standard' | 'expert'
      again: boolean
      files: Sent[]
      transcriptOnly: boolean
      trouble: Trouble
    }
  | { do: 'agree' | 'agreeTwice' | 'askWaiting' | 'somePages' | 'priceGrowsOld' | 'askAgain'; which: number }
  | { do: 'answer' | 'answerCheaper' | 'answerDearer' | 'fail' | 'crash' | 'undelivered'; which: number }
  | { do: 'hearAndCrash' | 'deaf'; which: number }
  | { do: 'sweep' }
  | { do: 'cancel'; which: number }
  | { do: 'adjust'; delta: number; key: number }

const which = fc.nat(9)
const one = <Name extends string>(...names: Name[]) => fc.record({ do: fc.constantFrom(...names), which })

const money: fc.Arbitrary<Step> = fc.oneof(
  fc.constant<Step>({ do: 'trial' }),
  fc.record({
    do: fc.constant('buy' as const),
    product: fc.constantFrom('pack-50' as const, 'month' as const, 'year' as const),
  }),
  one('pay', 'pay', 'payAgain', 'payByOther', 'renew', 'refund', 'refundTold'),
  fc.record({ do: fc.constant('cancel' as const), which }),
  fc.record({
    do: fc.constant('adjust' as const),
    delta: fc.integer({ min: -60, max: 60 }).filter((delta) => delta !== 0),
    key: fc.nat(3),
  }),
)
const outcome = one('answer', 'answer', 'answerCheaper', 'answerDearer', 'fail', 'crash', 'undelivered')
const sweep = fc.constant<Step>({ do: 'sweep' })
const asking = (files: fc.Arbitrary<Sent[]>): fc.Arbitrary<Step> =>
  fc.record({
    do: fc.constant('ask' as const),
    model: fc.constantFrom('standard' as const, 'expert' as const),
    again: fc.boolean(),
    files,
    transcriptOnly: fc.boolean(),
    trouble: fc.constantFrom<Trouble>('none', 'none', 'none', 'away', 'dies unread', 'dies read'),
  })

/** A history of words and money. */
export const ofWords = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: money },
    { weight: 1, arbitrary: asking(fc.constant([])) },
    { weight: 1, arbitrary: outcome },
    { weight: 1, arbitrary: sweep },
  ),
  { minLength: 5, maxLength: 40, size: 'max' },
)

const sent = fc.constantFrom<Sent>('picture', 'picture', 'voice', 'speech', 'speech', 'report', 'letter', 'known')
const gesture = fc.oneof(
  { weight: 6, arbitrary: fc.array(sent, { minLength: 1, maxLength: 3 }) },
  { weight: 1, arbitrary: fc.constant<Sent[]>([]) },
  { weight: 1, arbitrary: fc.constant<Sent[]>(['letter', 'broken']) },
)
const withFiles = fc.oneof(
  { weight: 1, arbitrary: money },
  { weight: 4, arbitrary: asking(gesture) },
  {
    weight: 4,
    arbitrary: one('agree', 'agree', 'agree', 'agreeTwice', 'askWaiting', 'somePages', 'priceGrowsOld', 'askAgain'),
  },
  { weight: 4, arbitrary: outcome },
  { weight: 2, arbitrary: one('hearAndCrash', 'hearAndCrash', 'deaf') },
  { weight: 1, arbitrary: sweep },
)
/** What a person has to begin with. */
const purse = fc.oneof(
  fc.constant<Step[]>([{ do: 'trial' }]),
  fc.constantFrom('month' as const, 'year' as const, 'pack-50' as const).map((product): Step[] => [
    { do: 'buy', product },
    { do: 'pay', which: 0 },
  ]),
  fc.integer({ min: 1, max: 60 }).map((delta): Step[] => [{ do: 'adjust', delta, key: 9 }]),
)

/** A history in which most questions come with files. */
export const ofFiles = fc
  .tuple(purse, fc.array(withFiles, { minLength: 4, maxLength: 11, size: 'max' }))
  .map(([first, then]) => [...first, ...then])

const asks = (files: Sent[], more: Partial<Step & { do: 'ask' }> = {}): Step => ({
  do: 'ask',
  model: 'standard',
  again: false,
  files,
  transcriptOnly: false,
  trouble: 'none',
  ...more,
})
const inTurn = (...names: (Step & { which: number })['do'][]) => names.map((name) => ({ do: name, which: 0 }) as Step)
const credits: Step = { do: 'adjust', delta: 60, key: 9 }
const bought = (product: 'pack-50' | 'month'): Step[] => [{ do: 'buy', product }, ...inTurn('pay')]

/** What rarely happens by chance, each in a history of its own. */
export const rareOfFiles: Step[][] = [
  [{ do: 'trial' }, asks(['picture', 'picture', 'picture']), ...inTurn('agree', 'answer')],
  [...bought('month'), asks(['report']), ...inTurn('agree', 'answer')],
  [credits, asks(['report']), ...inTurn('agree', 'answer')],
  [credits, asks(['picture']), ...inTurn('fail')],
  [credits, asks(['picture']), { do: 'sweep' }],
  [credits, asks(['picture']), ...inTurn('answer', 'undelivered')],
  [credits, asks(['voice']), ...inTurn('hearAndCrash'), asks([], { again: true }), ...inTurn('answer')],
  [credits, asks(['voice'], { transcriptOnly: true }), ...inTurn('answer')],
  [credits, asks(['picture']), ...inTurn('answer', 'askAgain', 'answer')],
  [credits, asks(['report']), ...inTurn('somePages'), { do: 'agree', which: 1 }, ...inTurn('answer')],
  [credits, asks(['report']), { do: 'adjust', delta: -60, key: 8 }, ...inTurn('agree')],
  [...bought('pack-50'), asks(['report']), ...inTurn('agree', 'answer', 'refund')],
]

/** One thing that can happen among people who bring, give and pay. */
export type Act =
  | { do: 'come'; by: 'nothing' | 'referral' | 'campaign' | 'promo' | 'gift'; who: number; which: number }
  | { do: 'redeem' | 'claim' | 'keep'; who: number; which: number }
  | { do: 'one'; who: number; step: Step }
  | { do: 'do tasks' }
  | { do: 'pass'; hours: number }

/** What happens at once. `diesAfter`: the first transaction breaks off after so many statements, and all of it happens again. */
export interface Moment {
  acts: Act[]
  diesAfter: number | null
}

const who = fc.nat(4)
const by = fc.constantFrom('nothing' as const, 'referral', 'referral', 'referral', 'campaign', 'promo', 'gift')
const come: fc.Arbitrary<Act> = fc.record({ do: fc.constant('come' as const), by, who, which })
const buy: fc.Arbitrary<Step & { do: 'buy' }> = fc.record({
  do: fc.constant('buy' as const),
  product: fc.constantFrom('pack-50' as const, 'pack-50', 'month', 'year'),
  gift: fc.boolean(),
})
const paid = one('pay', 'pay', 'pay', 'payAgain', 'payByOther', 'renew', 'refund', 'refund', 'refundTold')
const atOnce: fc.Arbitrary<Act> = fc.oneof(
  { weight: 3, arbitrary: come },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constantFrom('redeem' as const, 'claim', 'claim', 'keep'), who, which }),
  },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('one' as const), who, step: fc.oneof(buy, paid, paid) }) },
  { weight: 2, arbitrary: fc.constant<Act>({ do: 'do tasks' }) },
)
const hours = fc.constantFrom(80, 80, 768)
const question = fc.oneof(fc.constant<Step>({ do: 'trial' }), asking(fc.constant([])), asking(fc.constant([])), outcome)
const diesAfter = fc.option(fc.nat(14), { freq: 2 })
const alone = (...acts: Act[]): Moment[] => acts.map((act) => ({ acts: [act], diesAfter: null }))
const paying = (who: number, step: Step): Act[] => [
  { do: 'one', who, step },
  { do: 'one', who, step: { do: 'pay', which: 0 } },
]

/** Some moments that belong together, so that most histories have something to return, to reward and to take back. */
const scene: fc.Arbitrary<Moment[]> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .record({ acts: fc.array(atOnce, { minLength: 1, maxLength: 2 }), diesAfter })
      .map((moment) => [moment]),
  },
  { weight: 1, arbitrary: hours.map((hours) => alone({ do: 'pass', hours })) },
  { weight: 1, arbitrary: fc.record({ who, step: question }).map(({ who, step }) => alone({ do: 'one', who, step })) },
  {
    weight: 3,
    arbitrary: fc
      .record({ who, by: fc.constantFrom(0, 0, 1), buy, hours, diesAfter })
      .map(({ who, by: which, buy, hours, diesAfter }): Moment[] => [
        ...alone({ do: 'come', by: 'referral', who, which }, ...paying(who, buy), { do: 'pass', hours }),
        { acts: [{ do: 'do tasks' }], diesAfter },
      ]),
  },
  {
    weight: 1,
    arbitrary: fc
      .record({ who, other: who, which, buy, diesAfter })
      .map(({ who, other, which, buy, diesAfter }): Moment[] => [
        ...alone(...paying(who, { ...buy, gift: true })),
        { acts: [{ do: 'claim', who: other, which }], diesAfter },
      ]),
  },
  {
    weight: 2,
    arbitrary: fc
      .record({ who, which, diesAfter })
      .map(({ who, which, diesAfter }): Moment[] => [
        { acts: [{ do: 'one', who, step: { do: 'refund', which } }], diesAfter },
      ]),
  },
)

/** Two who are there, and what happens then to them and to three others. */
export const ofGrowth = fc
  .array(scene, { minLength: 8, maxLength: 20, size: 'max' })
  .map((scenes): Moment[] => [
    ...alone({ do: 'come', by: 'nothing', who: 0, which: 0 }, { do: 'come', by: 'referral', who: 1, which: 0 }),
    ...scenes.flat(),
  ])
