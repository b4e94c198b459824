/** Stands in a line of its own between an answer and the questions that could follow it. No usual text has these brackets. */
export const suggestionMark = '⟦?⟧'

const mostSuggestions = 3
/** Behind so many there is none. */
const mostLines = 100
/** In characters; a button shows the beginning of what is longer than it takes. */
const longestSuggestion = 120

/** An answer as it streams, without what follows the mark; what may be the beginning of the mark is held back. */
export class ShownAnswer {
  #held = ''
  #isOver = false

  /** What of the answer so far is new to people. */
  push(more: string): string {
    if (this.#isOver) return ''
    const text = this.#held + more
    const at = text.indexOf(suggestionMark)
    this.#isOver = at !== -1
    const end = this.#isOver ? at : text.length - beginningOfMark(text)
    this.#held = this.#isOver ? '' : text.slice(end)
    return text.slice(0, end)
  }

  restart(): void {
    this.#held = ''
    this.#isOver = false
  }
}

/** How many of the last characters may belong to a mark that is still coming. */
function beginningOfMark(text: string): number {
  for (let length = suggestionMark.length - 1; length > 0; length -= 1)
    if (text.endsWith(suggestionMark.slice(0, length))) return length
  return 0
}

/** The answer, and the questions that its model suggests. One that consists of suggestions only is the answer itself. */
export function splitAnswer(said: string): { text: string; suggestions: string[] } {
  const at = said.indexOf(suggestionMark)
  // One that was stopped may end within the mark.
  if (at === -1) return { text: said.slice(0, said.length - beginningOfMark(said)), suggestions: [] }
  const text = said.slice(0, at).trimEnd()
  const rest = said.slice(at).replaceAll(suggestionMark, '\n').trim()
  if (text.trim() === '') return { text: rest, suggestions: [] }
  const lines = rest.split('\n', mostLines).map(questionIn)
  const questions = lines.filter((line) => /\p{L}/u.test(line) && line.length <= longestSuggestion)
  return { text, suggestions: [...new Set(questions)].slice(0, mostSuggestions) }
}

/** Without the signs of a list, of Markdown and of quotation. */
function questionIn(line: string): string {
  return line
    .replaceAll('\0', '')
    .replaceAll(/\*\*|__|`/g, '')
    .replace(/^\s*(?:[-*•–]|\d+[.)])?\s*["«“„]?/, '')
    .trimEnd()
    .replace(/["»”]$/, '')
    .replaceAll(/\s+/g, ' ')
    .toWellFormed()
}
