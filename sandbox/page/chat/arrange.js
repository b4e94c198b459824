import { el } from '../dom.js'
import { dayOf } from '../texts.js'

/** Messages of one person within so many seconds stand together. */
const togetherSeconds = 300

/** Who stands first and last among neighbours, and where a day begins. */
export function createArrangement() {
  const days = new Map()

  function show(shown) {
    const used = new Set()
    for (const [index, { message, row }] of shown.entries()) {
      const day = dayOf(message.date)
      if (!used.has(day)) placeDay(day, row)
      used.add(day)
      row.classList.toggle('first', !together(shown[index - 1]?.message, message))
      row.classList.toggle('last', !together(message, shown[index + 1]?.message))
    }
    for (const [day, node] of days)
      if (!used.has(day)) {
        node.remove()
        days.delete(day)
      }
  }

  function placeDay(day, row) {
    const node = days.get(day) ?? el('div', { class: 'day' }, el('span', {}, day))
    days.set(day, node)
    if (row.previousElementSibling !== node) row.before(node)
  }

  return { show, clear: () => days.clear() }
}

function together(a, b) {
  if (!a || !b || isService(a) || isService(b)) return false
  return a.from?.id === b.from?.id && b.date - a.date < togetherSeconds && dayOf(a.date) === dayOf(b.date)
}

const isService = (message) =>
  'successful_payment' in message || 'refunded_payment' in message || 'forum_topic_created' in message
