/** @import { BotProcess, Call, Change, Chat, InvoiceOf, ListedChat, Offer, OpenChat, Paid, Person, Place, Pressed, Side, Subscription, Trouble, UpdateRecord } from './types.ts' */

/**
 * The person API and the control API; see sandbox/README.md.
 * @template T
 * @param {string} method
 * @param {string} path
 * @param {object} [body]
 * @returns {Promise<T>}
 */
async function call(method, path, body) {
  const response = await fetch(path, {
    method,
    ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  })
  const answer = await response.json()
  if (!response.ok) throw new Error(answer.error ?? `${response.status}`)
  return answer
}

const person = (/** @type {number} */ id, path = '') => `/person/users/${id}${path}`
const place = (/** @type {Place} */ { chatId, threadId }) => ({
  chat_id: chatId,
  ...(threadId ? { thread_id: threadId } : {}),
})

/** @type {() => Promise<Person[]>} */
export const persons = () => call('GET', '/person/users')
/** @type {(about: { first_name: string, language_code: string }) => Promise<Person>} */
export const addPerson = (about) => call('POST', '/person/users', about)
/** @type {(id: number, about: { language_code: string }) => Promise<Person>} */
export const changePerson = (id, about) => call('PATCH', person(id), about)
/** @type {(about: { title: string, members: number[], without_bot: boolean }) => Promise<Chat>} */
export const addGroup = (about) => call('POST', '/person/groups', about)
/** @type {(id: number, chatId: number, name: string) => Promise<{ id: number }>} */
export const addTopic = (id, chatId, name) => call('POST', person(id, '/topics'), { chat_id: chatId, name })
/** @type {(id: number) => Promise<ListedChat[]>} */
export const chats = (id) => call('GET', person(id, '/chats'))
/** @type {(id: number, chatId: number) => Promise<OpenChat>} */
export const chat = (id, chatId) => call('GET', person(id, `/chat?chat_id=${chatId}`))
/** @type {(id: number, payload?: string | null) => Promise<unknown>} */
export const start = (id, payload) => call('POST', person(id, '/start'), payload ? { payload } : {})
/** @type {(id: number, blocked: boolean) => Promise<unknown>} */
export const block = (id, blocked) => call('POST', person(id, blocked ? '/block' : '/unblock'), {})

/** @type {(id: number, where: Place, text: string, replyTo?: number) => Promise<unknown>} */
export const write = (id, where, text, replyTo) =>
  call('POST', person(id, '/messages'), { text, ...place(where), ...(replyTo ? { reply_to: replyTo } : {}) })
/** @type {(id: number, where: Place, messageId: number, what: { text: string } | { caption: string }) => Promise<unknown>} */
export const edit = (id, where, messageId, what) =>
  call('PATCH', person(id, `/messages/${messageId}`), { ...what, chat_id: where.chatId })
/** @type {(id: number, where: Place, kind: string, body?: object) => Promise<unknown>} */
export const attach = (id, where, kind, body) => call('POST', person(id, `/${kind}`), { ...body, ...place(where) })
/** @type {() => Promise<Record<string, string>>} */
export const stickers = () => call('GET', '/person/stickers')
/** @type {(id: number, where: Place, messageId: number, button: string) => Promise<Pressed>} */
export const press = (id, where, messageId, button) =>
  call('POST', person(id, '/press'), { message_id: messageId, button, chat_id: where.chatId })
/** @type {(id: number, draftId: number) => Promise<unknown>} */
export const stopDraft = (id, draftId) => call('POST', person(id, '/stop_draft'), { draft_id: draftId })

/** @type {(id: number, what: InvoiceOf) => Promise<Offer>} */
export const invoice = (id, what) =>
  call('GET', person(id, `/invoice?${new URLSearchParams(/** @type {Record<string, string>} */ ({ ...what }))}`))
/** @type {(id: number, what: InvoiceOf) => Promise<Paid>} */
export const pay = (id, what) => call('POST', person(id, '/pay'), what)
/** @type {(id: number, amount: number) => Promise<{ stars: number }>} */
export const addStars = (id, amount) => call('POST', person(id, '/stars'), { amount })
/** @type {(id: number) => Promise<Subscription[]>} */
export const subscriptions = (id) => call('GET', person(id, '/subscriptions'))
/** @type {(id: number, chargeId: string, canceled: boolean) => Promise<Subscription>} */
export const changeSubscription = (id, chargeId, canceled) =>
  call('POST', person(id, '/subscriptions'), { charge_id: chargeId, canceled })

/** @type {() => Promise<Record<Side, Trouble[]>>} */
export const trouble = () => call('GET', '/control/trouble')
/** @type {(whose: Side, what: Trouble) => Promise<Trouble>} */
export const makeTrouble = (whose, what) => call('POST', `/control/trouble/${whose}`, what)
/** @type {() => Promise<{ on: boolean }>} */
export const limits = () => call('GET', '/control/limits')
/** @type {(on: boolean) => Promise<{ on: boolean }>} */
export const setLimits = (on) => call('PUT', '/control/limits', { on })
/** @type {() => Promise<{ payload: string | null }>} */
export const startOffer = () => call('GET', '/control/start-offer')
/** @type {() => Promise<{ state: 'none' | 'offered' | 'filling' }>} */
export const demoData = () => call('GET', '/control/demo-data')
/** @type {() => Promise<{ people: number, questions: number, payments: number }>} */
export const fillDemoData = () => call('POST', '/control/demo-data', {})
/** @type {() => Promise<BotProcess>} */
export const bot = () => call('GET', '/control/bot')
/** @type {(action: 'kill' | 'start') => Promise<BotProcess>} */
export const actOnBot = (action) => call('POST', '/control/bot', { action })
/** @type {() => Promise<unknown>} */
export const clearFaults = () => call('DELETE', '/control/trouble')
/** @type {(id: number) => Promise<{ repeated: boolean }>} */
export const repeatUpdate = (id) => call('POST', '/control/updates/repeat', { update_id: id })
/** @type {() => Promise<unknown>} */
export const clearJournal = () => call('DELETE', '/control/journal')
/** @type {(days: number) => Promise<{ renewed: unknown[], failed: number, ended: number }>} */
export const daysLater = (days) => call('POST', '/control/days-later', { days })
/** @type {() => Promise<unknown>} */
export const hourLater = () => call('POST', '/control/hours-later', { hours: 1 })
/** @type {(chargeId: string) => Promise<unknown>} */
export const renewalFails = (chargeId) => call('POST', '/control/renewal-fails', { charge_id: chargeId })
/** @type {() => Promise<unknown>} */
export const reset = () => call('POST', '/control/reset', {})

const againMs = 1000

/**
 * What changes in a person's chats, and what the bot does: one connection, of which a browser has few. It lasts for as long
 * as the page is open, also over a restart of the server: a browser gives up where the server answers with an error, and
 * then we begin anew. Returns how to stop.
 * @param {number} id
 * @param {{
 *   opened: () => unknown,
 *   lost: () => unknown,
 *   change: (change: Change) => unknown,
 *   call: (call: Call) => unknown,
 *   update: (update: UpdateRecord) => unknown,
 * }} listeners
 */
export function followAll(id, { opened, lost, ...listeners }) {
  /** @type {EventSource} */
  let source
  let timer = 0
  function open() {
    source = new EventSource(`/control/events?person=${id}`)
    source.addEventListener('open', () => opened())
    source.addEventListener('error', () => {
      lost()
      if (source.readyState === EventSource.CLOSED) timer = setTimeout(open, againMs)
    })
    for (const [name, listen] of Object.entries(listeners))
      source.addEventListener(name, (event) => listen(JSON.parse(event.data)))
  }
  open()
  return () => {
    clearTimeout(timer)
    source.close()
  }
}
