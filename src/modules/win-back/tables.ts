import type { Tables } from '#platform/database/table.ts'

export const winBackTables = {
  win_backs: {
    rights: ['insert'],
    of: 'user_id = $person',
    export: { as: 'reminders', rows: 'many' },
    deletion: { keeps: 'nothing is reminded of twice; it has no words' },
  },
} satisfies Tables
