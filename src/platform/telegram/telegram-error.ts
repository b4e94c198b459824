import { GrammyError, HttpError } from 'grammy'
import { neverLeft } from '#platform/runtime/never-left.ts'

export type RefusalReason = 'blocked' | 'chat_not_found' | 'forbidden' | 'rejected'

export type Verdict =
  /** Telegram asks for a pause, in seconds. */
  | { kind: 'flood'; retryAfterSeconds: number }
  /** Telegram or the way to it is broken now, or our token is. Without an answer it is unknown whether the call arrived. */
  | { kind: 'outage'; mayHaveArrived: boolean }
  /** It will never take this for this chat. */
  | { kind: 'refused'; reason: RefusalReason }
  /** The message is already as it should be. */
  | { kind: 'unchanged' }
  /** The message to change is gone. */
  | { kind: 'gone' }
  | { kind: 'unknown' }

/** What an error of a call to Telegram means. */
export function judge(error: unknown): Verdict {
  if (error instanceof HttpError) return { kind: 'outage', mayHaveArrived: !neverLeft(error.error) }
  if (!(error instanceof GrammyError)) return { kind: 'unknown' }
  const { error_code: code, description, parameters } = error
  if (code === 429) return { kind: 'flood', retryAfterSeconds: parameters.retry_after ?? 1 }
  // A token that was revoked says nothing about the chat, and is replaced some day.
  if (code === 401) return { kind: 'outage', mayHaveArrived: false }
  // A method or a token that this server has never known.
  if (code === 404) return { kind: 'unknown' }
  if (code >= 500) return { kind: 'outage', mayHaveArrived: false }
  if (code === 403) return { kind: 'refused', reason: gone.test(description) ? 'blocked' : 'forbidden' }
  // What was written in a group that became a supergroup stays behind in the former chat.
  if (parameters.migrate_to_chat_id !== undefined) return { kind: 'gone' }
  if (/message is not modified/i.test(description)) return { kind: 'unchanged' }
  if (/message to edit not found|message can't be edited|MESSAGE_ID_INVALID/i.test(description)) return { kind: 'gone' }
  if (/chat not found|user is deactivated|PEER_ID_INVALID/i.test(description))
    return { kind: 'refused', reason: 'chat_not_found' }
  if (mute.test(description)) return { kind: 'refused', reason: 'forbidden' }
  return { kind: 'refused', reason: 'rejected' }
}

const gone = /blocked|kicked|deactivated|not a member|initiate conversation/i
/** The bot is in the chat and may not write there. */
const mute =
  /not enough rights|no rights to send|CHAT_WRITE_FORBIDDEN|CHAT_SEND_\w+_FORBIDDEN|CHAT_RESTRICTED|TOPIC_CLOSED|TOPIC_DELETED|TOPIC_ID_INVALID|message thread not found/i
