import { button, byId, el, inside } from './dom.js'
import { words } from './texts.js'

/** What can be sent besides text: a stand-in of each kind. */
export function createAttachments({ attach }) {
  const list = byId('attachments')
  const key = byId('attach')

  function open() {
    list.replaceChildren(
      ...Object.entries(words().attachments).map(([kind, name]) =>
        button({ on: { click: () => choose(kind) } }, el('span', { class: 'emoji' }, words().signs[kind]), name),
      ),
    )
    show(true)
    inside(list, 'button').focus()
  }

  function choose(kind) {
    show(false)
    attach(kind)
  }

  function show(isOpen) {
    list.hidden = !isOpen
    key.setAttribute('aria-expanded', String(isOpen))
  }

  key.addEventListener('click', () => (list.hidden ? open() : show(false)))
  return { close: () => show(false), isOpen: () => !list.hidden }
}
