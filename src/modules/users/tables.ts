import type { Tables } from '#platform/database/table.ts'

export const usersTables = {
  users: {
    rights: ['insert', 'update'],
    of: 'telegram_id = $person',
    export: { as: 'profile', rows: 'one', without: ['version'] },
    // The row stays: the books and the trial, given once, refer to it.
    deletion: {
      sets: `first_name = '', last_name = null, username = null, settings = '{}', takes_news = false, updated_at = now()`,
    },
  },
  consents: {
    rights: ['insert'],
    of: 'user_id = $person',
    export: { as: 'consents', rows: 'many' },
    deletion: { keeps: 'that and when a person has agreed must be proven; it has no words of theirs' },
  },
  roles: {
    rights: ['insert', 'update', 'delete'],
    of: 'telegram_id = $person',
    export: { as: 'role', rows: 'one' },
    deletion: { keeps: 'what a person may do is decided by the owner who granted it' },
  },
  role_links: { rights: ['insert', 'delete'], of: 'nobody' },
} satisfies Tables
