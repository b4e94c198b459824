/** @import { Command } from './types.ts' */
import { button, byId, closest, el } from './dom.js'

/** The commands of the bot that begin as the text does; arrows walk over them. */
export class Commands {
  #text
  #handlers
  #list = byId('commands')
  #key = byId('menu')
  /** @type {Command[]} */
  #all = []
  #chosen = 0

  /**
   * @param {HTMLTextAreaElement} text
   * @param {{ say: (command: string) => void, completed: () => void }} handlers
   */
  constructor(text, handlers) {
    this.#text = text
    this.#handlers = handlers
    this.#list.addEventListener('click', (event) => {
      const command = closest(event, '[data-command]')?.dataset.command
      if (command) handlers.say(command)
    })
    this.#key.addEventListener('click', () => {
      if (this.isOpen()) return this.close()
      this.#offer('')
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

  /** Offers what begins as the text does. */
  follow() {
    const wished = /^\/(\w*)$/.exec(this.#text.value)?.[1]
    if (wished === undefined) this.close()
    else this.#offer(wished)
  }

  /**
   * What a key does while commands are offered.
   * @param {KeyboardEvent} event
   */
  actOf({ key, shiftKey }) {
    if (!this.isOpen()) return undefined
    if (key === 'ArrowDown') return () => this.#choose(this.#chosen + 1)
    if (key === 'ArrowUp') return () => this.#choose(this.#chosen - 1)
    if (key === 'Tab' && !shiftKey) return () => this.#complete()
    if (key === 'Enter' && !shiftKey) return () => this.#handlers.say(this.#command())
    return undefined
  }

  close() {
    this.#show(false)
    this.#text.removeAttribute('aria-activedescendant')
  }

  /** @param {string} wished */
  #offer(wished) {
    const fitting = this.#all.filter(({ command }) => command.startsWith(wished.toLowerCase()))
    if (fitting.length === 0) return this.close()
    this.#list.replaceChildren(...fitting.map(optionOf))
    this.#show(true)
    this.#choose(0)
  }

  #complete() {
    this.#text.value = `/${this.#command()} `
    this.#handlers.completed()
  }

  #command() {
    return this.#options()[this.#chosen].dataset.command ?? ''
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
