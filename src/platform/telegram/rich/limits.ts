import { type Block, type Text, wordsOf } from './shapes.ts'

/** Telegram's, of the Bot API 10.3. */
const most = { characters: 32_768, blocks: 500, levels: 16, columns: 20 }

/** Whether Telegram takes so much in one message, and at least a word. Where its words leave room, the narrower reading counts. */
export function withinLimits(blocks: Block[]): boolean {
  const size = sizeOf(blocks)
  return (
    size.characters > 0 &&
    size.characters <= most.characters &&
    size.blocks <= most.blocks &&
    size.levels <= most.levels &&
    size.columns <= most.columns
  )
}

type Size = typeof most

const nothing: Size = { characters: 0, blocks: 0, levels: 0, columns: 0 }

function sizeOf(blocks: Block[]): Size {
  return blocks.map((block) => sizeOfBlock(block)).reduce(beside, nothing)
}

function sizeOfBlock(block: Block): Size {
  switch (block.type) {
    case 'paragraph':
    case 'heading':
    case 'pre':
      return within(sizeOfText(block.text))
    case 'mathematical_expression':
      return within(sizeOfText(block.expression))
    case 'divider':
      return within(nothing)
    case 'blockquote':
      return within(sizeOf(block.blocks))
    case 'list':
      return within(block.items.map((item) => within(sizeOf(item.blocks))).reduce(beside, nothing))
    case 'table':
      return within(block.cells.map((row) => sizeOfRow(row.map(({ text }) => text))).reduce(beside, nothing))
  }
}

function sizeOfRow(cells: Text[]): Size {
  return { ...within(sizeOfText(cells)), columns: cells.length }
}

/** One more block around it, or an item of a list, or a row of a table. */
function within(inside: Size): Size {
  return { ...inside, blocks: inside.blocks + 1, levels: inside.levels + 1 }
}

function beside(one: Size, other: Size): Size {
  return {
    characters: one.characters + other.characters,
    blocks: one.blocks + other.blocks,
    levels: Math.max(one.levels, other.levels),
    columns: Math.max(one.columns, other.columns),
  }
}

function sizeOfText(text: Text): Size {
  return { ...nothing, characters: Array.from(wordsOf(text)).length, levels: marksAround(text) }
}

function marksAround(text: Text): number {
  if (typeof text === 'string') return 0
  if (Array.isArray(text)) return text.reduce((deepest, piece) => Math.max(deepest, marksAround(piece)), 0)
  return 1 + ('text' in text ? marksAround(text.text) : 0)
}
