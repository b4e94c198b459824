import { GrammyError } from 'grammy'
import { messageOf } from '#platform/runtime/log.ts'
import { judge } from '#platform/telegram/telegram-error.ts'
import type { Outcome } from '#modules/broadcasts/recipients.ts'

/** What has become of one message. */
export interface End {
  outcome: Outcome
  /** Of the picture, as Telegram has it now. */
  fileId?: string
  /** Nothing is sent for so long. */
  delayMs?: number
  isFlood?: boolean
}

/** What an error says about the one message: it is sent again only when Telegram has certainly not taken it. */
export function endOf(userId: number, error: unknown): End {
  const verdict = judge(error)
  const said = messageOf(error)
  const is = (state: Outcome['state'], more: Omit<End, 'outcome'> = {}): End => ({
    outcome: { userId, state, error: said },
    ...more,
  })
  switch (verdict.kind) {
    case 'flood':
      return is('waiting', { delayMs: verdict.retryAfterSeconds * 1000, isFlood: true })
    case 'refused':
      return is(['blocked', 'chat_not_found'].includes(verdict.reason) ? 'blocked' : 'failed')
    case 'outage': {
      const mayHaveArrived = verdict.mayHaveArrived || (error instanceof GrammyError && error.error_code >= 500)
      return is(mayHaveArrived ? 'unknown' : 'waiting', { delayMs: 0 })
    }
    case 'unknown':
      // A method or a token that the server does not know; anything else is our own end or fault.
      return error instanceof GrammyError ? is('waiting', { delayMs: 0 }) : is('unknown', { delayMs: 0 })
    default:
      return is('failed')
  }
}
