import type { Tables } from '#platform/database/table.ts'

export const assistantsTables = {
  own_assistants: {
    rights: ['insert', 'update', 'delete'],
    of: 'user_id = $person',
    export: { as: 'assistants', rows: 'many', without: ['update_id'] },
    deletion: 'rows',
  },
} satisfies Tables
