import { LRUCache } from 'lru-cache'

/**
 * Messages of answers that Telegram has and the backend could not write down: after an outage the same process goes on in
 * them and does not say it a second time. After a crash only what the backend knows is left.
 */
export interface Sent {
  remember(updateId: number, messageIds: number[]): void
  of(updateId: number): number[]
  forget(updateId: number): void
}

/** Far more than one process answers at once; an update that another process finished is pushed out by newer ones. */
const most = 5_000

export function createSent(): Sent {
  const sent = new LRUCache<number, number[]>({ max: most })
  return {
    remember: (updateId, messageIds) => void sent.set(updateId, [...messageIds]),
    of: (updateId) => sent.get(updateId) ?? [],
    forget: (updateId) => void sent.delete(updateId),
  }
}
