/** The person API; see sandbox/README.md. */
async function call(method, path, body) {
  const response = await fetch(`/person${path}`, {
    method,
    ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  })
  const answer = await response.json()
  if (!response.ok) throw new Error(answer.error)
  return answer
}

export const persons = () => call('GET', '/users')
export const addPerson = (about) => call('POST', '/users', about)
export const chat = (id) => call('GET', `/users/${id}/chat`)
export const start = (id) => call('POST', `/users/${id}/start`, {})
export const write = (id, text) => call('POST', `/users/${id}/messages`, { text })
export const press = (id, messageId, button) => call('POST', `/users/${id}/press`, { message_id: messageId, button })
export const attach = (id, kind) => call('POST', `/users/${id}/${kind}`, {})
export const pay = (id, what) => call('POST', `/users/${id}/pay`, what)
export const stopDraft = (id, draftId) => call('POST', `/users/${id}/stop_draft`, { draft_id: draftId })

/** Tells of every change; after each (re)connection `opened` reads the chat anew, so nothing is missed. */
export function follow(id, { changed, opened, lost }) {
  const source = new EventSource(`/person/users/${id}/events`)
  source.addEventListener('open', opened)
  source.addEventListener('error', lost)
  source.addEventListener('change', (event) => changed(JSON.parse(event.data)))
  return () => source.close()
}
