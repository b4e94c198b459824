import type { Tables } from '#platform/database/table.ts'

export const ownerTables = {
  roles: {
    rights: ['insert', 'delete'],
    of: 'telegram_id = $person',
    export: { as: 'role', rows: 'one' },
    deletion: { keeps: 'what a person may do is decided by whoever granted it' },
  },
} satisfies Tables
