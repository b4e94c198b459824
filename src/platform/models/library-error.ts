import { fieldsOf } from './fields.ts'
import { errorIn, ServerError, serverErrorOf } from './server-error.ts'

/** More of an error explains nothing, and the library's lists of faults are long. */
const longestMessage = 500

/** What the library throws, or puts into its stream: a refusal of the server's, or what the connection throws. */
export function libraryErrorOf(error: unknown): unknown {
  const fields = fieldsOf(error) ?? {}
  const { statusCode, responseBody, responseHeaders, message, cause } = fields
  if (typeof statusCode === 'number') {
    // What the connection threw while the library read a reply that had begun well.
    if (statusCode < 300 && typeof responseBody !== 'string' && cause instanceof Error) return cause
    const body = typeof responseBody === 'string' ? responseBody : message
    if (typeof body !== 'string') return error
    // An error that came in the middle of a reply which had begun well.
    if (statusCode < 300) return errorInText(body)
    return serverErrorOf(statusCode, body, (fieldsOf(responseHeaders) ?? {}) as Record<string, string>)
  }
  if (!(error instanceof Error)) return errorIn(error)
  const isOfLibrary = error.name.startsWith('AI_')
  return isOfLibrary
    ? new Error(`${error.name}: ${error.message.slice(0, longestMessage)}`, { cause: error.cause })
    : error
}

function errorInText(body: string): ServerError {
  try {
    return errorIn(JSON.parse(body))
  } catch {
    return errorIn(body)
  }
}
