import { isDeepStrictEqual } from 'node:util'
import type { Sql } from '#platform/database/sql.ts'
import { Refusal } from '#platform/http/refusal.ts'
import { refuseUnsendable } from '#modules/broadcasts/sendable.ts'
import { parseCatalog } from '#modules/catalog/catalog.ts'
import { lossesOf } from '#modules/catalog/check/losses.ts'
import type { CatalogSource } from '#modules/catalog/environment.ts'
import { examine } from '#modules/catalog/versions/examine.ts'
import { lockNewest } from '#modules/catalog/versions/publish.ts'
import type { ArmValue } from '#modules/experiments/contract.ts'
import { offerTextSetting } from '#modules/settings/contract.ts'
import type { EnvironmentSettings } from '#modules/settings/environment.ts'
import { lockSetting } from '#modules/settings/versions.ts'
import { textsIn } from '#texts/languages.ts'
import { notValid } from '#modules/cabinet/catalog/not-valid.ts'
import { contentWithPrices } from './content-with-prices.ts'

export interface CompareTools {
  source: CatalogSource
  defaults: EnvironmentSettings
}

type ValueOf<Subject extends ArmValue['subject']> = Extract<ArmValue, { subject: Subject }>

/**
 * What everybody has in place of an arm B that may be tried; it stays so until the caller's transaction ends.
 * @throws Refusal when B is no different, or what it sells or says is refused elsewhere too
 */
export async function compare(sql: Sql, tools: CompareTools, value: ArmValue): Promise<ArmValue> {
  const usual = await usualOf(sql, tools, value)
  if (isDeepStrictEqual(usual, value)) throw new Refusal('experiment_same')
  return usual
}

function usualOf(sql: Sql, tools: CompareTools, value: ArmValue): Promise<ArmValue> {
  switch (value.subject) {
    case 'trial_size':
      return usualTrial(sql, tools)
    case 'pack_prices':
      return usualPrices(sql, tools, value)
    case 'offer_text':
      return usualTexts(sql, tools, value)
  }
}

async function usualTrial(sql: Sql, { defaults }: CompareTools): Promise<ArmValue> {
  const { value } = await lockSetting(sql, 'trial_messages')
  return { subject: 'trial_size', messages: typeof value === 'number' ? value : defaults.trialMessages }
}

async function usualPrices(
  sql: Sql,
  { source }: CompareTools,
  { packs: prices }: ValueOf<'pack_prices'>,
): Promise<ArmValue> {
  const { content: present } = await lockNewest(sql, source.text)
  const parsed = parseCatalog(present)
  const sold = 'catalog' in parsed ? parsed.catalog.packs.filter(({ offered }) => offered) : []
  const packs = prices.map(({ id, cardAmount }) => {
    const pack = sold.find((pack) => pack.id === id)
    if (!pack || (cardAmount !== null && !pack.priceCard)) throw new Refusal('product_not_found')
    return { id, priceStars: pack.priceStars, cardAmount: cardAmount === null ? null : pack.priceCard!.amount }
  })
  // Plans stay as they are, so it does not matter which of them people have.
  const { catalog, faults } = examine(source, { content: contentWithPrices(present, prices), present }, [])
  if (!catalog || faults.length > 0) throw notValid(faults)
  const cheaper = prices.filter(({ priceStars }, index) => priceStars < packs[index]!.priceStars).map(({ id }) => id)
  const losses = lossesOf(source.complete(catalog, 0), cheaper, new Date())
  if (losses.length > 0)
    throw new Refusal('experiment_loses', { losses: losses.map(({ sentence }) => sentence), findings: losses })
  return { subject: 'pack_prices', packs }
}

async function usualTexts(sql: Sql, tools: CompareTools, { place, texts }: ValueOf<'offer_text'>): Promise<ArmValue> {
  refuseUnsendable(
    texts.map((each) => ({ ...each, buttons: [] })),
    false,
  )
  const usual = []
  for (const { language } of texts) {
    const { value } = await lockSetting(sql, offerTextSetting(place, language))
    const own =
      place === 'trial' ? textsIn(language).trialOffer(tools.defaults.trialMessages) : textsIn(language).purchase
    usual.push({ language, text: typeof value === 'string' ? value : own })
  }
  return { subject: 'offer_text', place, texts: usual }
}
