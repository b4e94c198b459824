/**
 * Which of one's messages the bot has taken. The sandbox tells of every update when it comes into being and when it is
 * delivered; a message that is new here waits until its update says otherwise.
 */
export function createTicks(session, list) {
  const waiting = new Set()
  const taken = new Set()
  const keyOf = (message) => `${message.chat.id}:${message.message_id}`

  return {
    isTaken: (message) => !waiting.has(keyOf(message)),
    posted: (message) => {
      if (message.from?.is_bot || taken.has(keyOf(message))) return
      waiting.add(keyOf(message))
    },
    told: ({ update: { message }, delivered }) => {
      if (!message || message.from?.is_bot) return
      if (delivered) {
        taken.add(keyOf(message))
        waiting.delete(keyOf(message))
      } else waiting.add(keyOf(message))
      if (message.chat.id === session.where?.chatId) list.tick(message.message_id, Boolean(delivered))
    },
  }
}
