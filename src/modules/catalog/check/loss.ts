import type { CompleteEntry } from '#modules/catalog/complete.ts'
import { takesMoney } from '#modules/catalog/known-models.ts'
import { dollars, type Part, type PartKind, right, wordsOf, wrong } from './finding.ts'
import type { Earning } from './margin.ts'

/** A price in credits that earns less than what it is for has cost, and the price that would do. */
interface Loss {
  spent: number
  earned: number
  credits: number
  needed: number
  by: Earning['product']
  product: string
}

/** Undefined: it pays for itself, or nothing is sold. */
export function lossOf(spent: number, credits: number, earning: Earning | undefined): Loss | undefined {
  const earned = credits * (earning?.microDollarsPerCredit ?? 0)
  if (!earning || spent <= earned) return undefined
  const needed = Math.ceil(spent / earning.microDollarsPerCredit)
  return { spent, earned, credits, needed, by: earning.product, product: earning.id }
}

/** An amount that one credit buys. */
interface Bought {
  kind: PartKind
  amount: number
  unit: 'seconds' | 'characters' | 'tokens'
  /** What they are, such as "of speech". */
  of: string
}

/** What is to be said when such an amount costs more than a credit earns. */
export function lossByCredit(
  { model }: CompleteEntry,
  { kind, amount, unit, of }: Bought,
  { spent, earning }: { spent: number; earning: Earning | undefined },
): Part | undefined {
  if (!earning || spent <= earning.microDollarsPerCredit) return undefined
  const { microDollarsPerCredit: earned, product: by, id: product } = earning
  const enough = Math.floor((amount * earned) / spent)
  return wrong(
    kind,
    { model, spent, earned, by, product, enough, [unit]: amount },
    `${amount} ${unit} ${of} cost ${dollars(spent)} with ${model} and earn ${dollars(earned)} (1 credit, by ${wordsOf(earning)}): it loses money, which ${enough} ${unit} a credit would not`,
  )
}

/** What is to be said of an entry without prices. */
export function unknownPrice({ model, baseUrl }: CompleteEntry): Part {
  const { host } = new URL(baseUrl)
  return takesMoney(baseUrl)
    ? wrong('price_unknown', { model, host }, `what ${model} costs at ${host} is not known: add its prices`)
    : right(
        'own_server',
        { model, host },
        `what ${model} costs is not counted, because ${host} is a server of your own`,
      )
}
