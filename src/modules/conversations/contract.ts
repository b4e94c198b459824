import { z } from 'zod'
import { defineEndpoints } from '#platform/http/endpoint.ts'
import { chatId, inQuery, personInQuery, place, rowId, text, threadId } from '#platform/http/values.ts'

export const conversationsEndpoints = defineEndpoints({
  startConversation: {
    method: 'POST',
    path: '/start_conversation',
    allow: ['program', 'self'],
    summary: 'The next question in this chat or topic starts without the earlier ones',
    body: place,
    reply: z.object({ title: z.string().nullable().describe('Of the conversation that has ended, if there was one') }),
    errors: ['user_not_found'],
  },
  conversations: {
    method: 'GET',
    path: '/conversations',
    allow: ['program', 'self'],
    summary: 'The latest conversations of a chat or topic, newest first',
    query: z.object({
      ...personInQuery.shape,
      chat_id: inQuery(chatId),
      thread_id: inQuery(threadId.unwrap()).default(0),
    }),
    reply: z.object({
      conversations: z.array(
        z.object({ id: z.int(), title: z.string(), last_at: z.iso.datetime(), open: z.boolean() }),
      ),
    }),
    errors: [],
  },
  resumeConversation: {
    method: 'POST',
    path: '/resume_conversation',
    allow: ['program', 'self'],
    summary: 'Goes on with an earlier conversation of the same chat or topic',
    body: z.object({ ...place.shape, conversation_id: rowId }),
    reply: z.object({ title: z.string() }),
    errors: ['conversation_not_found'],
  },
  renameConversation: {
    method: 'POST',
    path: '/rename_conversation',
    allow: ['program', 'self'],
    summary: 'Gives a conversation another name, which is cut when it is long',
    body: z.object({
      ...place.shape,
      conversation_id: rowId,
      title: text().trim().min(1).max(32_768),
    }),
    reply: z.object({ title: z.string() }),
    errors: ['conversation_not_found'],
  },
  deleteConversation: {
    method: 'POST',
    path: '/delete_conversation',
    allow: ['program', 'self'],
    summary: 'Deletes the texts of a conversation and its name; not while an answer is written in it',
    body: z.object({ ...place.shape, conversation_id: rowId }),
    reply: z.object({ deleted: z.boolean() }),
    errors: ['conversation_not_found'],
  },
})
