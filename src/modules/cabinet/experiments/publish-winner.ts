import type { Sql } from '#platform/database/sql.ts'
import { publishChecked } from '#modules/cabinet/catalog/publish-checked.ts'
import type { CatalogSource } from '#modules/catalog/environment.ts'
import { lockNewest } from '#modules/catalog/versions/publish.ts'
import type { ArmValue } from '#modules/experiments/contract.ts'
import { offerTextSetting } from '#modules/settings/contract.ts'
import { addVersion, lockSetting } from '#modules/settings/versions.ts'
import { contentWithPrices } from './content-with-prices.ts'

interface Publishing {
  source: CatalogSource
  reason: string
  by: number
}

/** Makes what arm B has the next version of the catalogue or of the settings, as if it were published or set by hand. */
export function publishWinner(value: ArmValue, publishing: Publishing) {
  if (value.subject === 'pack_prices') return publishPrices(value.packs, publishing)
  return {
    question: async () => ({}),
    async act(sql: Sql): Promise<number | null> {
      for (const { setting, given } of settingsOf(value)) {
        const { value: before } = await lockSetting(sql, setting)
        const { by, reason } = publishing
        if (before !== given) await addVersion(sql, { setting, value: given, by, reason })
      }
      return null
    },
  }
}

function publishPrices(
  packs: Extract<ArmValue, { subject: 'pack_prices' }>['packs'],
  { source, reason, by }: Publishing,
) {
  const stepsFor = async (sql: Sql) => {
    const { version, content } = await lockNewest(sql, source.text)
    const next = { base: version, reason, by, restored: null, endsExperiment: true }
    return publishChecked(source, next, async () => contentWithPrices(content, packs))
  }
  return {
    question: async (sql: Sql) => (await stepsFor(sql)).question(sql),
    act: async (sql: Sql) => (await (await stepsFor(sql)).act(sql)).reply.version,
  }
}

function settingsOf(
  value: Exclude<ArmValue, { subject: 'pack_prices' }>,
): { setting: string; given: string | number }[] {
  if (value.subject === 'trial_size') return [{ setting: 'trial_messages', given: value.messages }]
  const { place, texts } = value
  return texts.map(({ language, text }) => ({ setting: offerTextSetting(place, language), given: text }))
}
