import { el } from './dom.js'

/**
 * JSON with its parts in colours.
 * @param {unknown} value
 */
export function json(value) {
  const text = JSON.stringify(value, null, 2) ?? 'undefined'
  /** @type {(HTMLElement | string)[]} */
  const nodes = []
  let at = 0
  for (const match of text.matchAll(
    /("(?:\\.|[^"\\])*")(\s*:)?|\b(?:true|false|null)\b|-?\d+(?:\.\d+)?(?:e[+-]?\d+)?/gi,
  )) {
    const [whole, quoted, colon] = match
    const kind = quoted ? (colon ? 'key' : 'text') : 'number'
    nodes.push(text.slice(at, match.index), el('span', { class: `json-${kind}` }, colon ? quoted : whole))
    at = match.index + (colon ? quoted.length : whole.length)
  }
  nodes.push(text.slice(at))
  return el('pre', { class: 'json', tabindex: 0 }, nodes)
}
