/** Lets time pass; an aborted signal ends it with its reason. */
export function pass(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer)
      reject(signal?.reason as Error)
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop)
      resolve()
    }, ms)
    if (signal?.aborted) stop()
    else signal?.addEventListener('abort', stop, { once: true })
  })
}

/** For callers that look at the signal afterwards: an aborted one only ends the wait early. */
export function passOrAbort(ms: number, signal: AbortSignal): Promise<void> {
  return pass(ms, signal).catch(() => undefined)
}

/** Waits for the work no longer than this, whatever becomes of it later; its error is the caller's until then. */
export async function within(limitMs: number, work: Promise<unknown>): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(resolve, limitMs)
  await Promise.race([work, promise]).finally(() => clearTimeout(timer))
}

/**
 * Gives work a signal that ends it after so long, or when the outer one does. Nothing of it is left once the work is done: a
 * timer that goes on would make an error with a stack for each call that ended long before.
 */
export async function limited<Result>(
  limitMs: number,
  work: (signal: AbortSignal) => Promise<Result>,
  outer?: AbortSignal,
): Promise<Result> {
  const limit = new AbortController()
  const stop = () => limit.abort(outer!.reason)
  const timer = setTimeout(() => limit.abort(new Error(`Not done within ${limitMs} ms`)), limitMs)
  if (outer?.aborted) stop()
  else outer?.addEventListener('abort', stop, { once: true })
  try {
    return await work(limit.signal)
  } finally {
    clearTimeout(timer)
    outer?.removeEventListener('abort', stop)
  }
}

/** The result of work, unless the signal is aborted before: then its reason, whatever becomes of the work. */
export async function orAbort<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  const { promise, reject } = Promise.withResolvers<never>()
  const stop = () => reject(signal.reason as Error)
  if (signal.aborted) stop()
  else signal.addEventListener('abort', stop, { once: true })
  return Promise.race([work, promise]).finally(() => signal.removeEventListener('abort', stop))
}
