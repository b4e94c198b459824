import type { Tables } from '#platform/database/table.ts'

export const broadcastsTables = {
  segments: { rights: ['insert', 'update', 'delete'], of: 'nobody' },
  broadcasts: { rights: ['insert', 'update', 'delete'], of: 'nobody' },
  broadcast_recipients: {
    rights: ['insert', 'update', 'delete'],
    of: 'user_id = $person',
    export: { as: 'broadcasts', rows: 'many', without: ['leased_until', 'error'] },
    deletion: 'rows',
  },
} satisfies Tables
