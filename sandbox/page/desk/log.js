import * as api from '../api.js'
import { copy, tell, toast } from '../dialogs.js'
import { button, byId, closest, el, inside } from '../dom.js'
import { keep, kept } from '../keep.js'
import { words } from '../texts.js'
import { fromCall, fromUpdate, renderDetails, renderLine } from './entry.js'

const mostEntries = 1500
const mostLines = 300
const nearEnd = 40

const filters = {
  all: () => true,
  calls: ({ kind }) => kind === 'call',
  updates: ({ kind }) => kind === 'update',
  errors: ({ isError }) => isError,
  faults: ({ unknown }) => unknown.length > 0,
}

/** Every call of the bot and every update, as they come: filtered, one thing in a line, unfolded to its JSON. */
export function createLog({ told }) {
  const scroller = byId('log')
  const chips = () => /** @type {HTMLElement[]} */ ([...byId('log-filters').children])
  const search = /** @type {HTMLInputElement} */ (byId('log-search'))
  let entries = []
  let updates = new Map()
  let filter = 'all'
  let lines = []
  let counting
  let since = kept('log-since', 0)

  function begin() {
    entries = []
    updates = new Map()
    redraw()
  }

  /** What has been is done with, also after the page is loaded again. */
  function clear() {
    since = Date.now()
    keep('log-since', since)
    begin()
  }

  function addCall(call) {
    add(fromCall(call))
  }

  /** An update is told when it comes into being, and again when it is delivered. */
  function addUpdate(record) {
    told(record)
    const entry = fromUpdate(record)
    const known = updates.get(entry.id)
    if (known) {
      Object.assign(known, entry)
      const line = lines.find(({ all }) => all.includes(known))
      if (line) drawLine(line)
      return
    }
    updates.set(entry.id, entry)
    add(entry)
  }

  function add(entry) {
    if (entry.at < since) return
    entries.push(entry)
    if (entries.length > mostEntries) entries.shift()
    if (matches(entry)) append(entry)
    countFilters()
  }

  function append(entry) {
    const stay = isAtEnd()
    const last = lines.at(-1)
    if (last && entry.run !== undefined && last.all.at(-1).run === entry.run && !entry.isError) {
      last.all.push(entry)
      drawLine(last)
    } else {
      const line = { all: [entry], node: el('li') }
      lines.push(line)
      drawLine(line)
      scroller.append(line.node)
      if (lines.length > mostLines) lines.shift().node.remove()
    }
    byId('log-empty').hidden = lines.length > 0
    if (stay) scroller.scrollTop = scroller.scrollHeight
  }

  function drawLine(line) {
    const isOpen = line.node.firstElementChild?.getAttribute('aria-expanded') === 'true'
    const head = renderLine(line.all)
    head.addEventListener('click', () => toggle(line, head))
    if (!line.node.firstElementChild) line.node.append(head)
    else line.node.firstElementChild.replaceWith(head)
    head.setAttribute('aria-expanded', String(isOpen))
  }

  function toggle(line, head) {
    const isOpen = head.getAttribute('aria-expanded') === 'true'
    head.setAttribute('aria-expanded', String(!isOpen))
    line.node.querySelector('.details')?.remove()
    if (isOpen) return
    line.node.append(renderDetails(line.all.at(-1), { copy, repeat }))
    line.node.scrollIntoView({ block: 'nearest' })
  }

  function repeat(id) {
    api
      .repeatUpdate(id)
      .then(({ repeated }) => toast(repeated ? words().repeated : words().notRepeated))
      .catch(tell)
  }

  function redraw() {
    lines = []
    scroller.replaceChildren()
    byId('log-empty').hidden = false
    for (const entry of entries.filter(matches).slice(-mostLines)) append(entry)
    countFilters()
  }

  function matches(entry) {
    const wanted = search.value.trim().toLowerCase()
    if (!filters[filter](entry)) return false
    return (
      wanted === '' || `${entry.name} ${entry.summary()} ${JSON.stringify(entry.parts)}`.toLowerCase().includes(wanted)
    )
  }

  /** Once for all that came together. */
  function countFilters() {
    counting ??= requestAnimationFrame(() => {
      counting = undefined
      count()
    })
  }

  function count() {
    for (const chip of chips()) {
      const count = entries.filter(filters[chip.dataset.filter]).length
      inside(chip, 'i').textContent = count > 0 ? String(count) : ''
      chip.classList.toggle('warning', count > 0 && ['errors', 'faults'].includes(chip.dataset.filter ?? ''))
    }
    byId('desk-toggle').classList.toggle('fault', entries.some(filters.faults))
  }

  function translate() {
    byId('log-filters').replaceChildren(
      ...Object.keys(filters).map((name) =>
        button(
          {
            class: 'chip',
            'aria-pressed': String(name === filter),
            data: { filter: name },
            title: words().filterHints[name],
          },
          words().filters[name],
          el('i'),
        ),
      ),
    )
    redraw()
  }

  byId('log-filters').addEventListener('click', (event) => {
    const chip = closest(event, '[data-filter]')
    if (!chip) return
    filter = chip.dataset.filter ?? filter
    for (const one of chips()) one.setAttribute('aria-pressed', String(one === chip))
    redraw()
  })
  search.addEventListener('input', redraw)
  byId('log-clear').addEventListener('click', () => {
    clear()
    api.clearJournal().catch(tell)
  })

  const isAtEnd = () => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < nearEnd
  return {
    begin,
    clear,
    addCall,
    addUpdate,
    translate,
    toEnd: () => (scroller.scrollTop = scroller.scrollHeight),
  }
}
