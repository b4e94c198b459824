import { createHmac } from 'node:crypto'
import type { Caller } from '#platform/models/answer.ts'
import type { Question } from '#modules/questions/question.ts'

/** Who asks, in names by which a provider tells persons and conversations apart and learns nothing of them. */
export function callerOf({ userId, conversationId }: Question, secret: string): Caller {
  const named = (what: string) => createHmac('sha256', secret).update(`model caller ${what}`).digest('base64url')
  return { person: named(`person ${userId}`), conversation: named(`conversation ${conversationId}`) }
}
