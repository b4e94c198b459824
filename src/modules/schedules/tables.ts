import type { Tables } from '#platform/database/table.ts'

export const schedulesTables = {
  // Before what it refers to, which is deleted behind it.
  schedule_runs: {
    rights: ['insert', 'update', 'delete'],
    of: 'user_id = $person',
    export: { as: 'schedule_runs', rows: 'many' },
    deletion: 'rows',
  },
  schedules: {
    rights: ['insert', 'update', 'delete'],
    of: 'user_id = $person',
    export: { as: 'schedules', rows: 'many' },
    deletion: 'rows',
  },
} satisfies Tables
