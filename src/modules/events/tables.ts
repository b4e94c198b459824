import type { Tables } from '#platform/database/table.ts'

export const eventsTables = {
  events: {
    rights: ['insert'],
    of: 'user_id = $person',
    export: { hides: 'the log of what the programs did, for the operator; it holds no texts of a person' },
    deletion: { keeps: 'whole months are dropped when they are old' },
  },
} satisfies Tables
