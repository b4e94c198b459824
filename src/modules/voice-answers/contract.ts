import { z } from 'zod'
import type { Camel } from '#platform/http/camel-case.ts'
import { defineEndpoints } from '#platform/http/endpoint.ts'
import { rowId, telegramId, text, updateId } from '#platform/http/values.ts'
import { price } from '#modules/entitlements/contract.ts'

/** As what Telegram has taken it. */
const sentAs = z.enum(['voice', 'document'])

const voiceAnswer = z.object({
  id: z.int(),
  state: z
    .enum(['pending', 'made', 'sent', 'delivered'])
    .describe(
      'Still being made: ask again with the same `update_id`; made: to be sent; sent before: to be sent by its `file_id`; or delivered by this very update',
    ),
  audio: z.string().nullable().describe('OGG with Opus in base64, once made and until it is sent'),
  file_id: z.string().nullable(),
  sent_as: sentAs.nullable(),
  seconds: z.int().nullable(),
  is_cut: z.boolean().describe('Only the beginning of the answer is read'),
  leaves_out: z.boolean().describe('Programs and tables are not read'),
  charged: price,
})

export type VoiceAnswerReply = Camel<z.infer<typeof voiceAnswer>>

export const voiceAnswersEndpoints = defineEndpoints({
  readOut: {
    method: 'POST',
    path: '/read_out',
    allow: ['program', 'self'],
    summary: 'Has an answer read out, once: a second time it costs nothing. Waits some seconds for it',
    body: z.object({
      telegram_id: telegramId,
      question_id: rowId,
      update_id: updateId,
      shown: price
        .nullable()
        .default(null)
        .describe('What the button said it costs: a higher price is asked for first. null: only what was made before'),
    }),
    reply: voiceAnswer,
    errors: ['user_not_found', 'user_blocked', 'agreement_needed', 'question_not_found', 'no_access', 'answer_failed'],
  },
  reportVoice: {
    method: 'POST',
    path: '/report_voice',
    allow: ['program'],
    summary:
      'Says under which file id Telegram has a voice answer, or that it refused it for good, which returns its price',
    body: z
      .object({
        telegram_id: telegramId,
        voice_id: rowId,
        file_id: text().min(1).max(255).optional(),
        sent_as: sentAs.optional(),
        refused: text().min(1).max(255).optional(),
      })
      .refine(({ file_id, sent_as, refused }) => (refused === undefined ? file_id && sent_as : !file_id), {
        path: ['file_id'],
        message: 'give either file_id and sent_as or refused',
      }),
    reply: z.object({ refunded: z.boolean() }),
    errors: [],
  },
})
