/** The person API and the control API; see sandbox/README.md. */
async function call(method, path, body) {
  const response = await fetch(path, {
    method,
    ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  })
  const answer = await response.json()
  if (!response.ok) throw new Error(answer.error ?? `${response.status}`)
  return answer
}

const person = (id, path = '') => `/person/users/${id}${path}`
const place = ({ chatId, threadId }) => ({ chat_id: chatId, ...(threadId ? { thread_id: threadId } : {}) })

export const persons = () => call('GET', '/person/users')
export const addPerson = (about) => call('POST', '/person/users', about)
export const changePerson = (id, about) => call('PATCH', person(id), about)
export const addGroup = (title, members) => call('POST', '/person/groups', { title, members })
export const addTopic = (id, chatId, name) => call('POST', person(id, '/topics'), { chat_id: chatId, name })
export const chats = (id) => call('GET', person(id, '/chats'))
export const chat = (id, chatId) => call('GET', person(id, `/chat?chat_id=${chatId}`))
export const start = (id, payload) => call('POST', person(id, '/start'), payload ? { payload } : {})
export const block = (id, blocked) => call('POST', person(id, blocked ? '/block' : '/unblock'), {})

export const write = (id, where, text, replyTo) =>
  call('POST', person(id, '/messages'), { text, ...place(where), ...(replyTo ? { reply_to: replyTo } : {}) })
export const edit = (id, where, messageId, text) =>
  call('PATCH', person(id, `/messages/${messageId}`), { text, chat_id: where.chatId })
export const attach = (id, where, kind) => call('POST', person(id, `/${kind}`), { chat_id: where.chatId })
export const press = (id, where, messageId, button) =>
  call('POST', person(id, '/press'), { message_id: messageId, button, chat_id: where.chatId })
export const stopDraft = (id, draftId) => call('POST', person(id, '/stop_draft'), { draft_id: draftId })

export const invoice = (id, what) => call('GET', person(id, `/invoice?${new URLSearchParams(what)}`))
export const pay = (id, what) => call('POST', person(id, '/pay'), what)
export const addStars = (id, amount) => call('POST', person(id, '/stars'), { amount })
export const subscriptions = (id) => call('GET', person(id, '/subscriptions'))
export const changeSubscription = (id, chargeId, canceled) =>
  call('POST', person(id, '/subscriptions'), { charge_id: chargeId, canceled })

export const trouble = () => call('GET', '/control/trouble')
export const makeTrouble = (whose, what) => call('POST', `/control/trouble/${whose}`, what)
export const limits = () => call('GET', '/control/limits')
export const setLimits = (on) => call('PUT', '/control/limits', { on })
export const bot = () => call('GET', '/control/bot')
export const actOnBot = (action) => call('POST', '/control/bot', { action })
export const clearFaults = () => call('DELETE', '/control/trouble')
export const repeatUpdate = (id) => call('POST', '/control/updates/repeat', { update_id: id })
export const clearJournal = () => call('DELETE', '/control/journal')
export const daysLater = (days) => call('POST', '/control/days-later', { days })
export const renewalFails = (chargeId) => call('POST', '/control/renewal-fails', { charge_id: chargeId })
export const reset = () => call('POST', '/control/reset', {})

const againMs = 1000

/**
 * Follows a stream of server-sent events for as long as the page is open, also over a restart of the server: a browser gives
 * up where the server answers with an error, and then we begin anew. Returns how to stop.
 */
function follow(path, { opened, lost, ...listeners }) {
  let source
  let timer
  function open() {
    source = new EventSource(path)
    source.addEventListener('open', () => opened?.())
    source.addEventListener('error', () => {
      lost?.()
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

/** What changes in a person's chats, and what the bot does: one connection, of which a browser has few. */
export const followAll = (id, listeners) => follow(`/control/events?person=${id}`, listeners)
