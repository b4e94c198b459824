import { byId } from '../dom.js'
import { keep, kept } from '../keep.js'

const wide = matchMedia('(min-width: 1180px)')
/** On a phone the desk covers the chat. */
const narrow = matchMedia('(max-width: 779px)')
const tabs = ['log', 'faults', 'money']

/** The desk beside the chat: unfolded where there is room for it, and as it was left otherwise. */
export function createDesk({ shown }) {
  let isOpen = kept('desk', wide.matches) && wide.matches
  let tab = kept('desk-tab', 'log')

  function show() {
    byId('app').classList.toggle('with-desk', isOpen)
    byId('desk').inert = !isOpen
    byId('chat').inert = isOpen && narrow.matches
    byId('desk-toggle').setAttribute('aria-expanded', String(isOpen))
    for (const name of tabs) {
      byId(`tab-${name}`).setAttribute('aria-selected', String(name === tab))
      byId(`tab-${name}`).tabIndex = name === tab ? 0 : -1
      byId(`panel-${name}`).hidden = name !== tab
    }
    if (isOpen) shown(tab)
  }

  function toggle(open = !isOpen) {
    isOpen = open
    // On a phone the desk covers the chat: that it was open there is not worth remembering.
    if (wide.matches) keep('desk', isOpen)
    show()
    if (isOpen) byId(`tab-${tab}`).focus()
    else byId('desk-toggle').focus()
  }

  function select(name) {
    tab = name
    keep('desk-tab', tab)
    show()
  }

  byId('desk-toggle').addEventListener('click', () => toggle())
  byId('desk-close').addEventListener('click', () => toggle(false))
  for (const name of tabs) byId(`tab-${name}`).addEventListener('click', () => select(name))
  byId('desk-tabs').addEventListener('keydown', (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (!step) return
    select(tabs.at((tabs.indexOf(tab) + step) % tabs.length))
    byId(`tab-${tab}`).focus()
  })
  narrow.addEventListener('change', show)
  show()
  return { show, toggle, isOpen: () => isOpen, covers: () => isOpen && !wide.matches, tab: () => tab }
}
