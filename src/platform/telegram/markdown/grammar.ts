import MarkdownIt, { type Options } from 'markdown-it'
import blockquote from 'markdown-it/lib/rules_block/blockquote.mjs'
import list from 'markdown-it/lib/rules_block/list.mjs'
import type StateBlock from 'markdown-it/lib/rules_block/state_block.mjs'
import { bareAddress } from './addresses.ts'
import { definition, footnote, footnoteReference } from './definitions.ts'
import { formula, formulaBlock } from './formulas.ts'
import { wholeRows } from './whole-rows.ts'

type BlockRule = (state: StateBlock, startLine: number, endLine: number, silent: boolean) => boolean

/** Deeper than this no reader follows quotes and lists; what is there is shown as the text that it is. */
const deepest = 24
/** The parser's own limit, at which it would drop what is inside. For each bracket it tries as many levels at most. */
const maxNesting = 30

/**
 * GitHub's flavour, and what models write besides it: formulas. Its work grows with the length of a text and no faster,
 * which is why it is this parser; the rules of our own keep to that too.
 */
export const grammar = new MarkdownIt({ html: true, maxNesting } as Options)

// Addresses are judged when they are shown: a link that leads nowhere good keeps its words.
grammar.validateLink = () => true
grammar.normalizeLink = (url) => url
grammar.normalizeLinkText = (url) => url

// Escaped signs stay apart from the text around them, so that they mean nothing later on either.
grammar.core.ruler.disable(['linkify', 'replacements', 'smartquotes', 'text_join'])

const interrupting = { alt: ['paragraph', 'reference', 'blockquote', 'list'] }
grammar.block.ruler.at('blockquote', notTooDeep(blockquote), interrupting)
grammar.block.ruler.at('list', notTooDeep(list), { alt: ['paragraph', 'reference', 'blockquote'] })
grammar.block.ruler.at('reference', definition)
grammar.block.ruler.at('table', wholeRows, { alt: ['paragraph', 'reference'] })
grammar.block.ruler.before('reference', 'footnote', footnote, { alt: ['paragraph', 'reference'] })
grammar.block.ruler.before('table', 'formula', formulaBlock, interrupting)
grammar.inline.ruler.at('linkify', bareAddress)
grammar.inline.ruler.before('escape', 'formula', formula)
grammar.inline.ruler.before('link', 'footnote', footnoteReference)

function notTooDeep(rule: BlockRule): BlockRule {
  return (state, ...rest) => state.level < deepest && rule(state, ...rest)
}
