import type { Tables } from '#platform/database/table.ts'

export const notificationsTables = {
  plan_reminders: {
    rights: ['insert'],
    of: 'user_id = $person',
    export: { hides: 'it says only that a reminder was sent' },
    deletion: { keeps: 'no reminder is sent twice' },
  },
  outbox: {
    rights: ['insert', 'update', 'delete'],
    of: '(user_id = $person or words_of = $person)',
    export: { as: 'notices', rows: 'many', without: ['key', 'error', 'said_by', 'words_of', 'worker', 'picture'] },
    deletion: 'rows',
  },
} satisfies Tables
