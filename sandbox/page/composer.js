import { summaryOf } from './chat/contents.js'
import { button, byId, el } from './dom.js'
import { icon } from './icons.js'
import { words } from './texts.js'

const limit = 4096

/**
 * Where a message is written: it grows with its text, offers commands at `/`, and knows whether it replies, edits, or says
 * something new. `send(text, {replyTo, editing})` says it.
 */
export function createComposer({ send, attach, lastOwn }) {
  const text = byId('text')
  const bar = byId('about-bar')
  let commands = []
  /** {kind: 'reply' | 'edit', message} */
  let about
  let chosen = 0

  function submit(event) {
    event?.preventDefault()
    const value = text.value.trim()
    if (!value) return
    const options = {
      replyTo: about?.kind === 'reply' && about.message.message_id,
      editing: about?.kind === 'edit' && about.message.message_id,
    }
    clear()
    send(value, options)
  }

  function clear() {
    text.value = ''
    setAbout(undefined)
    changed()
  }

  function changed() {
    text.style.height = 'auto'
    text.style.height = `${text.scrollHeight}px`
    byId('form').classList.toggle('empty', text.value.trim() === '')
    const parts = Math.ceil(text.value.length / limit)
    byId('parts').textContent = parts > 1 ? words().parts(parts) : ''
    offer()
  }

  /** The commands that begin as the text does. */
  function offer() {
    const wished = /^\/(\w*)$/.exec(text.value)?.[1]
    if (wished === undefined) return closeSheets()
    const fitting = commands.filter(({ command }) => command.startsWith(wished.toLowerCase()))
    if (fitting.length === 0) return closeSheets()
    showCommands(fitting)
    choose(0)
  }

  function showCommands(list) {
    byId('commands').replaceChildren(
      ...list.map(({ command, description }) =>
        button(
          { role: 'option', id: `command-${command}`, 'aria-selected': 'false', tabindex: -1, data: { command } },
          el('b', {}, `/${command}`),
          el('span', {}, description),
        ),
      ),
    )
    open('commands', 'menu')
  }

  function choose(index) {
    const options = [...byId('commands').children]
    chosen = (index + options.length) % options.length
    for (const [at, option] of options.entries()) option.setAttribute('aria-selected', String(at === chosen))
    options[chosen].scrollIntoView({ block: 'nearest' })
    text.setAttribute('aria-activedescendant', options[chosen].id)
  }

  function say(command) {
    clear()
    closeSheets()
    send(`/${command}`, {})
  }

  function keydown(event) {
    if (event.isComposing) return
    const isOpen = !byId('commands').hidden
    if (isOpen && ['ArrowDown', 'ArrowUp'].includes(event.key)) {
      event.preventDefault()
      return choose(chosen + (event.key === 'ArrowDown' ? 1 : -1))
    }
    if (isOpen && event.key === 'Tab' && !event.shiftKey) {
      event.preventDefault()
      text.value = `/${byId('commands').children[chosen].dataset.command} `
      return changed()
    }
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault()
      if (isOpen) return say(byId('commands').children[chosen].dataset.command)
      return submit()
    }
    if (event.key === 'ArrowUp' && text.value === '') {
      const own = lastOwn()
      if (!own) return
      event.preventDefault()
      setAbout({ kind: 'edit', message: own })
    }
  }

  function setAbout(next) {
    const wasEditing = about?.kind === 'edit'
    about = next
    bar.hidden = !next
    if (next) {
      bar.querySelector('div b').textContent =
        next.kind === 'edit' ? words().editing : (next.message.from?.first_name ?? '')
      bar.querySelector('div span').textContent = summaryOf(next.message)
      bar.querySelector('.sign').replaceChildren(icon(next.kind))
    }
    if (next?.kind === 'edit') text.value = next.message.text
    else if (wasEditing) text.value = ''
    if (next) {
      changed()
      text.focus()
    }
  }

  function open(name, key) {
    closeSheets()
    byId(name).hidden = false
    byId(key).setAttribute('aria-expanded', 'true')
  }

  function closeSheets() {
    for (const [name, key] of [
      ['commands', 'menu'],
      ['attachments', 'attach'],
    ]) {
      byId(name).hidden = true
      byId(key).setAttribute('aria-expanded', 'false')
    }
    text.removeAttribute('aria-activedescendant')
  }

  byId('form').addEventListener('submit', submit)
  text.addEventListener('input', changed)
  text.addEventListener('keydown', keydown)
  byId('commands').addEventListener('click', (event) => {
    const option = event.target.closest('[data-command]')
    if (option) say(option.dataset.command)
  })
  byId('menu').addEventListener('click', () => {
    if (!byId('commands').hidden) return closeSheets()
    showCommands(commands)
    choose(0)
    text.focus()
  })
  byId('attach').addEventListener('click', () => {
    if (!byId('attachments').hidden) return closeSheets()
    byId('attachments').replaceChildren(
      ...Object.entries(words().attachments).map(([kind, name]) =>
        button(
          { on: { click: () => (closeSheets(), attach(kind)) } },
          el('span', { class: 'emoji' }, words().signs[kind]),
          name,
        ),
      ),
    )
    open('attachments', 'attach')
    byId('attachments').firstElementChild.focus()
  })
  byId('about-close').addEventListener('click', () => setAbout(undefined))
  document.addEventListener('click', (event) => {
    if (!event.target.closest('.composer')) closeSheets()
  })

  return {
    setCommands: (list) => (commands = list),
    reply: (message) => setAbout({ kind: 'reply', message }),
    edit: (message) => setAbout({ kind: 'edit', message }),
    /** Escape undoes one thing at a time. Returns whether there was one. */
    escape() {
      const isOpen = !byId('commands').hidden || !byId('attachments').hidden
      if (isOpen) closeSheets()
      else if (about) setAbout(undefined)
      else return false
      text.focus()
      return true
    },
    focus: () => text.focus(),
    /** Another chat has another text. */
    leave: clear,
  }
}
