import { z } from 'zod'
import { defineEndpoints } from '#platform/http/endpoint.ts'
import { inQuery, moment, telegramId } from '#platform/http/values.ts'
import { may } from '#modules/users/contract.ts'
import { base, next, page } from './shapes.ts'

/** What was done in the cabinet. */
export const auditEndpoints = defineEndpoints({
  audit: {
    method: 'GET',
    path: `${base}/audit`,
    allow: [may('see_audit')],
    summary: 'What was done in the cabinet, newest first',
    query: z.object({
      action: z.string().max(40).optional(),
      by: inQuery(telegramId).optional(),
      about: inQuery(telegramId).optional(),
      ...page,
    }),
    reply: z.object({
      entries: z.array(
        z.object({
          id: z.int(),
          at: moment,
          by: telegramId,
          by_name: z.string().nullable(),
          role: z.string(),
          action: z.string(),
          about: telegramId.nullable(),
          about_name: z.string().nullable(),
          subject: z.string().nullable(),
          reason: z.string(),
          before: z.record(z.string(), z.unknown()),
          after: z.record(z.string(), z.unknown()),
        }),
      ),
      next,
    }),
    errors: [],
  },
})
