/** @import { Actions } from './chat/actions.js' */
/** @import { MessageList } from './chat/list.js' */
/** @import { Composer } from './composer.js' */
/** @import { Desk } from './desk/desk.js' */
/** @import { Header } from './header.js' */
import { sheet } from './dialogs.js'
import { el, closest } from './dom.js'
import { words } from './texts.js'

/**
 * Everything can be done without a mouse: typing goes to the message, Escape steps back, a few keys lead to places.
 * @param {{ list: MessageList, composer: Composer, desk: Desk, header: Header, actions: Actions }} parts
 */
export function followKeys({ list, composer, desk, header, actions }) {
  document.addEventListener('keydown', (event) => {
    if (document.querySelector('dialog[open], .popup')) return
    if (event.key === 'Escape') return escape()
    const isModified = event.ctrlKey || event.metaKey
    if (isModified && event.key === 'j') return lead(event, () => desk.toggle())
    if (isModified && event.key === 'ArrowUp') return lead(event, () => actions.replyToNewest())
    if (isModified && event.key === 'End') return lead(event, () => list.toEnd())
    const isTyping = event.key.length === 1 && !isModified && !event.altKey && event.key !== ' '
    if (isTyping && !closest(event, 'input, textarea, select, [role="log"]')) composer.focus()
  })

  function escape() {
    if (composer.escape()) return
    if (header.isSideOpen()) return header.closeSide()
    if (desk.covers()) return desk.toggle(false)
    composer.focus()
  }

  /**
   * @param {KeyboardEvent} event
   * @param {() => void} act
   */
  function lead(event, act) {
    event.preventDefault()
    act()
  }

  document.addEventListener('keys', () => {
    const lines = Object.entries(words().keyList).flatMap(([key, meaning]) => [
      el(
        'dt',
        {},
        key.split(' ').map((one) => el('kbd', {}, one)),
      ),
      el('dd', {}, meaning),
    ])
    sheet(words().keys, el('dl', { class: 'keys-list' }, lines))
  })
}
