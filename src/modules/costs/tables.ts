import type { Tables } from '#platform/database/table.ts'

export const costsTables = {
  costs: {
    rights: ['insert', 'update'],
    of: 'user_id = $person',
    export: { as: 'provider_costs', rows: 'many', without: ['price', 'provider_model'] },
    deletion: { sets: 'user_id = null' },
  },
  budget_periods: {
    rights: ['insert', 'update', 'delete'],
    of: 'user_id = $person',
    export: { hides: 'how much of a limit of the owner is used; what was spent is in the costs' },
    deletion: { keeps: 'a limit of the day is not lifted by it; the row goes with its month' },
  },
  budget_holds: {
    rights: ['insert', 'delete'],
    of: 'user_id = $person',
    export: { hides: 'it lasts as long as an answer is being written' },
    deletion: { keeps: 'it ends with its question' },
  },
} satisfies Tables
