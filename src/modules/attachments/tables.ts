import type { Tables } from '#platform/database/table.ts'

export const attachmentsTables = {
  attachments: {
    rights: ['insert', 'update', 'delete'],
    of: 'user_id = $person',
    export: { as: 'files', rows: 'many', without: ['tokens'] },
    deletion: 'rows',
  },
  prepared_pictures: {
    rights: ['insert', 'delete'],
    of: 'user_id = $person',
    export: { hides: 'pictures that are on their way to a model; they are gone with the answer' },
    deletion: 'rows',
  },
} satisfies Tables
