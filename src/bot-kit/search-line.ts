import type { SearchOffer } from '#modules/catalog/contract.ts'
import type { Settings } from '#modules/users/contract.ts'
import type { Texts } from '#texts/languages.ts'

/** Whether something is looked up on the web for this person's questions, and what that adds to their price. */
export function searchLine({ search: t }: Texts, { search }: Pick<Settings, 'search'>, offer: SearchOffer): string {
  const { excludedFrom, priceCredits } = offer
  return search && excludedFrom !== null ? t.notIn[excludedFrom] : t.setting(search, priceCredits)
}
