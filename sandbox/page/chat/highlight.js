import { el } from '../dom.js'

const keywords = new Set(
  `abstract and as assert async await begin bool boolean break by case catch char class const continue create def default
  defer del delete do double elif else end enum except export extends false finally float fn for foreach from func function
  go group having if impl implements import in insert int integer interface into is join lambda let limit long match mod
  module mut namespace new nil none not null on or order package pass private protected pub public raise return returning
  select self set static string struct super switch table then this throw throws trait true try type undefined union unless
  update use using val values var void when where while with yield`.split(/\s+/),
)
const hashComments = /^(python|py|ruby|rb|sh|bash|zsh|shell|yaml|yml|toml|ini|perl|r|make|dockerfile|nginx)$/i
const dashComments = /^(sql|lua|haskell|hs|elm|ada)$/i
const plain = /^(|text|txt|plain|plaintext|markdown|md|output|console|latex|tex|table)$/i
const longest = 20_000

/**
 * Comments, texts, numbers and the usual words of most languages: near enough for reading, and no library.
 * @param {string} code
 * @param {string} [language]
 */
export function highlight(code, language = '') {
  if (plain.test(language) || code.length > longest) return [code]
  const comment = hashComments.test(language)
    ? '#.*'
    : dashComments.test(language)
      ? '--.*'
      : '//.*|/\\*[\\s\\S]*?(?:\\*/|$)'
  const pattern = new RegExp(
    `(?<comment>${comment})|(?<text>"""[\\s\\S]*?(?:"""|$)|"(?:\\\\.|[^"\\\\\\n])*"?|'(?:\\\\.|[^'\\\\\\n])*'?|\`(?:\\\\.|[^\`\\\\])*\`?)|(?<number>\\b\\d[\\d_.xa-f]*\\b)|(?<word>[\\p{L}_$][\\p{L}\\p{N}_$]*)`,
    'gu',
  )
  /** @type {(HTMLElement | string)[]} */
  const nodes = []
  let at = 0
  for (const match of code.matchAll(pattern)) {
    const kind = kindOf(match.groups ?? {}, code[match.index + match[0].length])
    if (!kind) continue
    if (match.index > at) nodes.push(code.slice(at, match.index))
    nodes.push(el('span', { class: `hl-${kind}` }, match[0]))
    at = match.index + match[0].length
  }
  nodes.push(code.slice(at))
  return nodes
}

/**
 * @param {Record<string, string | undefined>} groups
 * @param {string | undefined} next the character behind it
 */
function kindOf({ comment, text, number, word = '' }, next) {
  if (comment !== undefined) return 'comment'
  if (text !== undefined) return 'text'
  if (number !== undefined) return 'number'
  if (keywords.has(word) || keywords.has(word.toLowerCase())) return 'keyword'
  return next === '(' ? 'call' : undefined
}
