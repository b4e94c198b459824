import type { FastifyInstance } from 'fastify'
import {
  deleteConversation,
  listConversations,
  renameConversation,
  resumeConversation,
  startConversation,
} from './conversations.ts'
import { moveChat } from '#modules/questions/answer/move-chat.ts'
import { findUser } from '#modules/users/users.ts'
import type { Context } from '#programs/backend/context.ts'
import { Refusal } from '#platform/http/refusal.ts'
import { serve } from '#platform/http/serve.ts'

const mostListed = 8

/** Which conversation a question belongs to. */
export async function conversationRoutes(app: FastifyInstance, { sql }: Context): Promise<void> {
  serve(app, 'startConversation', async (input) => {
    if (!(await findUser(sql, input.telegram_id))) throw new Refusal('user_not_found')
    const ended = await startConversation(sql, placeIn(input))
    return { title: ended?.title ?? null }
  })

  serve(app, 'moveChat', async ({ from_chat_id: from, to_chat_id: to }) => {
    await moveChat(sql, { from, to })
    return {}
  })

  serve(app, 'conversations', async (input) => {
    const conversations = await listConversations(sql, placeIn(input), mostListed)
    return {
      conversations: conversations.map(({ id, title, lastAt, open }) => ({
        id,
        title: title ?? '',
        last_at: lastAt.toISOString(),
        open,
      })),
    }
  })

  serve(app, 'resumeConversation', async (input) => {
    const resumed = await resumeConversation(sql, { ...placeIn(input), conversationId: input.conversation_id })
    if (!resumed) throw new Refusal('conversation_not_found')
    return { title: resumed.title ?? '' }
  })

  serve(app, 'renameConversation', async (input) => {
    const place = { ...placeIn(input), conversationId: input.conversation_id }
    const renamed = await renameConversation(sql, { ...place, title: input.title })
    if (!renamed) throw new Refusal('conversation_not_found')
    return renamed
  })

  serve(app, 'deleteConversation', async (input) => {
    const outcome = await deleteConversation(sql, { ...placeIn(input), conversationId: input.conversation_id })
    if (!outcome) throw new Refusal('conversation_not_found')
    return outcome
  })
}

function placeIn(input: { telegram_id: number; chat_id: number; thread_id: number }) {
  return { telegramId: input.telegram_id, chatId: input.chat_id, threadId: input.thread_id }
}
