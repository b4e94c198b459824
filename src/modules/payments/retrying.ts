/** Three and a half days in all: longer than any outage, and no longer than a person should wait before they are told. */
export const mostTries = 20
const longestPauseMinutes = 360

/** How long to wait after so many tries in vain before Telegram is asked for the same again; the second comes at once. */
export function nextTryMinutes(tries: number): number {
  return tries <= 1 ? 0 : Math.min(2 ** (tries - 2), longestPauseMinutes)
}
