import type { Tables } from '#platform/database/table.ts'

export const referralsTables = {
  referrers: {
    rights: ['insert', 'update'],
    of: 'user_id = $person',
    export: { as: 'invitation_link', rows: 'one' },
    deletion: { keeps: 'a link that was sent goes on working' },
  },
  referrals: {
    rights: ['insert', 'update'],
    of: '(user_id = $person or inviter_id = $person)',
    export: { as: 'invitations', rows: 'many', without: ['user_id', 'inviter_id', 'transaction_id'] },
    deletion: { keeps: 'an invitation is rewarded once' },
  },
} satisfies Tables
