import { GrammyError } from 'grammy'
import { pass, type Pacing } from './pacing.ts'
import { judge, type RefusalReason } from './telegram-error.ts'

/** A pause that Telegram asks for is waited out here up to this long; a longer one is left to whoever tries again later. */
const longestPauseSeconds = 40
/** Pauses before another try while Telegram is broken; then, too, somebody else tries again later. */
const outagePausesMs = [500, 1_000, 2_000]

/** What Telegram will never take. */
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
 * Makes a call for a final text until it is done or refused: floods are waited out, and what cannot have arrived, or may
 * arrive twice, is made again.
 * @returns the message id (0 when it was so already), `gone` when the message to change is no more, or why never
 * @throws whatever may succeed later
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
