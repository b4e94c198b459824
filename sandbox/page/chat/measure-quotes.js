import { inside } from '../dom.js'

/**
 * A quote that is short enough has nothing to unfold.
 * @param {HTMLElement} row
 */
export function measureQuotes(row) {
  for (const quote of row.querySelectorAll('.expandable:not([data-open])')) {
    const { scrollHeight, clientHeight } = inside(quote, 'div')
    quote.classList.toggle('fits', scrollHeight <= clientHeight + 1)
  }
}
