import type { Tables } from '#platform/database/table.ts'

export const conversationsTables = {
  conversations: {
    rights: ['insert', 'update'],
    of: 'user_id = $person',
    export: { as: 'conversations', rows: 'many' },
    deletion: { sets: 'title = null, assistant = null, ended_at = coalesce(ended_at, (select now()))' },
  },
} satisfies Tables
