import type { ClientRequest } from 'node:http'

/**
 * Asks over a kept connection, and once more when the other side had just closed it: it has carried nothing.
 * @param ask rejects with what `failureOf` makes of an error
 */
export async function onceMoreIfClosed<Result>(ask: (isAgain: boolean) => Promise<Result>): Promise<Result> {
  try {
    return await ask(false)
  } catch (error) {
    if (!(error instanceof ClosedWhileIdle)) throw error
    return ask(true)
  }
}

/** The error of a request, told apart when its kept connection was closed before it took anything. */
export function failureOf(request: ClientRequest, error: Error): Error {
  const isClosed = request.reusedSocket && 'code' in error && closedCodes.has(String(error.code))
  return isClosed ? new ClosedWhileIdle('The kept connection was closed', { cause: error }) : error
}

/** Which of them it is depends on the moment in which the request is written. */
const closedCodes = new Set(['ECONNRESET', 'EPIPE'])

class ClosedWhileIdle extends Error {}
