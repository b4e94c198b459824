import type { Tables } from '#platform/database/table.ts'

export const guestsTables = {
  guest_queries: {
    rights: ['insert', 'update', 'delete'],
    of: 'user_id = $person',
    export: { as: 'asked_elsewhere', rows: 'many' },
    deletion: 'rows',
  },
} satisfies Tables
