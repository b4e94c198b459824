import * as api from './api.js'
import { avatar } from './chat/message.js'
import { ask, copy, field, menu, tell, toast } from './dialogs.js'
import { button, byId, closest, el } from './dom.js'
import { icon, stars } from './icons.js'
import { fill } from './morph.js'
import { language, locale, words } from './texts.js'

/** The people who play here, and the profile of the one who writes. A person is a link: opened in a new window, they are there beside the others. */
export function createPeople(session, { went }) {
  let persons = []

  async function load() {
    persons = await api.persons()
    show()
  }

  function show() {
    if (!session.person || !session.bot) return
    fill(byId('persons'), [...persons.map(personLink), addLink()])
    byId('persons').querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
    fill(byId('profile'), profile())
  }

  function personLink(person) {
    const isCurrent = person.id === session.person.id
    return el(
      'a',
      { class: 'person', href: `?person=${person.id}`, 'aria-current': isCurrent && 'true', title: words().personHint },
      avatar(person),
      el('span', {}, person.first_name),
    )
  }

  function addLink() {
    return button(
      { class: 'person', on: { click: () => addPerson().catch(tell) } },
      el('span', { class: 'avatar add' }, icon('plus')),
      el('span', {}, words().newPerson),
    )
  }

  async function addPerson() {
    const form = await ask(
      words().newPersonTitle,
      [field('name', words().name, { required: true, maxlength: 64, autofocus: true }), languageField()],
      words().create,
    )
    if (!form) return
    const added = await api.addPerson({ first_name: form.get('name').trim(), language_code: form.get('language') })
    await load()
    session.enter(added)
    went()
  }

  function languageField() {
    const option = (code, name) =>
      el(
        'label',
        {},
        el('input', { type: 'radio', name: 'language', value: code, checked: code === language() }),
        el('span', {}, name),
      )
    return el(
      'fieldset',
      { class: 'choice' },
      el('legend', {}, words().appLanguage),
      option('ru', 'Русский'),
      option('en', 'English'),
    )
  }

  function profile() {
    const { person } = session
    const id = button(
      { class: 'id', title: words().copy, on: { click: () => copy(String(session.person.id)) } },
      `id ${person.id}`,
    )
    return [
      el('b', {}, person.first_name),
      id,
      button(
        {
          class: 'balance-key',
          title: words().topUp,
          on: { click: () => addStars().catch(tell) },
        },
        stars(person.stars, locale()),
        icon('plus'),
      ),
      button(
        { class: 'round-button', 'aria-label': words().personMenu, title: words().personMenu, on: { click: openMenu } },
        icon('menu'),
      ),
    ]
  }

  async function addStars() {
    session.person.stars = (await api.addStars(session.person.id, 1000)).stars
    show()
    toast(words().toppedUp)
  }

  function openMenu({ currentTarget }) {
    const { left: x, bottom: y } = currentTarget.getBoundingClientRect()
    const other = language() === 'ru' ? 'en' : 'ru'
    const { blockedBot } = session.person
    menu({ x, y }, [
      {
        name: words().otherLanguage,
        sign: 'hash',
        act: () => api.changePerson(session.person.id, { language_code: other }).catch(tell),
      },
      { name: words().theme, sign: 'sun', act: () => document.dispatchEvent(new Event('theme')) },
      { name: words().newGroup, sign: 'group', act: () => addGroup().catch(tell) },
      { name: words().keys, sign: 'code', act: () => document.dispatchEvent(new Event('keys')) },
      {
        name: blockedBot ? words().unblock : words().block,
        sign: 'stop',
        danger: !blockedBot,
        act: () => api.block(session.person.id, !blockedBot).catch(tell),
      },
    ])
  }

  async function addGroup() {
    const others = persons.filter(({ id }) => id !== session.person.id)
    const member = ({ id, first_name }) =>
      el(
        'label',
        { class: 'check' },
        el('input', { type: 'checkbox', name: 'member', value: id, checked: true }),
        el('span', {}, first_name),
      )
    const form = await ask(
      words().newGroup,
      [field('title', words().groupName, { required: true, maxlength: 128, autofocus: true }), ...others.map(member)],
      words().create,
    )
    if (!form) return
    const members = [session.person.id, ...form.getAll('member').map(Number)]
    const group = await api.addGroup(form.get('title').trim(), members)
    await session.go(group.id)
    went()
  }

  byId('persons').addEventListener('click', (event) => {
    const link = /** @type {HTMLAnchorElement | null} */ (closest(event, 'a.person'))
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    const id = Number(new URLSearchParams(link.search).get('person'))
    session.enter(persons.find((person) => person.id === id))
    went()
  })

  return { load, show, all: () => persons }
}
