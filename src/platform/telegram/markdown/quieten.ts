import { type FormattedText, insert } from '#platform/telegram/formatted-text.ts'
import { Ranges } from '#platform/telegram/ranges.ts'

/** Invisible, without width, and the end of a name for Telegram. */
const wordJoiner = '\u2060'

/**
 * The signs after which Telegram would make a link of the next word: a person mentioned, a command to be sent, a tag to be
 * searched, an address of the app itself. A model means none of them.
 */
const firing = [
  /(?<![\p{L}\p{N}_])@(?=\w{2,32}(?![\p{L}\p{N}_]))/gu,
  /(?<![\p{L}\p{N}_/<>])\/(?=\w{1,64}(?![\p{L}\p{N}_/<>]))/gu,
  /(?<![\p{L}\p{N}_])#(?=[\p{L}\p{N}_]*\p{L})/gu,
  /(?<![\p{L}\p{N}_])t(?=(?:g|on|onsite):\/\/)/giu,
  /(?<![\p{L}\p{N}_$])\$(?=[A-Z]{1,8}(?![\p{L}\p{N}_$]))/gu,
]

/** Keeps names, commands and tags from becoming links, except in code and links, where they do not. */
export function quieten(formatted: FormattedText): FormattedText {
  const { text, entities } = formatted
  const literal = new Ranges(entities.filter(({ type }) => ['code', 'pre', 'text_link'].includes(type)))
  const places = firing
    .flatMap((pattern) => [...text.matchAll(pattern)].map((match) => match.index + 1))
    .filter((place) => !literal.holds(place))
  return insert(formatted, new Set(places), wordJoiner)
}
