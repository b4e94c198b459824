import type { Tables } from '#platform/database/table.ts'

export const chargingTables = {
  // A view: what decides how a person's next question is paid for.
  means: { rights: [], of: 'nobody' },
} satisfies Tables
