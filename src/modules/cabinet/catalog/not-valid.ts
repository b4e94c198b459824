import type { Fault } from '#modules/catalog/faults.ts'
import { Refusal } from '#platform/http/refusal.ts'

/** Each fault as a sentence, and with its kind and facts for a page that says it in the language of its reader. */
export function notValid(faults: Fault[]): Refusal {
  return new Refusal('catalog_not_valid', { faults: faults.map(({ sentence }) => sentence), problems: faults })
}
