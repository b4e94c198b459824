import { button, byId, closest, el } from './dom.js'

/** The commands of the bot that begin as the text does; arrows walk over them. */
export function createCommands(text, { say }) {
  const list = byId('commands')
  const key = byId('menu')
  let all = []
  let chosen = 0

  function offer(wished) {
    const fitting = all.filter(({ command }) => command.startsWith(wished.toLowerCase()))
    if (fitting.length === 0) return close()
    list.replaceChildren(
      ...fitting.map(({ command, description }) =>
        button(
          { role: 'option', id: `command-${command}`, 'aria-selected': 'false', tabindex: -1, data: { command } },
          el('b', {}, `/${command}`),
          el('span', {}, description),
        ),
      ),
    )
    show(true)
    choose(0)
  }

  function choose(index) {
    const options = [...list.children]
    chosen = (index + options.length) % options.length
    for (const [at, option] of options.entries()) option.setAttribute('aria-selected', String(at === chosen))
    options[chosen].scrollIntoView({ block: 'nearest' })
    text.setAttribute('aria-activedescendant', options[chosen].id)
  }

  function show(isOpen) {
    list.hidden = !isOpen
    key.setAttribute('aria-expanded', String(isOpen))
  }

  function close() {
    show(false)
    text.removeAttribute('aria-activedescendant')
  }

  list.addEventListener('click', (event) => {
    const option = closest(event, '[data-command]')
    if (option) say(option.dataset.command)
  })
  key.addEventListener('click', () => {
    if (!list.hidden) return close()
    offer('')
    text.focus()
  })

  return {
    set: (commands) => (all = commands),
    offer,
    close,
    step: (by) => choose(chosen + by),
    chosen: () => /** @type {HTMLElement} */ (list.children[chosen]).dataset.command,
    isOpen: () => !list.hidden,
  }
}
