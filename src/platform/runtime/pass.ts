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
  const waiting = new AbortController()
  await Promise.race([work, passOrAbort(limitMs, waiting.signal)]).finally(() => waiting.abort())
}
