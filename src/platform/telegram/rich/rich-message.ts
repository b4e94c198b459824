import { cited, type CitedPage } from '#platform/telegram/markdown/cited.ts'
import { withoutData } from '#platform/telegram/markdown/data-addresses.ts'
import { parse } from '#platform/telegram/markdown/parse.ts'
import { childrenOf, type Node } from '#platform/telegram/markdown/tree.ts'
import { richBlocks } from './blocks.ts'
import { withinLimits } from './limits.ts'
import type { RichMessage } from './shapes.ts'

/**
 * An answer as one of Telegram's rich messages, if it has what plain text with entities shows badly, a table or a
 * formula, with a line of ours at its end. Undefined for any other answer, and for one that is too much for a single message.
 *
 * The blocks come from our own reading of the Markdown; Telegram reads neither Markdown nor HTML of a model, in which a
 * button or a picture to fetch could hide.
 */
export function richMessage(
  markdown: string,
  { line, pages }: { line?: string | undefined; pages?: readonly CitedPage[] | undefined } = {},
): RichMessage | undefined {
  try {
    const parsed = parse(withoutData(markdown.toWellFormed()))
    const tree = pages ? cited(parsed, pages) : parsed
    if (!needsMoreThanEntities(tree)) return undefined
    const blocks = richBlocks(tree.children)
    if (line !== undefined) blocks.push({ type: 'paragraph', text: { type: 'italic', text: line } })
    return withinLimits(blocks) ? { blocks, skip_entity_detection: true } : undefined
  } catch {
    // It goes out as an ordinary answer, whose words arrive in any case.
    return undefined
  }
}

function needsMoreThanEntities(node: Node): boolean {
  if (node.type === 'table') return true
  if (node.type === 'code') return node.lang === 'math'
  // A lone letter or number between dollars reads just as well without them.
  if (node.type === 'formula') return /[\\^_{]/.test(node.value)
  return childrenOf(node).some((child) => needsMoreThanEntities(child))
}
