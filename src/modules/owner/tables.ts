import type { Tables } from '#platform/database/table.ts'

export const ownerTables = {
  daily_figures: { rights: ['insert', 'delete'], of: 'nobody' },
} satisfies Tables
