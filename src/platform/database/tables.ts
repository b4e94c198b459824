import type { Tables } from './table.ts'

export const databaseTables = {
  migrations: { rights: [], of: 'nobody' },
  programs_at_work: { rights: ['insert', 'update', 'delete'], of: 'nobody' },
} satisfies Tables
