import type { Tables } from '#platform/database/table.ts'

export const questionsTables = {
  messages_log: {
    rights: ['insert', 'update'],
    of: 'user_id = $person',
    export: { as: 'questions', rows: 'many', without: ['working_until', 'attempt', 'worker'] },
    // What was used stays accounted for, without texts.
    deletion: {
      sets: 'question = null, answer = null, quoted = null, edited = null, heard = null, sources = null, suggestions = null',
    },
  },
  waiting_questions: {
    rights: ['insert', 'update', 'delete'],
    of: 'user_id = $person',
    export: { as: 'waiting_question', rows: 'one' },
    deletion: 'rows',
  },
  quotations: {
    rights: ['insert', 'update', 'delete'],
    of: 'user_id = $person',
    export: { as: 'quotations', rows: 'many' },
    deletion: 'rows',
  },
} satisfies Tables
