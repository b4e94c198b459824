import type { Tables } from '#platform/database/table.ts'

export const startsTables = {
  starts: {
    rights: ['insert', 'update'],
    of: 'user_id = $person',
    export: { as: 'came_by', rows: 'one' },
    deletion: { keeps: 'a link counts a person once; it has no words and no names of people' },
  },
  bot_name: { rights: ['insert', 'update'], of: 'nobody' },
} satisfies Tables
