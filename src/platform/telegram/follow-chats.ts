import type { Transformer } from 'grammy'

/** Messages are sent where their chat is now; chat actions and drafts are not worth a second call. */
const isMessage = (method: string) => /^send(?!ChatAction|MessageDraft)/.test(method)

/**
 * Follows a chat that is no longer where it was. A group that has become a supergroup gets the message under its new id; one
 * for a deleted topic stands beside the topics, once, and if that is refused too, nothing can be said in that place.
 * @param onMoved is awaited before anything is sent to the new chat
 */
export function followChats(onMoved: (chat: { from: number; to: number }) => Promise<void>): Transformer {
  return async (previous, method, payload, signal) => {
    const reply = await previous(method, payload, signal)
    if (reply.ok || !isMessage(method)) return reply
    const { chat_id: from, message_thread_id: topic, reply_parameters: _, ...rest } = payload as Record<string, unknown>
    const to = reply.parameters?.migrate_to_chat_id
    if (to !== undefined) {
      await onMoved({ from: Number(from), to })
      // The message it replies to has another number there.
      return previous(method, { ...rest, chat_id: to } as never, signal)
    }
    if (topic === undefined || !isTopicGone(reply.description)) return reply
    const beside = Object.fromEntries(Object.entries(payload).filter(([name]) => name !== 'message_thread_id'))
    const second = await previous(method, beside as never, signal)
    if (second.ok || second.error_code !== 400) return second
    return {
      ...second,
      error_code: 403,
      description: `Forbidden: the topic is gone, and beside it: ${second.description}`,
    }
  }
}

function isTopicGone(description: string): boolean {
  return /message thread not found|TOPIC_DELETED|TOPIC_ID_INVALID/i.test(description)
}
