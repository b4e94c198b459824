import type { InputRichMessage } from 'grammy/types'
import { z } from 'zod'
import { parsed } from './parameters.ts'

const most = { characters: 32_768, blocks: 500, depth: 16, columns: 20 }
const kinds = [
  'paragraph',
  'heading',
  'pre',
  'footer',
  'divider',
  'mathematical_expression',
  'anchor',
  'list',
  'blockquote',
  'expandable_blockquote',
  'pullquote',
  'collage',
  'slideshow',
  'table',
  'details',
  'map',
  'animation',
  'audio',
  'document',
  'photo',
  'video',
  'voice_note',
  'buttons',
]

interface Block {
  type: string
  blocks?: Block[] | undefined
  items?: { blocks: Block[] }[] | undefined
  cells?: unknown[][] | undefined
}
const block: z.ZodType<Block> = z.lazy(() =>
  z.looseObject({
    type: z.enum(kinds, { error: 'Bad Request: unknown rich block type' }),
    blocks: z.array(block).min(1, 'Bad Request: RICH_MESSAGE_CONTENT_REQUIRED').optional(),
    items: z
      .array(z.looseObject({ blocks: z.array(block).min(1, 'Bad Request: RICH_MESSAGE_CONTENT_REQUIRED') }))
      .optional(),
    cells: z.array(z.array(z.looseObject({})).max(most.columns, 'Bad Request: too many table columns')).optional(),
  }),
)

/** A rich message as blocks, within Telegram's limits; Markdown and HTML are not played here. */
export const richMessage = parsed(
  z
    .looseObject({ blocks: z.array(block).min(1, 'Bad Request: RICH_MESSAGE_CONTENT_REQUIRED') })
    .refine(({ blocks }) => count(blocks) <= most.blocks, 'Bad Request: too many rich blocks')
    .refine(({ blocks }) => depth(blocks) <= most.depth, 'Bad Request: rich blocks are nested too deep')
    .refine((message) => length(message) <= most.characters, 'Bad Request: rich message is too long')
    .transform((message) => message as unknown as InputRichMessage),
)

function inside({ blocks = [], items = [] }: Block): Block[] {
  return [...blocks, ...items.flatMap((item) => item.blocks)]
}

function count(blocks: Block[]): number {
  return blocks.reduce((sum, each) => sum + 1 + count(inside(each)), 0)
}

function depth(blocks: Block[]): number {
  return blocks.reduce((deepest, each) => Math.max(deepest, 1 + depth(inside(each))), 0)
}

function length(value: unknown): number {
  if (typeof value === 'string') return value.length
  if (typeof value !== 'object' || value === null) return 0
  return Object.entries(value).reduce((sum, [key, each]) => (key === 'type' ? sum : sum + length(each)), 0)
}
