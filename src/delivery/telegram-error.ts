import { GrammyError, HttpError } from 'grammy'

export type Verdict =
  /** Telegram asks for a pause, in seconds. */
  | { kind: 'flood'; retryAfterSeconds: number }
  /** Telegram or the way to it is broken now. */
  | { kind: 'outage' }
  /** It will never take this for this chat. */
  | { kind: 'refused'; reason: 'blocked' | 'chat_not_found' | 'rejected' }
  /** The message is already as it should be. */
  | { kind: 'unchanged' }
  /** The message to change is gone. */
  | { kind: 'gone' }
  | { kind: 'unknown' }

/** What an error of a call to Telegram means. */
export function judge(error: unknown): Verdict {
  if (error instanceof HttpError) return { kind: 'outage' }
  if (!(error instanceof GrammyError)) return { kind: 'unknown' }
  const { error_code: code, description, parameters } = error
  if (code === 429) return { kind: 'flood', retryAfterSeconds: parameters.retry_after ?? 1 }
  if (code >= 500) return { kind: 'outage' }
  if (code === 403) return { kind: 'refused', reason: 'blocked' }
  if (/message is not modified/i.test(description)) return { kind: 'unchanged' }
  if (/message to edit not found|message can't be edited|MESSAGE_ID_INVALID/i.test(description)) return { kind: 'gone' }
  if (/chat not found|user is deactivated|PEER_ID_INVALID/i.test(description))
    return { kind: 'refused', reason: 'chat_not_found' }
  return { kind: 'refused', reason: 'rejected' }
}
