/** The time in the sandbox's Telegram: dates of messages, and how long drafts, buttons and checkouts live. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number
  /** Seconds since 1970, as Telegram dates everything. */
  seconds(): number
  /** Sets the hand; a clock that stands is moved only by this and by `move`. */
  set(at: number, running: boolean): void
  move(ms: number): void
  isRunning(): boolean
}

/** Without a time it is the machine's own; with one it begins there and stands still. */
export function createClock(standsAt?: number): Clock {
  let offset = 0
  let standing = standsAt
  const now = () => standing ?? Date.now() + offset
  return {
    now,
    seconds: () => Math.floor(now() / 1000),
    set(at, running) {
      standing = running ? undefined : at
      offset = at - Date.now()
    },
    move(ms) {
      if (standing === undefined) offset += ms
      else standing += ms
    },
    isRunning: () => standing === undefined,
  }
}
