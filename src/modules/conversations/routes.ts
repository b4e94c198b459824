import type { FastifyInstance } from 'fastify'
import type { Sql } from '#platform/database/sql.ts'
import type { LiveCatalog } from '#modules/catalog/versions/live-catalog.ts'
import { conversationsEndpoints } from '#modules/conversations/contract.ts'
import {
  deleteConversation,
  listConversations,
  renameConversation,
  resumeConversation,
  startConversation,
} from './conversations.ts'
import { startWithAssistant } from './with-assistant.ts'
import type { LiveSettings } from '#modules/settings/live-settings.ts'
import { agreementStateOf } from '#modules/users/agreement.ts'
import { findUser } from '#modules/users/users.ts'
import { Refusal } from '#platform/http/refusal.ts'
import { serve } from '#platform/http/serve.ts'

const mostListed = 8

/** Which conversation a question belongs to. */
export async function conversationRoutes(
  app: FastifyInstance,
  {
    sql,
    catalogs,
    settings,
  }: { sql: Sql; catalogs: Pick<LiveCatalog, 'present'>; settings: Pick<LiveSettings, 'documents'> },
): Promise<void> {
  serve(app, conversationsEndpoints.startConversation, async (input) => {
    if (!(await findUser(sql, input.telegramId))) throw new Refusal('user_not_found')
    const ended = await startConversation(sql, placeIn(input))
    return { title: ended?.title ?? null }
  })

  serve(app, conversationsEndpoints.startWithAssistant, async ({ assistant: key, updateId, shown, ...input }) => {
    const refused = await startWithAssistant(sql, catalogs.present(), { ...placeIn(input), key, updateId, shown })
    if (refused) throw new Refusal(refused.refused)
    return {}
  })

  serve(app, conversationsEndpoints.conversations, async (input) => {
    const conversations = await listConversations(sql, catalogs.present(), placeIn(input), mostListed)
    return {
      conversations: conversations.map(({ title, lastAt, ...conversation }) => ({
        ...conversation,
        title: title ?? '',
        lastAt: lastAt.toISOString(),
      })),
    }
  })

  serve(app, conversationsEndpoints.resumeConversation, async (input) => {
    const place = { ...placeIn(input), conversationId: input.conversationId }
    const resumed = await resumeConversation(sql, catalogs.present(), place)
    if (!resumed) throw new Refusal('conversation_not_found')
    return { ...resumed, title: resumed.title ?? '' }
  })

  serve(app, conversationsEndpoints.renameConversation, async (input) => {
    const place = { ...placeIn(input), conversationId: input.conversationId }
    const user = await findUser(sql, input.telegramId)
    if (user && agreementStateOf(user.agreement, settings.documents()) !== 'given')
      throw new Refusal('agreement_needed')
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
