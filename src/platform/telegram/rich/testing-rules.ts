/** Every kind of object that may stand in a rich answer, with its fields. There is no button, no picture and no HTML. */
const blocks = ['paragraph: text', 'heading: size,text', 'pre: text', 'pre: language,text', 'divider: ']
const more = ['list: items', 'blockquote: blocks', 'table: cells,is_bordered,is_striped']
const items = [': blocks', ': blocks,has_checkbox', ': blocks,has_checkbox,is_checked']
const numbered = ['1: blocks,value', '1: blocks,has_checkbox,value', '1: blocks,has_checkbox,is_checked,value']
const cells = [': align,text,valign', ': align,is_header,text,valign']
const marks = ['bold: text', 'italic: text', 'strikethrough: text', 'spoiler: text', 'code: text']
const links = ['url: text,url', 'email_address: email_address,text']
const formulas = ['mathematical_expression: expression']
const kinds = new Set([blocks, more, items, numbered, cells, marks, links, formulas].flat())
const counted = new Set([blocks, more, items, numbered, formulas].flat())

/** Telegram's rules for rich messages, written down a second time and strictly, from what is sent. */
export function faults(message: object): string[] {
  const { blocks, ...rest } = JSON.parse(JSON.stringify(message)) as { blocks: unknown }
  const found: string[] = []
  const size = { characters: 0, blocks: 0 }

  function look(value: unknown, level: number): void {
    if (Array.isArray(value)) return value.forEach((piece) => look(piece, level))
    if (typeof value !== 'object' || value === null) return
    const { type = '', ...fields } = value as Record<string, unknown>
    const kind = `${String(type)}: ${Object.keys(fields).toSorted().join()}`
    if (!kinds.has(kind)) found.push(`unknown: ${kind}`)
    if (level > 16) found.push('nested too deep')
    if (counted.has(kind)) size.blocks += 1
    if (Array.isArray(fields['cells'])) size.blocks += fields['cells'].length
    for (const [name, field] of Object.entries(fields)) {
      if (name === 'text' || name === 'expression') size.characters += ownCharacters(field)
      if (name === 'url' && !/^(?:https?:\/\/[^\s/]*[.\]]|tg:\/\/\w)/i.test(String(field)))
        found.push(`wrong: ${String(field)}`)
      if (name === 'value' && !Number.isSafeInteger(field)) found.push(`wrong number: ${String(field)}`)
      if (name === 'cells' && (field as unknown[][]).some((row) => row.length > 20)) found.push('too many columns')
      // An item may have an empty paragraph and a cell no text; nothing else may be empty.
      const emptyAllowed = kind.startsWith('paragraph') || cells.includes(kind)
      if (JSON.stringify(field) === '[]' || (field === '' && !emptyAllowed)) found.push(`empty: ${kind}`)
      look(field, level + 1)
    }
  }

  look(blocks, 1)
  if (JSON.stringify(rest) !== '{"skip_entity_detection":true}')
    found.push(`more than blocks: ${Object.keys(rest).join()}`)
  if (size.characters === 0) found.push('no words')
  if (size.characters > 32_768) found.push('too many characters')
  if (size.blocks > 500) found.push('too many blocks')
  return found
}

function ownCharacters(text: unknown): number {
  const strings = (Array.isArray(text) ? text : [text]).filter((piece) => typeof piece === 'string')
  return Array.from(strings.join('')).length
}
