import * as api from './api.js'
import { createChat } from './chat.js'
import { language, otherLanguage, words } from './texts.js'

const $ = (id) => document.getElementById(id)
const typingMs = 5500

let person
let bot
let stopFollowing
let typingTimer

const chat = createChat($('messages'), {
  async press(message, button, key) {
    if (button.pay) return payFor({ message_id: message.message_id }, key)
    if (button.url?.startsWith('https://t.me/$')) return payFor({ link: button.url }, key)
    if (button.url) return window.open(button.url, '_blank', 'noopener')
    if (button.copy_text) {
      await navigator.clipboard?.writeText(button.copy_text.text).catch(() => undefined)
      return toast(words().copied)
    }
    key.setAttribute('aria-busy', 'true')
    try {
      const { answer, pending } = await api.press(person.id, message.message_id, button.callback_data ?? button.text)
      if (pending) toast(words().slow)
      else if (answer?.show_alert) alertBox(answer.text)
      else if (answer?.text) toast(answer.text)
    } catch (error) {
      toast(error.message)
    }
    key.removeAttribute('aria-busy')
  },
  stopDraft: (draftId) => api.stopDraft(person.id, draftId).catch((error) => toast(error.message)),
})

/** Pays with play Stars; the bot is asked first, as in the real Telegram. */
async function payFor(what, key) {
  key.setAttribute('aria-busy', 'true')
  try {
    const outcome = await api.pay(person.id, what)
    if (!outcome.paid) alertBox(outcome.error)
  } catch (error) {
    toast(error.message)
  }
  key.removeAttribute('aria-busy')
}

async function open(id) {
  stopFollowing?.()
  person = { id }
  history.replaceState(null, '', `?person=${id}`)
  stopFollowing = api.follow(id, { opened: load, lost: () => status(words().offline), changed })
}

async function load() {
  const { bot: who, person: me, messages, drafts, commands, description } = await api.chat(person.id)
  bot = who
  person = me
  $('bot-name').textContent = bot.first_name
  chat.reset(messages, bot.id, description)
  chat.showDrafts(drafts)
  listCommands(commands)
  status(words().online)
  $('start').hidden = messages.length > 0
  $('form').hidden = messages.length === 0
}

function changed(change) {
  if (change.chatId !== person.id) return
  if (change.type === 'reset') return load()
  if (change.type === 'message' || change.type === 'edited') {
    if ($('form').hidden) return load()
    chat.show(change.message, bot.id)
    if (change.message.from?.is_bot) status(words().online)
  }
  if (change.type === 'deleted') chat.remove(change.messageId)
  if (change.type === 'draft') chat.showDrafts(change.drafts)
  if (change.type === 'action') {
    status(words().typing)
    typingTimer = setTimeout(() => status(words().online), typingMs)
  }
  $('newest').hidden = chat.atEnd()
}

function status(text) {
  clearTimeout(typingTimer)
  $('status').textContent = text
}

function toast(text) {
  $('toast').textContent = text
  $('toast').hidden = false
  setTimeout(() => ($('toast').hidden = true), 3500)
}

function alertBox(text) {
  $('alert-text').textContent = text
  $('alert').showModal()
}

function listCommands(commands) {
  $('commands').replaceChildren(
    ...commands.map(({ command, description }) => {
      const name = document.createElement('b')
      name.textContent = `/${command}`
      return sheetButton([name, description], () => send(`/${command}`))
    }),
  )
}

function sheetButton(content, act) {
  const button = document.createElement('button')
  button.type = 'button'
  button.append(...content)
  button.addEventListener('click', () => {
    closeSheets()
    act()
  })
  return button
}

function toggle(sheet, button) {
  const open = $(sheet).hidden
  closeSheets()
  $(sheet).hidden = !open
  button.setAttribute('aria-expanded', String(open))
  if (open) $(sheet).querySelector('button')?.focus()
}

function closeSheets() {
  for (const [sheet, button] of [
    ['commands', 'menu'],
    ['attachments', 'attach'],
  ]) {
    $(sheet).hidden = true
    $(button).setAttribute('aria-expanded', 'false')
  }
}

async function send(text) {
  try {
    await api.write(person.id, text)
    chat.toEnd()
  } catch (error) {
    toast(error.message)
  }
}

function submit(event) {
  event.preventDefault()
  const text = $('text').value.trim()
  if (!text) return
  $('text').value = ''
  grow()
  closeSheets()
  send(text)
}

function grow() {
  $('text').style.height = 'auto'
  $('text').style.height = `${$('text').scrollHeight + 2}px`
}

async function listPersons() {
  const persons = await api.persons()
  if (persons.length === 0)
    persons.push(
      await api.addPerson(
        language() === 'ru' ? { first_name: 'Аня', language_code: 'ru' } : { first_name: 'Ann', language_code: 'en' },
      ),
    )
  const options = persons.map(({ id, first_name, language_code }) => new Option(`${first_name} (${language_code})`, id))
  $('person').replaceChildren(...options, new Option(words().newPerson, 'new'))
  return persons
}

async function choosePerson() {
  if ($('person').value !== 'new') return open(Number($('person').value))
  const name = prompt(words().name)?.trim()
  const added = name ? await api.addPerson({ first_name: name, language_code: language() }) : person
  await listPersons()
  $('person').value = added.id
  open(added.id)
}

function speak() {
  document.documentElement.lang = language()
  $('text').placeholder = words().placeholder
  $('text').setAttribute('aria-label', words().placeholder)
  $('send').setAttribute('aria-label', words().send)
  $('menu').setAttribute('aria-label', words().menu)
  $('attach').setAttribute('aria-label', words().attach)
  $('newest').setAttribute('aria-label', words().newest)
  $('messages').setAttribute('aria-label', words().messages)
  $('person-label').textContent = words().person
  $('language').textContent = words().other
  $('start').textContent = words().start
  $('attachments').replaceChildren(
    ...Object.entries(words().attachments).map(([kind, name]) =>
      sheetButton([name], () => api.attach(person.id, kind)),
    ),
  )
}

$('form').addEventListener('submit', submit)
$('text').addEventListener('input', () => {
  grow()
  if ($('text').value === '/') toggle('commands', $('menu'))
})
$('text').addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) submit(event)
})
document.addEventListener('keydown', (event) => event.key === 'Escape' && closeSheets())
$('menu').addEventListener('click', () => toggle('commands', $('menu')))
$('attach').addEventListener('click', () => toggle('attachments', $('attach')))
$('start').addEventListener('click', () => api.start(person.id).catch((error) => toast(error.message)))
$('newest').addEventListener('click', () => chat.toEnd())
$('messages').addEventListener('scroll', () => ($('newest').hidden = chat.atEnd()))
$('messages').addEventListener('click', (event) => {
  const command = event.target.closest?.('[data-command]')
  if (!command) return
  event.preventDefault()
  send(command.dataset.command)
})
$('person').addEventListener('change', choosePerson)
$('language').addEventListener('click', () => {
  localStorage.setItem('language', otherLanguage())
  speak()
  listPersons().then(() => ($('person').value = person.id))
  load()
})

speak()
const persons = await listPersons()
const wished = Number(new URLSearchParams(location.search).get('person'))
const first = persons.find(({ id }) => id === wished) ?? persons[0]
$('person').value = first.id
open(first.id)
