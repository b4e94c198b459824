import type { Tables } from '#platform/database/table.ts'

export const inboxTables = {
  inbox: { rights: ['insert', 'update', 'delete'], of: 'nobody' },
  lanes: { rights: ['insert', 'update'], of: 'nobody' },
  seen_updates: { rights: ['insert', 'update', 'delete'], of: 'nobody' },
  dead_updates: {
    rights: ['insert', 'update', 'delete'],
    of: `payload @? ('$.*.from ? (@.id == ' || $person || ')')::jsonpath`,
    export: { hides: 'an update that failed is what Telegram sent, and what was made of it is in the other tables' },
    deletion: 'rows',
  },
} satisfies Tables
