import type { Tables } from '#platform/database/table.ts'

export const paymentsTables = {
  transactions: {
    rights: ['insert', 'update'],
    of: 'user_id = $person',
    export: { as: 'payments', rows: 'many' },
    deletion: { keeps: 'what was paid stays accounted for' },
  },
  renewals: {
    rights: ['insert', 'update'],
    of: 'user_id = $person',
    export: { as: 'renewals', rows: 'many' },
    deletion: { keeps: 'what Telegram renews can still be ended' },
  },
  reconciliation: { rights: ['update'], of: 'nobody' },
  payment_differences: {
    rights: ['insert'],
    of: 'user_id = $person',
    export: {
      hides: 'what Telegram’s list of payments knew and the books did not; a payment that is ours is in the books',
    },
    deletion: { keeps: 'each difference is told to the owner once' },
  },
} satisfies Tables
