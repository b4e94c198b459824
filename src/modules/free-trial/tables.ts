import type { Tables } from '#platform/database/table.ts'

export const freeTrialTables = {
  free_days: { rights: ['insert', 'update', 'delete'], of: 'nobody' },
  free_questions: {
    rights: ['insert', 'update', 'delete'],
    of: 'user_id = $person',
    export: { hides: 'it says only on which day a free question counts; the question is shown' },
    deletion: { keeps: 'a limit of the day is not lifted by it; the row goes within days' },
  },
  bursts: { rights: ['insert', 'update', 'delete'], of: 'nobody' },
  paused_links: { rights: ['insert', 'delete'], of: 'nobody' },
} satisfies Tables
