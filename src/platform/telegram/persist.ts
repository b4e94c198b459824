import { GrammyError } from 'grammy'
import { pass, type Pacing } from './pacing.ts'
import { judge, type RefusalReason } from './telegram-error.ts'

/** A pause that Telegram asks for is waited out here up to this long; a longer one is left to whoever tries again later. */
const longestPauseSeconds = 40
/** Pauses before another try while Telegram is broken; then, too, somebody else tries again later. */
const outagePausesMs = [500, 1_000, 2_000]

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
export async function persist(
  act: () => Promise<number>,
  { signal, pacing, chatId, repeatable }: Calls,
): Promise<number | 'gone' | Refusal> {
  let waitedSeconds = 0
  let outages = 0
  for (;;) {
    await pacing.turn(chatId, { longestPauseMs: longestPauseSeconds * 1000, signal })
    try {
      return await act()
    } catch (error) {
      const verdict = judge(error)
      if (verdict.kind === 'unchanged') return 0
      if (verdict.kind === 'gone') return 'gone'
      if (verdict.kind === 'refused') return { refused: verdict.reason, description: describe(error) }
      if (verdict.kind === 'flood') {
        pacing.pause(chatId, verdict.retryAfterSeconds * 1000)
        waitedSeconds += verdict.retryAfterSeconds
        if (waitedSeconds > longestPauseSeconds) throw error
      } else {
        const pauseMs = outagePausesMs[outages]
        const repeat = verdict.kind === 'outage' && (repeatable || !verdict.mayHaveArrived)
        if (!repeat || pauseMs === undefined) throw error
        outages += 1
        await pass(pauseMs, signal)
      }
    }
  }
}

function describe(error: unknown): string {
  return error instanceof GrammyError ? error.description : String(error)
}
