import { createAttachments } from './attachments.js'
import { summaryOf } from './chat/contents.js'
import { createCommands } from './commands.js'
import { byId, closest } from './dom.js'
import { icon } from './icons.js'
import { words } from './texts.js'

const limit = 4096

/**
 * Where a message is written: it grows with its text, offers commands at `/`, and knows whether it replies, edits, or says
 * something new. `send(text, {replyTo, editing})` says it.
 */
export function createComposer({ send, attach, lastOwn }) {
  const text = /** @type {HTMLTextAreaElement} */ (byId('text'))
  const commands = createCommands(text, { say })
  const attachments = createAttachments({ attach })
  /** {kind: 'reply' | 'edit', message} */
  let about

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

  function say(command) {
    clear()
    send(`/${command}`, {})
  }

  function clear() {
    text.value = ''
    setAbout(undefined)
  }

  function changed() {
    text.style.height = 'auto'
    text.style.height = `${text.scrollHeight}px`
    byId('form').classList.toggle('empty', text.value.trim() === '')
    const parts = Math.ceil(text.value.length / limit)
    byId('parts').textContent = parts > 1 ? words().parts(parts) : ''
    const wished = /^\/(\w*)$/.exec(text.value)?.[1]
    if (wished === undefined) commands.close()
    else commands.offer(wished)
  }

  function setAbout(next) {
    const wasEditing = about?.kind === 'edit'
    about = next
    byId('about-bar').hidden = !next
    text.placeholder = next?.message.force_reply?.input_field_placeholder ?? words().text
    if (next?.kind === 'edit') text.value = next.message.text
    else if (wasEditing) text.value = ''
    changed()
    if (!next) return
    const whose = next.message.from?.first_name ?? ''
    byId('about-sign').replaceChildren(icon(next.kind))
    byId('about-whose').textContent = next.kind === 'edit' ? words().editing : whose
    byId('about-text').textContent = summaryOf(next.message)
    text.focus()
  }

  function keydown(event) {
    const act = event.isComposing ? undefined : actOf(event)
    if (!act) return
    event.preventDefault()
    act()
  }

  function actOf({ key, shiftKey }) {
    if (commands.isOpen()) {
      if (key === 'ArrowDown') return () => commands.step(1)
      if (key === 'ArrowUp') return () => commands.step(-1)
      if (key === 'Tab' && !shiftKey) return complete
      if (key === 'Enter' && !shiftKey) return () => say(commands.chosen())
    }
    if (key === 'Enter' && !shiftKey) return submit
    const own = key === 'ArrowUp' && text.value === '' && lastOwn()
    return own ? () => setAbout({ kind: 'edit', message: own }) : undefined
  }

  function complete() {
    text.value = `/${commands.chosen()} `
    changed()
  }

  function closeLists() {
    commands.close()
    attachments.close()
  }

  byId('form').addEventListener('submit', submit)
  text.addEventListener('input', changed)
  text.addEventListener('keydown', keydown)
  byId('about-close').addEventListener('click', () => setAbout(undefined))
  document.addEventListener('click', (event) => closest(event, '.composer') || closeLists())

  return {
    setCommands: commands.set,
    reply: (message) => setAbout({ kind: 'reply', message }),
    edit: (message) => setAbout({ kind: 'edit', message }),
    /** The bot wants a reply to this message; what is being edited or answered already goes first. */
    force: (message) => about || setAbout({ kind: 'reply', message }),
    /** Escape undoes one thing at a time. Returns whether there was one. */
    escape() {
      if (commands.isOpen() || attachments.isOpen()) closeLists()
      else if (about) setAbout(undefined)
      else return false
      text.focus()
      return true
    },
    focus: () => text.focus(),
    /** What was begun in one chat is not said in another. */
    leave: clear,
  }
}
