/** A call of one server, with JSON both ways. */
export type Call = (method: string, path: string, body?: unknown) => Promise<unknown>

export function callsTo(url: string): Call {
  return async (method, path, body) => {
    const content =
      body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
    const response = await fetch(url + path, { method, ...content })
    return response.json()
  }
}
