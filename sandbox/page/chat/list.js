import { button } from '../dom.js'
import { morph } from '../morph.js'
import { words } from '../texts.js'
import { createArrangement } from './arrange.js'
import { renderDraft, renderMessage, ticks } from './message.js'

const shownAtFirst = 120
const nearEnd = 60

/**
 * The messages of the open chat. A row is made once and then changed in place; the list stays at its end for as long as the
 * person is there, and counts what comes when not.
 */
export function createList(scroller, { onUnread }) {
  const rows = new Map()
  const drafts = new Map()
  const arrangement = createArrangement()
  let messages = new Map()
  let earlier = []
  let look
  let unread = 0
  let draftTimer
  let isAtEnd = true
  /** On the way to the end, which nobody has left. */
  let isLed = false

  scroller.addEventListener('scroll', () => {
    if (isLed) return
    isAtEnd = distanceToEnd() < nearEnd
    if (isAtEnd) count(0)
    else onUnread(unread, true)
  })
  scroller.addEventListener('scrollend', () => (isLed = false))
  new ResizeObserver(() => stay()).observe(scroller)
  scroller.addEventListener('focusin', ({ target }) => {
    const row = target.closest('.row')
    if (row) keepTabStops(row)
  })

  function reset(all, shownDrafts, whoLooks, welcome) {
    // The same chat read again, as after a lost connection, leaves the reader where they are.
    const stayAt = look?.place === whoLooks.place && !isAtEnd ? scroller.scrollTop : undefined
    look = whoLooks
    messages = new Map(all.map((message) => [message.message_id, message]))
    for (const known of [rows, drafts, arrangement]) known.clear()
    earlier = all.slice(0, -shownAtFirst)
    scroller.replaceChildren(...(all.length === 0 ? [welcome] : []))
    for (const message of all.slice(-shownAtFirst)) place(message)
    offerEarlier()
    arrange()
    setDrafts(shownDrafts)
    keepTabStops()
    for (const row of rows.values()) measure(row)
    if (stayAt === undefined) toEnd()
    else scroller.scrollTop = stayAt
  }

  /** A new message, or one that has changed. */
  function put(message) {
    const isNew = !messages.has(message.message_id)
    messages.set(message.message_id, message)
    if (!isNew && !rows.has(message.message_id)) {
      earlier = earlier.map((old) => (old.message_id === message.message_id ? message : old))
      return
    }
    if (isNew) scroller.querySelector('.welcome')?.remove()
    const row = place(message)
    if (isNew) row.classList.add('new')
    arrange()
    keepTabStops()
    measure(row)
    if (isNew && message.from?.id === look.personId) toEnd()
    else if (isNew && !isAtEnd) count(unread + 1)
    stay()
  }

  function place(message) {
    const next = renderMessage(message, look)
    const known = rows.get(message.message_id) ?? (message.from?.is_bot ? takeDraft() : undefined)
    if (known) {
      for (const name of ['first', 'last']) next.classList.toggle(name, known.classList.contains(name))
      const row = morph(known, next)
      rows.set(message.message_id, row)
      return row
    }
    rows.set(message.message_id, next)
    const [firstDraft] = drafts.values()
    scroller.insertBefore(next, firstDraft ?? null)
    return next
  }

  /** A finished message takes the place of its draft, so that no eye sees it jump. */
  function takeDraft() {
    const [id] = drafts.keys()
    const row = drafts.get(id)
    drafts.delete(id)
    return row
  }

  function remove(id) {
    messages.delete(id)
    rows.get(id)?.remove()
    rows.delete(id)
    earlier = earlier.filter(({ message_id }) => message_id !== id)
    arrange()
    stay()
  }

  function setDrafts(shown) {
    clearTimeout(draftTimer)
    const soonest = Math.min(...shown.map(({ until }) => until))
    if (shown.length > 0)
      draftTimer = setTimeout(
        () => setDrafts(shown.filter(({ until }) => until > Date.now())),
        soonest - Date.now() + 50,
      )
    for (const [id, row] of drafts)
      if (!shown.some(({ draftId }) => draftId === id)) {
        row.remove()
        drafts.delete(id)
      }
    for (const draft of shown) {
      const next = renderDraft(draft)
      const known = drafts.get(draft.draftId)
      const row = known ? morph(known, next) : scroller.appendChild(next)
      drafts.set(draft.draftId, row)
      measure(row)
    }
    stay()
  }

  function arrange() {
    const ids = [...rows.keys()].toSorted((a, b) => a - b)
    arrangement.show(ids.map((id) => ({ message: messages.get(id), row: rows.get(id) })))
  }

  /** Tab leads from the list to the newest keys and on to the composer; to older ones lead the arrows, message by message. */
  function keepTabStops(chosen = document.activeElement?.closest('.row')) {
    const newest = [...scroller.querySelectorAll('.row:has(.keyboard)')].at(-1)
    for (const row of scroller.querySelectorAll('.row:not(.draft)'))
      for (const node of row.querySelectorAll('a, button, .spoiler, pre, .table'))
        node.tabIndex = row === chosen || (row === newest && node.matches('.key')) ? 0 : -1
  }

  function offerEarlier() {
    scroller.querySelector('.earlier')?.remove()
    if (earlier.length > 0) scroller.prepend(button({ class: 'earlier', on: { click: showEarlier } }, words().earlier))
  }

  function showEarlier() {
    const fromEnd = scroller.scrollHeight - scroller.scrollTop
    const more = earlier.splice(-shownAtFirst)
    const [firstRow] = rows.values()
    const added = more.map((message) => {
      const row = renderMessage(message, look)
      rows.set(message.message_id, row)
      return row
    })
    for (const row of added) firstRow.before(row)
    // In the order of the chat again: a Map keeps the order of insertion.
    const sorted = [...rows].toSorted(([a], [b]) => a - b)
    rows.clear()
    for (const [id, row] of sorted) rows.set(id, row)
    offerEarlier()
    arrange()
    keepTabStops()
    added.forEach(measure)
    scroller.scrollTop = scroller.scrollHeight - fromEnd
  }

  function count(now) {
    unread = now
    onUnread(unread, !isAtEnd)
  }

  const distanceToEnd = () => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight
  function stay() {
    if (isAtEnd) scroller.scrollTop = scroller.scrollHeight
  }
  function toEnd(behavior = 'instant') {
    isAtEnd = true
    isLed = behavior === 'smooth'
    scroller.scrollTo({ top: scroller.scrollHeight, behavior })
    count(0)
  }

  return {
    reset,
    put,
    remove,
    setDrafts,
    toEnd,
    message: (id) => messages.get(Number(id)),
    all: () => [...messages.values()],
    row: (id) => rows.get(Number(id)),
    /** The bot has taken a message, or has it still to take. */
    tick(id, isTaken) {
      rows.get(id)?.querySelector('.ticks')?.replaceWith(ticks(isTaken))
    },
  }
}

/** A quote that is short enough has nothing to unfold. */
function measure(row) {
  for (const quote of row.querySelectorAll('.expandable:not([data-open])'))
    quote.classList.toggle('fits', quote.firstElementChild.scrollHeight <= quote.firstElementChild.clientHeight + 1)
}
