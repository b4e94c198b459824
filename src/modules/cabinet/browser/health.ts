import { z } from 'zod'
import { defineEndpoints } from '#platform/http/endpoint.ts'
import { moment, rowId, telegramId } from '#platform/http/values.ts'
import { may } from '#modules/users/contract.ts'
import { base, change } from './shapes.ts'

/** What is wrong, and what is tried again. */
export const healthEndpoints = defineEndpoints({
  health: {
    method: 'GET',
    path: `${base}/health`,
    allow: [may('see_health')],
    summary: 'What is wrong now, updates that were given up, jobs and versions',
    query: z.object({}),
    reply: z.object({
      at: moment,
      version: z.string(),
      migration: z.int(),
      catalog: z.int().describe('Version that counts; 0: the file'),
      alerts: z.array(z.object({ kind: z.string(), value: z.number() })),
      given_up: z.array(
        z.object({
          update_id: z.int(),
          what: z.string(),
          telegram_id: telegramId.nullable(),
          attempts: z.int(),
          error: z.string(),
          at: moment,
        }),
      ),
      errors: z.array(z.object({ id: z.int(), at: moment, kind: z.string(), message: z.string().nullable() })),
      jobs: z.array(
        z.object({
          name: z.string(),
          cron: z.string(),
          state: z.string().nullable(),
          last_at: moment.nullable(),
        }),
      ),
      outbox: z.object({ waiting: z.int(), given_up: z.int(), refused: z.int() }),
      figures: z.array(z.object({ name: z.string(), value: z.number().nullable() })),
    }),
    errors: [],
  },
  retryUpdate: {
    method: 'POST',
    path: `${base}/retry_update`,
    allow: [may('retry_updates')],
    summary: 'Gives an update that was given up to the bot once more',
    body: z.object({ update_id: rowId, ...change }),
    reply: z.object({}),
    errors: ['update_not_found', 'idempotency_key_reused'],
  },
})
