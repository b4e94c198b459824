import type { Tables } from '#platform/database/table.ts'

export const settingsTables = {
  setting_versions: {
    rights: ['insert'],
    of: 'set_by = $person',
    export: { hides: 'settings are the owner’s matter, and who has changed them stands in the audit log' },
    deletion: { keeps: 'what was done in the owner’s name stays on record; it has no words about people' },
  },
} satisfies Tables
