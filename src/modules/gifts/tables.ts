import type { Tables } from '#platform/database/table.ts'

export const giftsTables = {
  gifts: {
    rights: ['insert', 'update'],
    of: '(user_id = $person or claimed_by = $person)',
    // Who gave and who got are not shown to each other, and a link can be used by anybody who reads it.
    export: { as: 'gifts', rows: 'many', without: ['user_id', 'claimed_by', 'token', 'transaction_id'] },
    deletion: { keeps: 'what was paid stays accounted for' },
  },
} satisfies Tables
