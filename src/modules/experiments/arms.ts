import type { Sql } from '#platform/database/sql.ts'
import type { Catalog } from '#modules/catalog/catalog.ts'
import type { OfferTexts } from '#modules/settings/offer-texts.ts'
import type { Arm, ArmValue, ExperimentState, Subject } from './contract.ts'

type ValueOf<Of extends Subject> = Extract<ArmValue, { subject: Of }>

/** What a person has otherwise than everybody: by the running experiments in whose arm B they are. */
export interface OwnOffer {
  trialMessages: number | undefined
  packs: ValueOf<'pack_prices'>['packs']
  texts: Partial<OfferTexts>
}

export async function ownOfferOf(sql: Sql, telegramId: number): Promise<OwnOffer> {
  const rows = await sql<{ value: ArmValue }>`
    select e.value from experiment_arms a join experiments e on e.id = a.experiment_id
    where a.user_id = ${telegramId} and a.arm = 'B' and e.state = 'running'`
  const values = rows.map(({ value }) => value)
  const find = <Of extends Subject>(subject: Of) =>
    values.find((value): value is ValueOf<Of> & ArmValue => value.subject === subject)
  const text = find('offer_text')
  return {
    trialMessages: find('trial_size')?.messages,
    packs: find('pack_prices')?.packs ?? [],
    texts: text ? { [text.place]: byLanguage(text.texts) } : {},
  }
}

/** The catalogue with these prices of packs; a pack that is no longer there has none. */
export function withPrices<Priced extends Pick<Catalog, 'packs'>>(catalog: Priced, prices: OwnOffer['packs']): Priced {
  if (prices.length === 0) return catalog
  return { ...catalog, packs: catalog.packs.map((pack) => priced(pack, prices)) }
}

function priced<Pack extends Catalog['packs'][number]>(pack: Pack, prices: OwnOffer['packs']): Pack {
  const own = prices.find(({ id }) => id === pack.id)
  if (!own) return pack
  const { priceStars, cardAmount } = own
  const priceCard = cardAmount !== null && pack.priceCard ? { ...pack.priceCard, amount: cardAmount } : pack.priceCard
  return { ...pack, priceStars, ...(priceCard ? { priceCard } : {}) }
}

function byLanguage(texts: ValueOf<'offer_text'>['texts']): Record<string, string> {
  return Object.fromEntries(texts.map(({ language, text }) => [language, text]))
}

interface GivenArm {
  id: number
  title: string
  subject: Subject
  state: ExperimentState
  arm: Arm
  at: Date
}

/** Every arm that a person was given, the newest first. */
export async function armsOf(sql: Sql, telegramId: number): Promise<GivenArm[]> {
  return sql<GivenArm>`
    select e.id, e.title, e.subject, e.state, a.arm, a.at
    from experiment_arms a join experiments e on e.id = a.experiment_id
    where a.user_id = ${telegramId} order by e.id desc`
}
