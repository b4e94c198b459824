import { isBlank } from '#platform/http/blank.ts'
import { languageCodes } from '#texts/codes.ts'
import { textsIn } from '#texts/languages.ts'

/** How a message begins whose rest is to be remembered, in whichever language; the longest first. */
const beginning = new RegExp(
  `^(?:${languageCodes
    .flatMap((code) => textsIn(code).memory.begins.split('|'))
    .toSorted((a, b) => b.length - a.length)
    .map(patternOf)
    .join('|')})[\\s,:，：]*`,
  'iu',
)

/**
 * What a person wants to be remembered. Undefined for any other message: also for one that asks something, that announces what
 * follows, or that has more than one line, which is more than a fact.
 */
export function wishIn(text: string): string | undefined {
  const words = text.trim()
  if (/\n|[?？:：]$/.test(words)) return undefined
  const [begin] = beginning.exec(words) ?? []
  const wish = begin === undefined ? '' : words.slice(begin.length).replace(/(?<![.!。！\s])[.!。！\s]+$/u, '')
  return isBlank(wish) ? undefined : wish
}

/** Commas may be left out, and an apostrophe is typed in several ways. Behind a whole word comes another one. */
function patternOf(begin: string): string {
  const pattern = begin.replaceAll(', ', ',?\\s+').replaceAll(' ', '\\s+').replaceAll('’', "['’ʼ`]")
  return /[^\p{Script=Han}\P{L}]$/u.test(begin) ? `${pattern}(?=[\\s,:，：])` : pattern
}
