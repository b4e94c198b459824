import { z } from 'zod'
import { defineEndpoints } from '#platform/http/endpoint.ts'
import { chatId, inQuery, personInQuery, place, rowId, text, threadId, updateId } from '#platform/http/values.ts'
import { assistantKey, assistantOffer } from '#modules/assistants/contract.ts'
import { price } from '#modules/entitlements/contract.ts'

const assistant = assistantOffer.nullable().describe('Who answers in it; null: no assistant')

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
  startWithAssistant: {
    method: 'POST',
    path: '/start_with_assistant',
    allow: ['program', 'self'],
    summary: 'Begins a conversation with an assistant, once per `update_id`; one in which nothing was asked goes on',
    body: z.object({
      ...place.shape,
      assistant: assistantKey,
      update_id: updateId,
      shown: price.describe('What a question to it costs, as it was shown: a higher price is asked for first'),
    }),
    reply: z.object({}),
    errors: ['user_not_found', 'assistant_not_found'],
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
        z.object({
          id: z.int(),
          title: z.string().describe('Empty: nothing was asked in words yet'),
          last_at: z.iso.datetime(),
          open: z.boolean(),
          assistant,
        }),
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
    reply: z.object({
      title: z.string(),
      assistant,
      lost_assistant: z.boolean().describe('Whether its assistant is gone, which is said once'),
    }),
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
    errors: ['agreement_needed', 'conversation_not_found'],
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
