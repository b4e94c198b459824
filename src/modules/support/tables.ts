import type { Tables } from '#platform/database/table.ts'

export const supportTables = {
  support_requests: {
    rights: ['insert', 'update'],
    of: 'user_id = $person',
    export: { as: 'support_requests', rows: 'many' },
    deletion: { sets: `text = '', answer = null` },
  },
  reply_templates: { rights: ['insert', 'update', 'delete'], of: 'nobody' },
} satisfies Tables
