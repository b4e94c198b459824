import { BotError } from 'grammy'
import { BackendUnavailable } from './backend-client.ts'
import { isOutage } from '#platform/database/sql.ts'
import { judge } from '#platform/telegram/telegram-error.ts'
import type { Handling } from '#platform/inbox/consumer.ts'
import type { Update } from '#platform/inbox/lane.ts'
import { Postpone } from '#platform/inbox/postponement.ts'
import type { Tools } from './context.ts'
import { describeError } from './describe-error.ts'
import { tellOfDelay } from './notices.ts'
import { personIn } from './person-in.ts'

type Handle = (update: Update, handling: Handling) => Promise<void>

/**
 * The one place where a failed update is judged: finished in spite of it, tried again later without counting an attempt when another server
 * is down, or reported and tried again a limited number of times when it is a fault of ours.
 */
export function withErrorHandler(handle: Handle, tools: Tools): Handle {
  const tellDelayed = tellOfDelay(tools)
  return async (update, handling) => {
    try {
      await handle(update, handling)
    } catch (wrapped) {
      const error: unknown = wrapped instanceof BotError ? wrapped.error : wrapped
      if (handling.signal.aborted || error instanceof Postpone) throw error
      const { updateId, verdict } = { updateId: update.update_id, verdict: judge(error) }
      if (verdict.kind === 'refused' && verdict.reason !== 'rejected') {
        tools.log.info({ updateId, reason: verdict.reason }, 'The person cannot be reached; the update is finished')
        return
      }
      const outage = outageOf(error)
      if (outage) {
        if (error instanceof BackendUnavailable) await tellDelayed(update)
        throw outage
      }
      await report(tools, update, error, handling.attempt)
      throw error
    }
  }
}

/** Another server is down or wants a pause: no attempt is counted for the update. */
function outageOf(error: unknown): Postpone | undefined {
  if (error instanceof BackendUnavailable) return new Postpone(error.message, { countsAsAttempt: false, cause: error })
  if (isOutage(error)) return new Postpone('Something of ours is away', { countsAsAttempt: false, cause: error })
  const verdict = judge(error)
  if (verdict.kind === 'outage')
    return new Postpone('Telegram cannot be reached', { countsAsAttempt: false, cause: error })
  if (verdict.kind !== 'flood') return undefined
  const delayMs = verdict.retryAfterSeconds * 1000
  return new Postpone('Telegram asks for a pause', { delayMs, countsAsAttempt: false, cause: error })
}

async function report({ backend, log }: Tools, update: Update, error: unknown, attempt: number): Promise<void> {
  const person = personIn(update)
  try {
    await backend.reportError({
      kind: 'bot_exception',
      updateId: update.update_id,
      attempt,
      ...describeError(error),
      ...(person ? { telegramId: person.id } : {}),
    })
  } catch (reporting) {
    log.warn({ err: reporting, updateId: update.update_id }, 'The exception could not be reported')
  }
}
