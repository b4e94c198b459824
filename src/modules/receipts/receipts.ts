import type { Sql } from '#platform/database/sql.ts'
import type { Catalog } from '#modules/catalog/catalog.ts'
import type { Title } from '#modules/catalog/contract.ts'
import { grantsOf } from '#modules/entitlements/grants-of.ts'
import { paymentsOf, refundsOf } from '#modules/payments/payments-of.ts'
import { chargesOf } from '#modules/questions/charges.ts'
import { inEveryLanguage } from '#texts/codes.ts'
import type { Receipt } from './contract.ts'

interface Asked {
  telegramId: number
  /** Only what is older. */
  before: Date | null
  id: number | null
  limit: number
}

const readers: {
  [Of in Receipt['of']]: (sql: Sql, catalog: Catalog, asked: Asked) => Promise<Extract<Receipt, { of: Of }>[]>
} = {
  async question(sql, catalog, asked) {
    const charges = await chargesOf(sql, asked)
    return charges.map(({ at, model, ...charge }) => ({
      of: 'question',
      at: at.toISOString(),
      modelTitle: titleOf(catalog, model),
      ...charge,
    }))
  },
  async payment(sql, _catalog, asked) {
    const payments = await paymentsOf(sql, asked)
    return payments.map(({ at, ...payment }) => ({ of: 'payment', at: at.toISOString(), ...payment }))
  },
  async refund(sql, _catalog, asked) {
    const refunds = await refundsOf(sql, asked)
    return refunds.map(({ at, ...refund }) => ({ of: 'refund', at: at.toISOString(), ...refund }))
  },
  async grant(sql, _catalog, asked) {
    const grants = await grantsOf(sql, asked)
    return grants.map(({ at, ...grant }) => ({ of: 'grant', at: at.toISOString(), ...grant }))
  },
}

/** What came to a person and what was taken from them, newest first, and whether there is more. */
export async function receiptsOf(
  sql: Sql,
  catalog: Catalog,
  asked: { telegramId: number; before: Date | null; limit: number },
): Promise<{ receipts: Receipt[]; more: boolean }> {
  const wanted = { ...asked, id: null, limit: asked.limit + 1 }
  const found = await Promise.all(Object.values(readers).map((read) => read(sql, catalog, wanted)))
  const all = found.flat().toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at))
  return { receipts: all.slice(0, asked.limit), more: all.length > asked.limit }
}

export async function receiptOf(
  sql: Sql,
  catalog: Catalog,
  asked: { telegramId: number; of: Receipt['of']; id: number },
): Promise<Receipt | undefined> {
  const [receipt] = await readers[asked.of](sql, catalog, { ...asked, before: null, limit: 1 })
  return receipt
}

/** A model that is no longer in the catalogue is called by its id. */
function titleOf({ models }: Catalog, id: string): Title {
  return models.find((model) => model.id === id)?.title ?? inEveryLanguage(id)
}
