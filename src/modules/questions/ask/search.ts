import { withSearch, type WantedAnswer } from '#modules/catalog/price-of.ts'
import { type CatalogWithSearch, searcherOf } from '#modules/catalog/searcher.ts'
import { isDearer, type Means, type Price, quote } from '#modules/charging/access.ts'
import { mostOfSearch } from '#modules/costs/quote.ts'
import type { Reserving } from '#modules/costs/budgets.ts'
import type { Model } from '#modules/catalog/catalog.ts'
import type { Attachment } from '#modules/attachments/attachment.ts'
import type { Settings } from '#modules/users/contract.ts'
import type { Reference } from './follow-up.ts'
import { isWorthSearching } from './worth-searching.ts'

/** A question that something pays for, with what its price has for a search. */
interface Payable {
  model: Model
  payment: Price
  reserving: Reserving | null
}

interface Searchable {
  wanted: WantedAnswer | undefined
  allowed: Means
  settings: Settings
  reference: Reference
  files: Attachment[]
  /** What the person has agreed to pay, if they were told a price. */
  agreedTo: Price | undefined
}

/**
 * Lets something be looked up for a question where the person wants that, and where what pays for the question pays for that
 * as well: its price is reserved with it.
 */
export function withSearchIfPaid<Paid extends Payable>(
  catalog: CatalogWithSearch,
  paid: Paid,
  { wanted, allowed, settings, reference, files, agreedTo }: Searchable,
): Paid & { searchPrice: number | null } {
  const without = { ...paid, searchPrice: null }
  if (!wanted || !settings.search || searcherOf(catalog, paid.model.id) === undefined) return without
  if (!maySearchFor(reference, files)) return without
  const { payment, reserving, model } = paid
  const dearer = quote(allowed, withSearch(catalog, wanted))
  if ('refused' in dearer || dearer.purse !== payment.purse) return without
  if (agreedTo && isDearer(dearer, agreedTo)) return without
  const more = () => mostOfSearch(catalog, model, wanted.extraTokens, new Date())
  return {
    ...paid,
    payment: dearer,
    searchPrice: dearer.price - payment.price,
    reserving: reserving && { ...reserving, amount: reserving.amount + more() },
  }
}

function maySearchFor({ about, text, transcriptOnly }: Reference, files: Attachment[]): boolean {
  if (transcriptOnly || about === 'continue' || about === 'shorter') return false
  // What is said is not known yet.
  return isWorthSearching(text) || files.some(({ kind }) => kind === 'speech')
}
