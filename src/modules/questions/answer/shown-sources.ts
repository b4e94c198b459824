import type { NumberedSource } from '#modules/questions/question.ts'
import type { Source } from '#platform/models/tool.ts'

/** Of an answer that names none by its number. */
const mostUnnamed = 5
/** More is no list to read. */
const most = 15
const longest = { title: 200, url: 2_000 }

/** The pages under an answer, with the numbers by which it names them: those that it names, else the first that were found. */
export function shownSources(answer: string, sources: readonly Source[]): NumberedSource[] {
  const named = new Set(
    [...answer.matchAll(/\[(\d{1,3}(?:\s*,\s*\d{1,3})*)\]/g)].flatMap(([, list]) => list!.split(',').map(Number)),
  )
  const numbered = sources.map(({ title, url }, index) => ({
    number: index + 1,
    title: (title.replaceAll(/\s+/g, ' ').trim() || hostOf(url)).slice(0, longest.title).toWellFormed(),
    url,
  }))
  const usable = numbered.filter(
    ({ url }) => url.length <= longest.url && /^https?:\/\//i.test(url) && URL.canParse(url),
  )
  const shown = usable.filter(({ number, url }) => named.has(number) || answer.includes(url))
  return (shown.length > 0 ? shown : usable.slice(0, mostUnnamed)).slice(0, most)
}

function hostOf(url: string): string {
  return URL.parse(url)?.host ?? url
}
