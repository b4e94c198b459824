import type { Model } from './catalog.ts'

/** An entry and all that may answer in its place: its successor, its fallback, and theirs. */
export function standInsOf<Entry extends Model>(models: Entry[], model: Entry): Entry[] {
  const found = new Set([model])
  // A set is walked on through what is added meanwhile.
  for (const { successor, fallback } of found)
    for (const next of models) if (next.id === successor || next.id === fallback) found.add(next)
  return [...found]
}
