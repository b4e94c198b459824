import { setTimeout as sleep } from 'node:timers/promises'

/** Longer than any outage that is measured. */
const longestMs = 600_000

/** What `look` finds, as soon as it finds something. */
export async function until<Found>(everyMs: number, look: () => Promise<Found | undefined>): Promise<Found> {
  for (const begun = Date.now(); Date.now() - begun < longestMs;) {
    const found = await look()
    if (found !== undefined) return found
    await sleep(everyMs)
  }
  throw new Error('Nothing came in time')
}
