import type { CompleteEntry } from '#modules/catalog/complete.ts'
import { takesMoney } from '#modules/catalog/known-models.ts'
import { listModels, type ListedModel } from '#platform/models/list-models.ts'
import { reasonOf } from '#platform/runtime/log.ts'

/** What one provider says that it has, or why it did not say. */
export type Listed = Pick<CompleteEntry, 'baseUrl' | 'apiKey' | 'wire'> &
  ({ models: ListedModel[]; reason?: never } | { models?: never; reason: string })

/** Asks every provider of these entries once, all of them at the same time. One that cannot be asked is told apart. */
export async function askProviders(models: CompleteEntry[]): Promise<Listed[]> {
  const servers: CompleteEntry[] = []
  for (const model of models) if (!servers.some((known) => isSameServer(known, model))) servers.push(model)
  return Promise.all(
    servers.map(async ({ baseUrl, apiKey, wire }) => {
      // A provider gives no list without a key; a server of one's own may need none.
      if (apiKey === '' && takesMoney(baseUrl)) return { baseUrl, apiKey, wire, reason: 'no key is set' }
      try {
        return { baseUrl, apiKey, wire, models: await listModels({ baseUrl, apiKey, wire }) }
      } catch (error) {
        return { baseUrl, apiKey, wire, reason: reasonOf(error) }
      }
    }),
  )
}

export function listedAt(lists: Listed[], model: CompleteEntry): Listed | undefined {
  return lists.find((listed) => isSameServer(listed, model))
}

/** The model as its provider lists it: by its name, a dated snapshot of it, or a tag that is usual. */
export function findListed(listed: ListedModel[], name: string): ListedModel | undefined {
  const isIt = ({ id }: ListedModel) =>
    id === name ||
    id === `${name}:latest` ||
    (id.startsWith(`${name}-`) && /^\d{4}-?\d{2}-?\d{2}$/.test(id.slice(name.length + 1)))
  return listed.find(({ id }) => id === name) ?? listed.find(isIt)
}

function isSameServer(
  one: Pick<CompleteEntry, 'baseUrl' | 'apiKey'>,
  other: Pick<CompleteEntry, 'baseUrl' | 'apiKey'>,
) {
  return one.baseUrl === other.baseUrl && one.apiKey === other.apiKey
}
