import type { Tables } from './table.ts'

export const databaseTables = {
  migrations: { rights: [], of: 'nobody' },
} satisfies Tables
