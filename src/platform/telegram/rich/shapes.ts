/**
 * What a rich answer is made of. Telegram knows more: buttons, media, maps. They are left out, so that nothing a model
 * writes can become one.
 */
export type Block =
  | { type: 'paragraph'; text: Text }
  | { type: 'heading'; text: Text; size: 1 | 2 | 3 | 4 | 5 | 6 }
  | { type: 'pre'; text: string; language?: string }
  | { type: 'divider' }
  | { type: 'mathematical_expression'; expression: string }
  | { type: 'list'; items: Item[] }
  | { type: 'blockquote'; blocks: Block[] }
  | { type: 'table'; cells: Cell[][]; is_bordered: true; is_striped: true }

export interface Item {
  blocks: Block[]
  has_checkbox?: true
  is_checked?: true
  /** The number before it. */
  value?: number
  type?: '1'
}

export interface Cell {
  text: Text
  is_header?: true
  align: 'left' | 'center' | 'right'
  valign: 'top' | 'middle' | 'bottom'
}

export type Text = string | Text[] | Marked

type Marked =
  | { type: 'bold' | 'italic' | 'strikethrough' | 'spoiler' | 'code'; text: Text }
  | { type: 'url'; text: Text; url: string }
  | { type: 'email_address'; text: Text; email_address: string }
  | { type: 'mathematical_expression'; expression: string }

/** A message that Telegram shows as its blocks say, and in which it looks for no names, commands and tags of its own. */
export interface RichMessage {
  blocks: Block[]
  skip_entity_detection: true
}

/** What is read, without its marks; a formula is read as its source. */
export function wordsOf(text: Text): string {
  if (typeof text === 'string') return text
  if (Array.isArray(text)) return text.map((piece) => wordsOf(piece)).join('')
  return 'expression' in text ? text.expression : wordsOf(text.text)
}
