import type { FastifyInstance } from 'fastify'
import type { Sql } from '#platform/database/sql.ts'
import { conversationsEndpoints } from '#modules/conversations/contract.ts'
import {
  deleteConversation,
  listConversations,
  renameConversation,
  resumeConversation,
  startConversation,
} from './conversations.ts'
import { findUser } from '#modules/users/users.ts'
import { Refusal } from '#platform/http/refusal.ts'
import { serve } from '#platform/http/serve.ts'

const mostListed = 8

/** Which conversation a question belongs to. */
export async function conversationRoutes(app: FastifyInstance, { sql }: { sql: Sql }): Promise<void> {
  serve(app, conversationsEndpoints.startConversation, async (input) => {
    if (!(await findUser(sql, input.telegramId))) throw new Refusal('user_not_found')
    const ended = await startConversation(sql, placeIn(input))
    return { title: ended?.title ?? null }
  })

  serve(app, conversationsEndpoints.conversations, async (input) => {
    const conversations = await listConversations(sql, placeIn(input), mostListed)
    return {
      conversations: conversations.map(({ id, title, lastAt, open }) => ({
        id,
        title: title ?? '',
        lastAt: lastAt.toISOString(),
        open,
      })),
    }
  })

  serve(app, conversationsEndpoints.resumeConversation, async (input) => {
    const resumed = await resumeConversation(sql, { ...placeIn(input), conversationId: input.conversationId })
    if (!resumed) throw new Refusal('conversation_not_found')
    return { title: resumed.title ?? '' }
  })

  serve(app, conversationsEndpoints.renameConversation, async (input) => {
    const place = { ...placeIn(input), conversationId: input.conversationId }
    const renamed = await renameConversation(sql, { ...place, title: input.title })
    if (!renamed) throw new Refusal('conversation_not_found')
    return renamed
  })

  serve(app, conversationsEndpoints.deleteConversation, async (input) => {
    const outcome = await deleteConversation(sql, { ...placeIn(input), conversationId: input.conversationId })
    if (!outcome) throw new Refusal('conversation_not_found')
    return outcome
  })
}

function placeIn(input: { telegramId: number; chatId: number; threadId: number }) {
  return { telegramId: input.telegramId, chatId: input.chatId, threadId: input.threadId }
}
