import type { PersonPage } from '#platform/database/page.ts'
import type { Sql } from '#platform/database/sql.ts'
import type { Catalog } from '#modules/catalog/catalog.ts'
import type { Title } from '#modules/catalog/contract.ts'
import { fileNamesOf } from '#modules/attachments/file-names.ts'
import { ownKey } from '#modules/assistants/contract.ts'
import { type OwnAssistant, ownAssistantsOf } from '#modules/assistants/own.ts'
import { grantsOf } from '#modules/entitlements/grants-of.ts'
import { discountsOf, extraTrialsOf, givenDaysOf } from '#modules/entitlements/rewards-of.ts'
import { paymentsOf, refundsOf } from '#modules/payments/payments-of.ts'
import { chargesOf } from '#modules/questions/charges.ts'
import { imageChargesOf } from '#modules/images/charges.ts'
import { voiceChargesOf } from '#modules/voice-answers/charges.ts'
import { inEveryLanguage } from '#texts/codes.ts'
import type { Receipt } from './contract.ts'
import { type Cursor, encodeCursor, kinds, positionIn } from './cursor.ts'

/** A receipt with its moment to the microsecond. */
type Found<Of extends Receipt['of']> = Omit<Extract<Receipt, { of: Of }>, 'at'> & { micros: number }

const readers: {
  [Of in Receipt['of']]: (sql: Sql, catalog: Catalog, page: PersonPage) => Promise<Found<Of>[]>
} = {
  async question(sql, catalog, page) {
    const charges = await chargesOf(sql, page)
    const own = charges.some(({ assistant }) => assistant !== null) ? await ownAssistantsOf(sql, page.telegramId) : []
    // A file without words is known by its name.
    const questionIds = charges.filter(({ words }) => words === '').map(({ id }) => id)
    const names = await fileNamesOf(sql, { telegramId: page.telegramId, questionIds })
    return charges.map(({ model, assistant, ...charge }) => ({
      of: 'question',
      modelTitle: titleOf(catalog.models, model),
      assistantTitle: assistant === null ? null : titleOfAssistant(catalog, own, assistant),
      ...charge,
      words: charge.words === '' ? (names.get(charge.id) ?? '') : charge.words,
    }))
  },
  async voice(sql, _catalog, page) {
    const charges = await voiceChargesOf(sql, page)
    return charges.map((charge) => ({ of: 'voice', ...charge }))
  },
  async image(sql, _catalog, page) {
    const charges = await imageChargesOf(sql, page)
    return charges.map((charge) => ({ of: 'image', ...charge }))
  },
  async payment(sql, _catalog, page) {
    const payments = await paymentsOf(sql, page)
    return payments.map((payment) => ({ of: 'payment', ...payment }))
  },
  async refund(sql, _catalog, page) {
    const refunds = await refundsOf(sql, page)
    return refunds.map((refund) => ({ of: 'refund', ...refund }))
  },
  async grant(sql, _catalog, page) {
    const grants = await grantsOf(sql, page)
    return grants.map((grant) => ({ of: 'grant', ...grant }))
  },
  async days(sql, catalog, page) {
    const given = await givenDaysOf(sql, page)
    return given.map(({ plan, ...days }) => ({ of: 'days', planTitle: titleOf(catalog.plans, plan), ...days }))
  },
  async trial(sql, _catalog, page) {
    const extra = await extraTrialsOf(sql, page)
    return extra.map((messages) => ({ of: 'trial', ...messages }))
  },
  async discount(sql, _catalog, page) {
    const discounts = await discountsOf(sql, page)
    return discounts.map((discount) => ({ of: 'discount', ...discount }))
  },
}

/** What came to a person and what was taken from them, newest first, and where the following page begins. */
export async function receiptsOf(
  sql: Sql,
  catalog: Catalog,
  { telegramId, cursor, limit }: { telegramId: number; cursor: Cursor | null; limit: number },
): Promise<{ receipts: Receipt[]; next: string | null }> {
  const found = await Promise.all(
    kinds.map((of) => {
      const before = cursor && positionIn(cursor, of)
      return readers[of](sql, catalog, { telegramId, before, id: null, limit: limit + 1 })
    }),
  )
  // The kinds stand in their order and each newest first, and sorting keeps what is equally old as it stands.
  const all = found.flat().toSorted((a, b) => b.micros - a.micros)
  const page = all.slice(0, limit)
  const last = page.at(-1)
  return { receipts: page.map(receiptFrom), next: last && all.length > limit ? encodeCursor(last.micros, last) : null }
}

export async function receiptOf(
  sql: Sql,
  catalog: Catalog,
  { telegramId, of, id }: { telegramId: number; of: Receipt['of']; id: number },
): Promise<Receipt | undefined> {
  const [found] = await readers[of](sql, catalog, { telegramId, before: null, id, limit: 1 })
  return found && receiptFrom(found)
}

function receiptFrom({ micros, ...receipt }: Found<Receipt['of']>): Receipt {
  return { ...receipt, at: new Date(micros / 1_000).toISOString() } as Receipt
}

/** Null: it is gone. */
function titleOfAssistant({ assistants }: Catalog, own: OwnAssistant[], key: string): Title | null {
  const ownTitle = own.find(({ id }) => ownKey(id) === key)?.title
  if (ownTitle !== undefined) return inEveryLanguage(ownTitle)
  return assistants.find(({ id }) => id === key)?.title ?? null
}

/** A model or plan that is no longer in the catalogue is called by its id. */
function titleOf(entries: { id: string; title: Title }[], id: string): Title {
  return entries.find((entry) => entry.id === id)?.title ?? inEveryLanguage(id)
}
