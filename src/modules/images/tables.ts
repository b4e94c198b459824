import type { Tables } from '#platform/database/table.ts'

export const imagesTables = {
  image_wishes: {
    rights: ['insert', 'update'],
    of: 'user_id = $person',
    export: { as: 'picture_wishes', rows: 'many' },
    deletion: { sets: `prompt = '', source_file_id = null` },
  },
  images: {
    rights: ['insert', 'update'],
    of: 'user_id = $person',
    export: { as: 'pictures', rows: 'many', without: ['data', 'working_until'] },
    // What was paid stays accounted for, without the picture.
    deletion: { sets: 'data = null, file_id = null, document_file_id = null' },
  },
} satisfies Tables
