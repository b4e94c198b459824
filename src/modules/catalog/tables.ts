import type { Tables } from '#platform/database/table.ts'

const hides = 'prices and models are the owner’s matter, and who has changed them stands in the audit log'
const keeps = 'what was done in the owner’s name stays on record; it has no words and no names'

export const catalogTables = {
  watched_models: { rights: ['insert', 'update'], of: 'nobody' },
  catalog_versions: {
    rights: ['insert'],
    of: 'published_by = $person',
    export: { hides },
    deletion: { keeps },
  },
  catalog_draft: {
    rights: ['insert', 'update', 'delete'],
    of: 'edited_by = $person',
    export: { hides },
    deletion: { keeps },
  },
} satisfies Tables
