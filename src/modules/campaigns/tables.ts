import type { Tables } from '#platform/database/table.ts'

export const campaignsTables = {
  campaigns: { rights: ['insert', 'update', 'delete'], of: 'nobody' },
  growth_figures: { rights: ['insert', 'delete'], of: 'nobody' },
  month_figures: { rights: ['insert', 'delete'], of: 'nobody' },
  campaign_bonuses: {
    rights: ['insert'],
    of: 'user_id = $person',
    export: { as: 'welcome_gift', rows: 'one' },
    deletion: { keeps: 'a new person is welcomed with a gift once' },
  },
} satisfies Tables
