import type { Tables } from '#platform/database/table.ts'

export const memoryTables = {
  memory_facts: {
    rights: ['insert', 'update', 'delete'],
    of: 'user_id = $person',
    export: { as: 'memory', rows: 'many', without: ['key'] },
    deletion: 'rows',
  },
  memory_readings: {
    rights: ['insert', 'update', 'delete'],
    of: 'user_id = $person',
    export: { hides: 'when a conversation was looked through; what was found in it is in the memory' },
    deletion: 'rows',
  },
} satisfies Tables
