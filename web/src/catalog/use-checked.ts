import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { write } from '#web/api.ts'
import { type Content, entriesOf, type Entry, type ListName, textOf, withEntry } from './content.ts'
import { type Part, useWords } from './words.ts'

const pauseMs = 500

/** What is written, looked through while it is written: nothing is stored. */
export function useChecked(text: string) {
  const [content] = useDebouncedValue(text, pauseMs)
  return useQuery({
    queryKey: ['checkCatalog', content],
    queryFn: () => write('checkCatalog', { content }),
    placeholderData: keepPreviousData,
  })
}

interface Written {
  list: ListName
  content: Content
  /** As it was; absent: a new one. */
  entry: Entry | undefined
  value: Entry
}

/** What is wrong at each field of an entry that is being written, and which price of it loses money. */
export function useMessages({ list, content, entry, value }: Written): (field: string) => string | undefined {
  const words = useWords()
  const { data } = useChecked(textOf(withEntry(content, list, entry?.id, value)))
  const entries = entriesOf(content, list)
  const place = entry ? entries.findIndex(({ id }) => id === entry.id) : entries.length
  // An entry without an id is named by its place.
  const name = value.id || String(place + 1)
  const faults = (data?.faults ?? [])
    .filter((fault) => fault.part === list && fault.entry === name)
    .map((fault) => [fault.field ?? fieldOf[fault.kind], words.faultHere(fault)] as const)
  const losses = (data?.findings ?? []).flatMap(({ model, parts }) =>
    parts
      .filter((part) => part.wrong && subjectOf(content, model, part) === `${list} ${value.id}`)
      .map((part) => [fieldOf[part.kind], words.part(part)] as const),
  )
  const messages = new Map([...losses, ...faults])
  return (field) => messages.get(field)
}

/** Where something is shown that is said of the whole entry. */
const fieldOf: Record<string, string> = {
  address: 'url',
  prompt_long: 'prompt',
  tools_lose: 'priceCredits',
  image_loses: 'priceCredits',
  loses_usually: 'priceCredits',
  loses_at_limits: 'priceCredits',
}

/** The entry that a finding is about: pictures lose by what draws them, and of models and tools only the id is said. */
function subjectOf(content: Content, model: string, { facts }: Part): string {
  if (facts['image'] !== undefined) return `images ${facts['image']}`
  if (model.includes(' ')) return model
  return `${entriesOf(content, 'models').some(({ id }) => id === model) ? 'models' : 'toolServers'} ${model}`
}
