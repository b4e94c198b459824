import type { Tables } from '#platform/database/table.ts'

export const experimentsTables = {
  experiments: { rights: ['insert', 'update', 'delete'], of: 'nobody' },
  // An arm is never changed.
  experiment_arms: {
    rights: ['insert'],
    of: 'user_id = $person',
    export: { as: 'experiments', rows: 'many' },
    deletion: { keeps: 'an arm is given once and counts in the figures; it has no words and no names' },
  },
  experiment_figures: { rights: ['insert', 'update'], of: 'nobody' },
} satisfies Tables
