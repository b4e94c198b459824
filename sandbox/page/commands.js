/** @import { Command } from './types.ts' */
import { button, byId, closest, el } from './dom.js'

/** The commands of the bot that begin as the text does; arrows walk over them. */
export class Commands {
  #text
  #list = byId('commands')
  #key = byId('menu')
  /** @type {Command[]} */
  #all = []
  #chosen = 0

  /**
   * @param {HTMLTextAreaElement} text
   * @param {{ say: (command: string) => void }} handlers
   */
  constructor(text, { say }) {
    this.#text = text
    this.#list.addEventListener('click', (event) => {
      const command = closest(event, '[data-command]')?.dataset.command
      if (command) say(command)
    })
    this.#key.addEventListener('click', () => {
      if (this.isOpen()) return this.close()
      this.offer('')
      text.focus()
    })
  }

  /** @param {Command[]} commands */
  set(commands) {
    this.#all = commands
  }

  isOpen() {
    return !this.#list.hidden
  }

  chosen() {
    return this.#options()[this.#chosen].dataset.command ?? ''
  }

  /** @param {string} wished */
  offer(wished) {
    const fitting = this.#all.filter(({ command }) => command.startsWith(wished.toLowerCase()))
    if (fitting.length === 0) return this.close()
    this.#list.replaceChildren(...fitting.map(optionOf))
    this.#show(true)
    this.#choose(0)
  }

  /** @param {1 | -1} by */
  step(by) {
    this.#choose(this.#chosen + by)
  }

  close() {
    this.#show(false)
    this.#text.removeAttribute('aria-activedescendant')
  }

  /** @param {number} index one past an end leads to the other end */
  #choose(index) {
    const options = this.#options()
    this.#chosen = (index + options.length) % options.length
    for (const [at, option] of options.entries()) option.setAttribute('aria-selected', String(at === this.#chosen))
    const chosen = options[this.#chosen]
    chosen.scrollIntoView({ block: 'nearest' })
    this.#text.setAttribute('aria-activedescendant', chosen.id)
  }

  #options() {
    return /** @type {HTMLElement[]} */ ([...this.#list.children])
  }

  /** @param {boolean} isOpen */
  #show(isOpen) {
    this.#list.hidden = !isOpen
    this.#key.setAttribute('aria-expanded', String(isOpen))
  }
}

/** @param {Command} command */
function optionOf({ command, description }) {
  return button(
    { role: 'option', id: `command-${command}`, 'aria-selected': 'false', tabindex: -1, data: { command } },
    el('b', {}, `/${command}`),
    el('span', {}, description),
  )
}
