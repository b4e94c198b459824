import { pass } from './pass.ts'

export interface RetryPolicy {
  /** Before the second try, the third and so on; the last one is for all that follow. */
  pausesMs: readonly number[]
  /** How often it is done at most, the first time included. */
  tries: number
  /** How far a pause may be from its length, as a share of it: many programs must not come back in the same moment. */
  spread: number
}

/** Endless ones need a signal that ends them, or a limit of time in `again`. */
export const policies = {
  /** What was done must not be done again because the database was away for some seconds: for as long as a lease, and a little more. */
  untilStored: { pausesMs: [200, 500, 1_000], tries: 18, spread: 0 },
  /** What was paid for: `again` says how long a database may be away. */
  paidOutcome: { pausesMs: [200, 400, 800, 1_600, 2_000], tries: Infinity, spread: 0 },
  /** One of ours may be free in a moment; `again` says until when. */
  whenThereIsRoom: { pausesMs: [62], tries: Infinity, spread: 0.6 },
  inboxAway: { pausesMs: [250, 500, 1_000], tries: Infinity, spread: 0 },
  /** Short, so that a process is seen to be alive, and hears what comes, as soon as the database is back. */
  reopenSession: { pausesMs: [100, 250, 500, 1_000], tries: Infinity, spread: 0 },
  /** One call of an answer; the inbox or the outbox tries again later. */
  telegramCall: { pausesMs: [500, 1_000, 2_000], tries: 4, spread: 0 },
  backendAtStart: { pausesMs: [500, 1_000, 2_000, 5_000, 10_000], tries: Infinity, spread: 0.25 },
  telegramAtStart: { pausesMs: [1_000, 2_000, 4_000, 8_000, 10_000], tries: Infinity, spread: 0 },
  /** Short, so that people are served as soon as Telegram is back. */
  fetchUpdates: { pausesMs: [1_000, 2_000], tries: Infinity, spread: 0.25 },
  /** A rival for the updates does not go away by itself. */
  rivalForUpdates: { pausesMs: [1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000], tries: Infinity, spread: 0.25 },
  /** Some minutes in all: an update of the backend, or a database that recovers, takes less. */
  untilReported: { pausesMs: [200, 400, 800, 1_000], tries: 200, spread: 0 },
  /** A notice of the outbox, whose tries are counted in its row. */
  notice: {
    pausesMs: [1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 64_000, 128_000, 256_000, 512_000, 600_000],
    tries: Infinity,
    spread: 0,
  },
  /**
   * Refunds and ends of renewals, whose tries are counted in their rows. Three and a half days in all: longer than any
   * outage, and no longer than a person should wait before they are told. The second try comes at once.
   */
  moneyAtTelegram: {
    pausesMs: [0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 360].map((m) => m * 60_000),
    tries: 20,
    spread: 0,
  },
  /** Meanwhile questions are answered without its tools. */
  toolServer: { pausesMs: [1_000, 2_000, 5_000, 15_000, 60_000], tries: Infinity, spread: 0.25 },
  restartServer: { pausesMs: [500, 1_000, 2_000, 4_000, 8_000], tries: 6, spread: 0 },
} as const satisfies Record<string, RetryPolicy>

/** What follows from an error; a try that Telegram asked to put off for longer says so by `atLeastMs`. */
export type Again = 'no' | 'at once' | 'after a pause' | { atLeastMs: number }

/**
 * Does something until it succeeds.
 * @param options.again whether an error may pass by itself; it also notes the error where that is wanted
 * @throws the last error, or the reason of the signal when it ends a pause
 */
export async function retry<Result>(
  policy: RetryPolicy,
  act: () => Promise<Result>,
  { again, signal }: { again: (error: unknown) => Again; signal?: AbortSignal },
): Promise<Result> {
  const pauses = new Pauses(policy)
  for (;;) {
    try {
      return await act()
    } catch (error) {
      const verdict = pauses.areOver ? 'no' : again(error)
      if (verdict === 'no') throw error
      if (verdict !== 'at once')
        await pass(Math.max(pauses.nextMs(), verdict === 'after a pause' ? 0 : verdict.atLeastMs), signal)
    }
  }
}

/** How long a policy pauses after so many tries in vain, where something else counts them. */
export function pauseAfter({ pausesMs }: Pick<RetryPolicy, 'pausesMs'>, tries: number): number {
  return pausesMs[Math.min(tries, pausesMs.length) - 1]!
}

/** The pauses of a policy, for a loop that goes on after a success. */
export class Pauses {
  private taken = 0
  private readonly policy: RetryPolicy

  constructor(policy: RetryPolicy) {
    this.policy = policy
  }

  get areOver(): boolean {
    return this.taken >= this.policy.tries - 1
  }

  nextMs(): number {
    const { spread } = this.policy
    this.taken += 1
    const pauseMs = pauseAfter(this.policy, this.taken)
    return pauseMs * (1 - spread + 2 * spread * Math.random())
  }

  succeeded(): void {
    this.taken = 0
  }
}
