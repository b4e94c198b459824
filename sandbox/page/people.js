/** @import { Session } from './session.js' */
/** @import { Person } from './types.ts' */
import * as api from './api.js'
import { askForGroup, askForPerson } from './ask-for.js'
import { avatar } from './chat/message.js'
import { copy, menu, tell, toast } from './dialogs.js'
import { button, byId, closest, el } from './dom.js'
import { icon, stars } from './icons.js'
import { fill } from './morph.js'
import { language, locale, words } from './texts.js'

const topUp = 1000

/** The people who play here, and the profile of the one who writes. A person is a link: opened in a new window, they are there beside the others. */
export class People {
  #session
  #went
  /** @type {Person[]} */
  #persons = []

  /**
   * @param {Session} session
   * @param {{ went: () => void }} handlers
   */
  constructor(session, { went }) {
    this.#session = session
    this.#went = went
    byId('persons').addEventListener('click', (event) => this.#click(event))
  }

  async load() {
    this.#persons = await api.persons()
    this.show()
  }

  show() {
    if (!this.#session.isReady) return
    fill(byId('persons'), [...this.#persons.map((person) => this.#linkTo(person)), this.#addLink()])
    byId('persons').querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
    fill(byId('profile'), this.#profile())
  }

  /** @param {Person} person */
  #linkTo(person) {
    const isCurrent = person.id === this.#session.person.id
    return el(
      'a',
      { class: 'person', href: `?person=${person.id}`, 'aria-current': isCurrent && 'true', title: words().personHint },
      avatar(person),
      el('span', {}, person.first_name),
    )
  }

  #addLink() {
    return button(
      { class: 'person', on: { click: () => this.#addPerson().catch(tell) } },
      el('span', { class: 'avatar add' }, icon('plus')),
      el('span', {}, words().newPerson),
    )
  }

  /** @param {MouseEvent} event */
  #click(event) {
    const link = /** @type {HTMLAnchorElement | null} */ (closest(event, 'a.person'))
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    const id = Number(new URLSearchParams(link.search).get('person'))
    const person = this.#persons.find((one) => one.id === id)
    if (person) this.#enter(person)
  }

  /** @param {Person} person */
  #enter(person) {
    this.#session.enter(person)
    this.#went()
  }

  async #addPerson() {
    const about = await askForPerson()
    if (!about) return
    const added = await api.addPerson(about)
    await this.load()
    this.#enter(added)
  }

  async #addGroup() {
    const { person } = this.#session
    const wished = await askForGroup(this.#persons.filter(({ id }) => id !== person.id))
    if (!wished) return
    const group = await api.addGroup({ ...wished, members: [person.id, ...wished.members] })
    await this.#session.go(group.id)
    this.#went()
  }

  #profile() {
    const { person } = this.#session
    const copyId = () => copy(String(this.#session.person.id))
    return [
      el('b', {}, person.first_name),
      button({ class: 'id', title: words().copy, on: { click: copyId } }, `id ${person.id}`),
      button(
        { class: 'balance-key', title: words().topUp, on: { click: () => this.#addStars().catch(tell) } },
        stars(person.stars, locale()),
        icon('plus'),
      ),
      button(
        {
          class: 'round-button',
          'aria-label': words().personMenu,
          title: words().personMenu,
          on: { click: (event) => this.#openMenu(/** @type {Element} */ (event.currentTarget)) },
        },
        icon('menu'),
      ),
    ]
  }

  async #addStars() {
    const { person } = this.#session
    person.stars = (await api.addStars(person.id, topUp)).stars
    this.show()
    toast(words().toppedUp)
  }

  /** @param {Element} key */
  #openMenu(key) {
    const { left: x, bottom: y } = key.getBoundingClientRect()
    const { id, blockedBot } = this.#session.person
    const other = language() === 'ru' ? 'en' : 'ru'
    menu({ x, y }, [
      {
        name: words().otherLanguage,
        sign: 'hash',
        act: () => api.changePerson(id, { language_code: other }).catch(tell),
      },
      { name: words().theme, sign: 'sun', act: () => document.dispatchEvent(new Event('theme')) },
      { name: words().newGroup, sign: 'group', act: () => this.#addGroup().catch(tell) },
      { name: words().keys, sign: 'code', act: () => document.dispatchEvent(new Event('keys')) },
      {
        name: blockedBot ? words().unblock : words().block,
        sign: 'stop',
        danger: !blockedBot,
        act: () => api.block(id, !blockedBot).catch(tell),
      },
    ])
  }
}
