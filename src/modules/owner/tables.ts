import type { Tables } from '#platform/database/table.ts'

export const ownerTables = {
  daily_reports: {
    rights: ['insert', 'update', 'delete'],
    of: 'telegram_id = $person',
    export: { as: 'daily_report', rows: 'one' },
    deletion: 'rows',
  },
  daily_figures: { rights: ['insert', 'delete'], of: 'nobody' },
} satisfies Tables
