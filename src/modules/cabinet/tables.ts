import type { Tables } from '#platform/database/table.ts'

export const cabinetTables = {
  cabinet_links: {
    rights: ['insert', 'delete'],
    of: 'telegram_id = $person',
    export: { hides: 'a link to the cabinet lives for minutes' },
    deletion: 'rows',
  },
  cabinet_openings: { rights: ['insert', 'delete'], of: 'nobody' },
  cabinet_sessions: {
    rights: ['insert', 'update', 'delete'],
    of: 'telegram_id = $person',
    export: { as: 'cabinet_sessions', rows: 'many', without: ['digest'] },
    deletion: 'rows',
  },
  audit_log: {
    rights: ['insert'],
    of: '(subject_id = $person or actor_id = $person)',
    export: { hides: 'what was done to somebody is in their other data, and this is the record of those who did it' },
    deletion: { keeps: 'what was done in the owner’s name stays on record; it has no words and no names' },
  },
} satisfies Tables
