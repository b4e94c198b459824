import { render } from './entities.js'
import { language, words } from './texts.js'

/** The list of messages: one element a message, replaced when it changes, never all at once. */
export function createChat(list, { press, stopDraft }) {
  const rows = new Map()
  const drafts = new Map()

  function show(message, botId) {
    const known = rows.get(message.message_id)
    const row = rowOf(message, botId)
    rows.set(message.message_id, row)
    const stay = atEnd()
    if (known) known.replaceWith(row)
    else list.insertBefore(row, [...drafts.values()][0] ?? null)
    if (stay) toEnd()
  }

  function rowOf(message, botId) {
    const row = document.createElement('article')
    row.className = message.from?.id === botId ? 'row' : 'row mine'
    row.dataset.message = message.message_id
    row.append(bubbleOf(message))
    if (message.reply_markup?.inline_keyboard) row.append(keyboardOf(message))
    return row
  }

  function keyboardOf(message) {
    const keyboard = document.createElement('div')
    keyboard.className = 'keyboard'
    for (const buttons of message.reply_markup.inline_keyboard) {
      const line = document.createElement('div')
      for (const button of buttons) {
        const key = document.createElement('button')
        key.type = 'button'
        key.textContent = button.text
        key.className = button.style ?? ''
        key.disabled = 'disabled' in button
        key.addEventListener('click', () => press(message, button, key))
        line.append(key)
      }
      keyboard.append(line)
    }
    return keyboard
  }

  function showDrafts(list_) {
    const stay = atEnd()
    for (const [id, row] of drafts)
      if (!list_.some((draft) => draft.draftId === id)) {
        row.remove()
        drafts.delete(id)
      }
    for (const draft of list_) {
      const row = draftRow(draft)
      drafts.get(draft.draftId)?.replaceWith(row)
      if (!drafts.has(draft.draftId)) list.append(row)
      drafts.set(draft.draftId, row)
    }
    if (stay) toEnd()
  }

  function draftRow(draft) {
    const row = document.createElement('div')
    row.className = 'row'
    const bubble = document.createElement('div')
    bubble.className = 'bubble draft'
    const body = document.createElement('div')
    body.className = 'body'
    body.dataset.thinking = words().thinking
    body.append(...render(draft.text, draft.entities))
    bubble.append(body)
    row.append(bubble)
    if (draft.canStop) {
      const stop = document.createElement('button')
      stop.type = 'button'
      stop.className = 'stop'
      stop.textContent = `■ ${words().stop}`
      stop.addEventListener('click', () => stopDraft(draft.draftId))
      row.append(stop)
    }
    return row
  }

  const atEnd = () => list.scrollHeight - list.scrollTop - list.clientHeight < 80
  const toEnd = () => list.scrollTo({ top: list.scrollHeight })

  return {
    show,
    showDrafts,
    atEnd,
    toEnd,
    remove(messageId) {
      rows.get(messageId)?.remove()
      rows.delete(messageId)
    },
    reset(messages, botId, welcome) {
      rows.clear()
      drafts.clear()
      list.replaceChildren()
      if (messages.length === 0) {
        const node = document.createElement('div')
        node.className = 'welcome'
        node.textContent = welcome || words().empty
        list.append(node)
      }
      for (const message of messages) show(message, botId)
      toEnd()
    },
  }
}

function bubbleOf(message) {
  const bubble = document.createElement('div')
  bubble.className = 'bubble'
  if (message.reply_to_message) {
    const reply = document.createElement('span')
    reply.className = 'reply'
    reply.textContent = message.reply_to_message.text ?? '…'
    bubble.append(reply)
  }
  const body = document.createElement('div')
  body.className = 'body'
  body.append(...contentOf(message))
  const time = document.createElement('time')
  time.className = 'time'
  time.dateTime = new Date(message.date * 1000).toISOString()
  time.textContent = new Date(message.date * 1000).toLocaleTimeString(language(), {
    hour: '2-digit',
    minute: '2-digit',
  })
  if (message.edit_date && message.from && !message.from.is_bot) time.prepend(`${words().edited} `)
  bubble.append(body, time)
  return bubble
}

function contentOf(message) {
  if (message.text !== undefined) return render(message.text, message.entities)
  if (message.invoice)
    return [`${message.invoice.title}\n${message.invoice.description}\n${message.invoice.total_amount} ⭐`]
  if (message.successful_payment) return [`✓ ${words().paid}: ${message.successful_payment.total_amount} ⭐`]
  if (message.refunded_payment) return [`↩ ${words().refunded}: ${message.refunded_payment.total_amount} ⭐`]
  const kind = Object.keys(words().attachments).find((name) => name in message)
  const node = document.createElement(message.document?.file_name && message.from?.is_bot ? 'a' : 'span')
  node.className = 'stand-in'
  node.textContent = message.document ? `📄 ${message.document.file_name}` : (words().attachments[kind] ?? '…')
  if (node.tagName === 'A') node.href = `/person/files/${message.document.file_id}`
  return message.caption ? [node, '\n', ...render(message.caption, message.caption_entities)] : [node]
}
