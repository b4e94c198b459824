import * as api from './api.js'
import { tell } from './dialogs.js'
import { button, el } from './dom.js'
import { words } from './texts.js'

/**
 * While there are demo data to fill in, a button for it.
 * @param {HTMLElement} place
 */
export function offerDemo(place) {
  api
    .demoData()
    .then(({ state }) => state !== 'none' && place.append(key()))
    .catch(tell)
}

/** It takes some seconds, and says how many people there are then. */
function key() {
  const own = button({ class: 'tonal', on: { click: () => fill(own) } }, words().fillDemo)
  return own
}

/** @param {HTMLButtonElement} own */
async function fill(own) {
  Object.assign(own, { disabled: true, textContent: words().fillingDemo })
  try {
    const { people } = await api.fillDemoData()
    own.replaceWith(el('p', { role: 'status' }, words().filledDemo(people)))
  } catch (error) {
    Object.assign(own, { disabled: false, textContent: words().fillDemo })
    tell(/** @type {Error} */ (error))
  }
}
