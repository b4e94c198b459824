import { type CompleteCatalog, type CompleteEntry, entriesOf } from '#modules/catalog/complete.ts'
import { isShutDown } from '#modules/catalog/successor.ts'
import { type Part, right, wrong } from './finding.ts'
import { findListed, type Listed, listedAt } from './provider-lists.ts'

/** Whether an entry has its key. */
export function keyPart(entry: CompleteEntry, { leftOut }: CompleteCatalog): Part | undefined {
  if (!entriesOf(leftOut).includes(entry)) return undefined
  const { apiKeyVariable: variable = '' } = entry
  return right('left_out', { variable }, `left out, because ${variable} is not set`)
}

/** Whether its provider shuts its model down. */
export function endPart({ model, shutsDownOn, successor }: CompleteEntry, now: Date): Part | undefined {
  if (shutsDownOn === undefined) return undefined
  const facts = { model, day: shutsDownOn, successor: successor ?? '' }
  const words = `the provider ${isShutDown({ shutsDownOn }, now) ? 'has shut' : 'shuts'} down ${model} on ${shutsDownOn}`
  return successor === undefined
    ? wrong('ends', facts, `${words}, so name its successor or another model`)
    : right('ends_and_followed', facts, `${words}, and "${successor}" takes over`)
}

/** Whether its provider has its model. */
export function listPart(entry: CompleteEntry, lists: Listed[]): Part | undefined {
  const listed = listedAt(lists, entry)
  if (!listed) return undefined
  const { host } = new URL(entry.baseUrl)
  const { model } = entry
  if (listed.models === undefined)
    return right(
      'not_asked',
      { host, model },
      `whether ${host} has ${model} is not known, because it could not be asked (${listed.reason})`,
    )
  if (findListed(listed.models, model)) return undefined
  return wrong('not_listed', { host, model }, `${host} has no model ${model}`)
}
