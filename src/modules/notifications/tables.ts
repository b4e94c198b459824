import type { Tables } from '#platform/database/table.ts'

export const notificationsTables = {
  plan_reminders: {
    rights: ['insert', 'delete'],
    of: 'user_id = $person',
    export: { hides: 'it says only that a reminder was sent' },
    deletion: { keeps: 'no reminder is sent twice' },
  },
} satisfies Tables
