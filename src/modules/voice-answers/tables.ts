import type { Tables } from '#platform/database/table.ts'

export const voiceAnswersTables = {
  voice_answers: {
    rights: ['insert', 'update'],
    of: 'user_id = $person',
    export: { as: 'voice_answers', rows: 'many', without: ['audio', 'working_until', 'worker', 'attempt'] },
    // What was paid stays accounted for, without the sound.
    deletion: { sets: 'audio = null, file_id = null' },
  },
} satisfies Tables
