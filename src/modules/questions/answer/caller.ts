import { createHmac } from 'node:crypto'
import type { Caller } from '#platform/models/wire.ts'

/**
 * Who asks, in names by which a provider tells persons and conversations apart and learns nothing of them.
 * @param conversation what belongs together, such as the id of a conversation
 */
export function callerOf(userId: number, conversation: number | string, secret: string): Caller {
  const named = (what: string) => createHmac('sha256', secret).update(`model caller ${what}`).digest('base64url')
  return { person: named(`person ${userId}`), conversation: named(`conversation ${conversation}`) }
}
