import type { Tables } from '#platform/database/table.ts'

export const campaignsTables = {
  campaigns: { rights: ['insert', 'update'], of: 'nobody' },
} satisfies Tables
