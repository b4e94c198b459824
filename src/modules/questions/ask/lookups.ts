import { addressesIn } from '#platform/reader/addresses-in.ts'
import { withSearch, withTools, type WantedAnswer } from '#modules/catalog/price-of.ts'
import { type CatalogWithSearch, searcherOf } from '#modules/catalog/searcher.ts'
import { isDearer, type Means, type Price, quote } from '#modules/charging/access.ts'
import { toolsCost } from '#modules/catalog/dearest.ts'
import { mostOfRounds, mostOfSearch } from '#modules/costs/quote.ts'
import type { Reserving } from '#modules/costs/budgets.ts'
import { offeredServers, type Model } from '#modules/catalog/catalog.ts'
import type { Attachment } from '#modules/attachments/attachment.ts'
import type { Settings } from '#modules/users/contract.ts'
import type { Reference } from './follow-up.ts'
import { isLookedUp, isWorthSearching } from './worth-searching.ts'

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

interface Lookups {
  searchPrice: number | null
  toolsPrice: number
}

/**
 * Lets something be looked up for a question where the person wants that, and where what pays for the question pays for that
 * as well: its price is reserved with it. The web goes before the owner's tools.
 */
export function withLookupsIfPaid<Paid extends Payable>(
  catalog: CatalogWithSearch,
  paid: Paid,
  { wanted, ...searchable }: Searchable,
): Paid & Lookups {
  const without = { ...paid, searchPrice: null, toolsPrice: 0 }
  if (!wanted || !mayLookUpFor(searchable.reference, searchable.files)) return without
  const searched = withSearchIfPaid(catalog, paid, { ...searchable, wanted })
  const soFar = searched.searchPrice === null ? wanted : withSearch(catalog, wanted)
  return withToolsIfPaid(catalog, searched, { ...searchable, wanted: soFar })
}

type Looking = Searchable & { wanted: WantedAnswer }

function withSearchIfPaid<Paid extends Payable>(
  catalog: CatalogWithSearch,
  paid: Paid,
  { wanted, settings, ...asked }: Looking,
): Paid & Pick<Lookups, 'searchPrice'> {
  const without = { ...paid, searchPrice: null }
  const { payment, model } = paid
  if (!settings.search || searcherOf(catalog, model.id) === undefined) return without
  const dearer = ofTheSamePurse(payment, withSearch(catalog, wanted), asked)
  if (!dearer) return without
  const more = () => mostOfSearch(catalog, model, wanted.extraTokens, new Date())
  return { ...reservingMore(paid, more), payment: dearer, searchPrice: dearer.price - payment.price }
}

/** Tools that cost nothing are there in any case, and so are the pages that the question names. */
function withToolsIfPaid<Paid extends Payable & Pick<Lookups, 'searchPrice'>>(
  catalog: CatalogWithSearch,
  paid: Paid,
  { wanted, ...asked }: Looking,
): Paid & Pick<Lookups, 'toolsPrice'> {
  const { payment, model, searchPrice } = paid
  const servers = offeredServers(catalog)
  const dearer = ofTheSamePurse(payment, withTools({ toolServers: servers }, wanted), asked)
  const toolServers = dearer ? servers : servers.filter(({ priceCredits }) => priceCredits === 0)
  if (toolServers.length === 0 && addressesIn(asked.reference.text).length === 0) return { ...paid, toolsPrice: 0 }
  const rounds = () => (searchPrice === null ? mostOfRounds(catalog, model, wanted.extraTokens, new Date()) : 0)
  const more = () => toolsCost({ toolServers }) + rounds()
  const present = dearer ?? payment
  return { ...reservingMore(paid, more), payment: present, toolsPrice: present.price - payment.price }
}

/** What a dearer question costs, where the same pays for it and the person has not agreed to less. */
function ofTheSamePurse(
  payment: Price,
  wanted: WantedAnswer,
  { allowed, agreedTo }: Pick<Searchable, 'allowed' | 'agreedTo'>,
): Price | undefined {
  const dearer = quote(allowed, wanted)
  if ('refused' in dearer || dearer.purse !== payment.purse) return undefined
  return agreedTo && isDearer(dearer, agreedTo) ? undefined : dearer
}

function reservingMore<Paid extends Payable>(paid: Paid, more: () => number): Paid {
  const { reserving } = paid
  return { ...paid, reserving: reserving && { ...reserving, amount: reserving.amount + more() } }
}

function mayLookUpFor(reference: Reference, files: Attachment[]): boolean {
  if (!isLookedUp(reference)) return false
  // What is said is not known yet.
  return isWorthSearching(reference.text) || files.some(({ kind }) => kind === 'speech')
}
