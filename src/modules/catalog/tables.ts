import type { Tables } from '#platform/database/table.ts'

export const catalogTables = {
  watched_models: { rights: ['insert', 'update'], of: 'nobody' },
} satisfies Tables
