import { z } from 'zod'
import { defineEndpoints } from '#platform/http/endpoint.ts'
import { moment, rowId, telegramId } from '#platform/http/values.ts'
import { may } from '#modules/users/contract.ts'
import { base, change } from './shapes.ts'

const concerning = {
  telegram_id: telegramId.nullable(),
  first_name: z.string().nullable().describe('Null: the bot does not know this person'),
}

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
          ...concerning,
          attempts: z.int(),
          error: z.string(),
          at: moment,
        }),
      ),
      errors: z.array(
        z.object({ id: z.int(), at: moment, kind: z.string(), message: z.string().nullable(), ...concerning }),
      ),
      jobs: z.array(
        z.object({
          name: z.string(),
          cron: z.string(),
          state: z.string().nullable(),
          last_at: moment.nullable(),
          duration_ms: z.int().nullable(),
          failures: z.int().describe('Within a week'),
          error: z.string().nullable().describe('Of the last run that failed'),
        }),
      ),
      unsent: z.array(
        z.object({
          id: z.int(),
          kind: z.string(),
          ...concerning,
          state: z.enum(['refused', 'given_up']),
          attempts: z.int(),
          error: z.string().nullable(),
          at: moment,
          may_retry: z.boolean().describe('Given up in an outage, and it cannot have arrived'),
        }),
      ),
      programs: z.array(
        z.object({
          id: z.string(),
          program: z.string(),
          version: z.string(),
          migration: z.int().describe('The last one that it knows'),
          started_at: moment,
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
  retryNotice: {
    method: 'POST',
    path: `${base}/retry_notice`,
    allow: [may('retry_updates')],
    summary: 'Sends a notice once more that was given up in an outage; never one that may have arrived',
    body: z.object({ id: rowId, ...change }),
    reply: z.object({}),
    errors: ['notice_not_found', 'idempotency_key_reused'],
  },
  runJob: {
    method: 'POST',
    path: `${base}/run_job`,
    allow: [may('run_jobs')],
    summary: 'Has the worker run a task of its timetable now',
    body: z.object({ name: z.string().min(1).max(80), ...change }),
    reply: z.object({}),
    errors: ['job_not_found', 'idempotency_key_reused'],
  },
})
