import { GrammyError } from 'grammy'
import { type Again, policies, retry } from '#platform/runtime/retry.ts'
import type { Pacing } from './pacing.ts'
import { judge, type RefusalReason } from './telegram-error.ts'

/** A pause that Telegram asks for is waited out here up to this long; a longer one is left to the caller, which tries again later. */
const longestPauseSeconds = 40

export interface Refusal {
  refused: RefusalReason
  /** In Telegram's words. */
  description: string
}

export interface Calls {
  signal: AbortSignal
  pacing: Pacing
  chatId: number
  /** Whether a call that may have arrived can be made again. */
  repeatable: boolean
}

/**
 * Makes one call to Telegram, waiting out its pauses and short outages.
 * @returns the id of the message, 0 when it is already as it should be, 'gone' when there is none to change, or why
 * Telegram will never take it
 * @throws whatever may succeed later, and what may have arrived and must not be repeated
 */
export function persist(
  act: () => Promise<number>,
  { signal, pacing, chatId, repeatable }: Calls,
): Promise<number | 'gone' | Refusal> {
  let waitedSeconds = 0
  return retry(policies.telegramCall, attempt, { again, signal })

  async function attempt(): Promise<number | 'gone' | Refusal> {
    await pacing.turn(chatId, { longestPauseMs: longestPauseSeconds * 1000, signal })
    try {
      return await act()
    } catch (error) {
      const verdict = judge(error)
      if (verdict.kind === 'unchanged') return 0
      if (verdict.kind === 'gone') return 'gone'
      if (verdict.kind === 'refused') return { refused: verdict.reason, description: describe(error) }
      throw error
    }
  }

  function again(error: unknown): Again {
    const verdict = judge(error)
    if (verdict.kind === 'flood') {
      pacing.pause(chatId, verdict.retryAfterSeconds * 1000)
      waitedSeconds += verdict.retryAfterSeconds
      // The next turn waits for the end of the pause.
      return waitedSeconds > longestPauseSeconds ? 'no' : 'at once'
    }
    return verdict.kind === 'outage' && (repeatable || !verdict.mayHaveArrived) ? 'after a pause' : 'no'
  }
}

function describe(error: unknown): string {
  return error instanceof GrammyError ? error.description : String(error)
}
